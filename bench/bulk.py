"""`python -m bench.bulk`: an import and an export of a million metrics, beside COPY of the same rows."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import typer

from bench.data import make_admin, names
from bench.errors import BenchError, run
from bench.postgres import database, environment, execute
from bench.serving import CARAPACE, SECRET, Server, free_port, process, settings_of_service, wait_for
from bench.tables import table
from project.assessments.norms.metrics import METRIC_DEFINITIONS
from project.core.ops.settings import Settings
from project.users.tokens import issue_access_token

TABLES = ("session", "task", "metric")
#: Metrics of each task, together 44.
METRICS = {"raise_hand": 7, "one_leg": 8, "walk": 7, "jump": 8, "tiptoe": 7, "squat": 7}
SITTING_METRICS = sum(METRICS.values())
CLEAN = (
    "TRUNCATE session, audit_line, import CASCADE",
    "CHECKPOINT",
)
#: What is held against what.
RATIOS = (("import", "COPY FROM"), ("export", "COPY joined TO"), ("export", "COPY TO"))
JOINED = """
SELECT session.*, task.*, metric.* FROM session JOIN task ON task.session_id = session.id
JOIN metric ON metric.task_id = task.id ORDER BY session.id, task.seq, metric.seq
"""
HEAD = ("work", "s", "metrics/s", "held against", "s", "as fast as that")
Seconds = dict[str, list[float]]
Work = Callable[[asyncpg.Connection, Path], Awaitable[None]]


def lines(count: int) -> Iterator[str]:
    """Sittings of six tasks, with metrics that the client sends; the same on every run."""
    random, people = Random(1), [name for _, name, _ in names()]
    for number in range(count):
        tasks = [
            {
                "task_name": task,
                "duration_seconds": round(random.uniform(5, 30), 2),
                "status": "success",
                "metrics": {name: _value(random, name) for name in list(METRIC_DEFINITIONS[task])[:metrics]},
            }
            for task, metrics in METRICS.items()
        ]
        sitting = {
            "child_name": people[number % len(people)],
            "child_age": random.randint(3, 17),
            "child_height_cm": round(random.uniform(90, 180), 1),
            "child_weight_kg": round(random.uniform(12, 70), 1),
            "child_gender": random.choice(["female", "male"]),
            "child_notes": "Wears glasses",
            "started_at": f"{random.randint(2020, 2025)}-0{random.randint(1, 9)}-{random.randint(10, 28)}T09:30:00Z",
            "tasks": tasks,
        }
        yield json.dumps(sitting, ensure_ascii=False)


def _value(random: Random, name: str) -> float:
    return random.randint(0, 2) if name.lower().endswith("score") else round(random.uniform(0, 180), 6)


def memory_mb(server: Server, kind: str) -> float:
    """VmRSS: what the process holds; VmHWM: the most it ever held. In MB (10^6 bytes)."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith(f"{kind}:")]
    return int(line.split()[1]) * 1024 / 1e6


class Caller:
    """Whoever uploads and downloads; signs in anew each time, because that holds for 15 minutes only."""

    def __init__(self, server: Server, user_id: UUID) -> None:
        self._server = server
        self._user_id = user_id

    def _open(self, path: str, **options: Any) -> Any:
        token = issue_access_token(self._user_id, Settings(secret_key=SECRET, _env_file=None))
        headers = {"Authorization": f"Bearer {token}", **options.pop("headers", {})}
        return urllib.request.urlopen(urllib.request.Request(self._server.url + path, headers=headers, **options))

    def upload(self, file: Path) -> None:
        headers = {"Content-Type": "application/x-ndjson", "Content-Length": str(file.stat().st_size)}
        with file.open("rb") as source, self._open("/sessions/import", data=source, headers=headers) as answer:
            found = json.load(answer)
        if found["failed"] or not found["stored"]:
            raise BenchError(f"the import is answered {str(found)[:300]}")

    def download(self) -> int:
        """Gives the number of lines."""
        found = 0
        with self._open("/sessions/export.ndjson") as answer:
            while piece := answer.read(1_000_000):
                found += piece.count(b"\n")
        return found


