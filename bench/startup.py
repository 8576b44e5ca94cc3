"""`python -m bench.startup`: how long the service takes to answer, and what it holds when idle."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from bench.data import make_admin
from bench.errors import run
from bench.postgres import database, environment
from bench.serving import CARAPACE, SECRET, free_port, process, wait_for
from bench.tables import table

IDLE_SECONDS = 3
KINDS = ("s until /livez answers", "s until /health answers", "idle RSS, MB", "idle PSS, MB")


def memory_mb(pid: int) -> tuple[float, float]:
    """RSS and PSS of a process, in MB (10^6 bytes). PSS counts memory that n processes share as an n-th."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    found = {name: int(value.split()[0]) * 1024 / 1e6 for name, _, value in (line.partition(":") for line in lines)}
    return found["Rss"], found["Pss"]


def measure(url: str) -> tuple[float, ...]:
    """One start with the settings that a user gets; the figures in the order of KINDS."""
    port = free_port()
    variables = environment(DATABASE_URL=url, APP_AUTH="required", APP_SECRET_KEY=SECRET)
    started = time.perf_counter()
    with process(CARAPACE.command(port), variables, port) as server:
        wait_for(server, "/livez", pause=0.005)
        alive = time.perf_counter() - started
        wait_for(server, "/health", pause=0.005)
        healthy = time.perf_counter() - started
        time.sleep(IDLE_SECONDS)
        return alive, healthy, *memory_mb(server.pid)


def main(repeats: Annotated[int, typer.Option(min=1)] = 5) -> None:
    """Start the service again and again, with a database of its own that has all migrations."""
    with database() as url:
        make_admin(url)
        found = [measure(url) for _ in range(repeats)]
    rows = [
        [kind, f"{median(values):.2f}", f"{min(values):.2f}", f"{max(values):.2f}"]
        for kind, values in zip(KINDS, zip(*found, strict=True), strict=True)
    ]
    typer.echo(table((f"of {repeats} starts", "median", "least", "most"), rows))


if __name__ == "__main__":
    run(main)