async def discard(data: bytes) -> None:
    pass


async def copy_to(connection: asyncpg.Connection, _: Path) -> None:
    for name in TABLES:
        await connection.copy_from_table(name, output=discard)


async def copy_joined(connection: asyncpg.Connection, _: Path) -> None:
    await connection.copy_from_query(JOINED, output=discard)


async def dump(connection: asyncpg.Connection, folder: Path) -> None:
    for name in TABLES:
        await connection.copy_from_table(name, output=folder / name, format="binary")


async def load(connection: asyncpg.Connection, folder: Path) -> None:
    for name in TABLES:
        await connection.copy_to_table(name, source=folder / name, format="binary", timeout=600)


def alone(url: str, work: Work, folder: Path) -> None:
    """Let PostgreSQL work without the service."""

    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await work(connection, folder)
        finally:
            await connection.close()

    asyncio.run(run())


def measure(url: str, caller: Caller, file: Path, sittings: int, seconds: Seconds) -> None:
    """One round of everything, on tables that are empty before."""

    def timed(kind: str, work: Callable[..., Any], *args: Any) -> Any:
        started = time.perf_counter()
        found = work(*args)
        seconds.setdefault(kind, []).append(time.perf_counter() - started)
        return found

    execute(url, *CLEAN)
    timed("import", caller.upload, file)
    execute(url, "VACUUM (ANALYZE) session, task, metric", "CHECKPOINT")
    if timed("export", caller.download) != sittings:
        raise BenchError("the export has not as many lines as were imported")
    timed("COPY TO", alone, url, copy_to, file.parent)
    timed("COPY joined TO", alone, url, copy_joined, file.parent)
    alone(url, dump, file.parent)
    execute(url, *CLEAN)
    timed("COPY FROM", alone, url, load, file.parent)


def rows(seconds: Seconds, metrics: int) -> Iterator[list[str]]:
    for kind, bare in RATIOS:
        found, least = median(seconds[kind]), median(seconds[bare])
        ratio = median(least / whole for whole, least in zip(seconds[kind], seconds[bare], strict=True))
        yield [kind, f"{found:.1f}", f"{metrics / found:,.0f}", bare, f"{least:.1f}", f"{ratio:.2f}"]


def main(
    metrics: Annotated[int, typer.Option(min=1000, help="Of all sittings together.")] = 1_000_000,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
) -> None:
    """Import and export whole sittings over HTTP, and the same rows by COPY alone; medians over the rounds.

    COPY FROM and COPY TO: the three tables in turn. COPY joined TO: the three together, in the order of the export.
    """
    sittings = -(-metrics // SITTING_METRICS)
    seconds: Seconds = {}
    with database() as url, TemporaryDirectory(prefix="carapace_bulk_") as folder:
        file = Path(folder) / "sittings.ndjson"
        with file.open("w") as target:
            target.writelines(f"{line}\n" for line in lines(sittings))
        _, user_id = make_admin(url)
        port = free_port()
        variables = environment(**settings_of_service(), DATABASE_URL=url)
        with process(CARAPACE.command(port), variables, port) as server:
            wait_for(server)
            before = memory_mb(server, "VmRSS")
            for _ in range(rounds):
                measure(url, Caller(server, user_id), file, sittings, seconds)
            grown = memory_mb(server, "VmHWM") - before
        size = file.stat().st_size / 1e6
    typer.echo(f"{sittings:,} sittings with {sittings * SITTING_METRICS:,} metrics, {size:.0f} MB\n")
    typer.echo(table(HEAD, rows(seconds, sittings * SITTING_METRICS)))
    typer.echo(f"\nThe service's memory grew by {grown:.0f} MB")


if __name__ == "__main__":
    run(main)
