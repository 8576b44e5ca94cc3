"""Crashes of the service and its database under load."""

import asyncio
import os
import signal
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest

from project.core.db import embedded
from project.core.testing.conditions import eventually
from project.core.testing.databases import migrated, url_of
from project.core.testing.processes import running

REQUESTS = int(os.environ.get("LOAD_REQUESTS", "300"))
METRICS = {f"m{number}": number / 7 for number in range(7)}
ASSESSMENT = {
    "child_name": "Mina Haddad",
    "child_age": 8,
    "tasks": [
        {"task_name": name, "metrics": METRICS} for name in ("raise_hand", "one_leg", "walk", "jump", "tiptoe", "squat")
    ],
}
COUNTS = """
SELECT s.id::text, count(DISTINCT t.id) AS tasks, count(m.id) AS metrics,
    (SELECT count(*) FROM audit_line a WHERE a.row_id = s.id) AS lines
FROM session s LEFT JOIN task t ON t.session_id = s.id LEFT JOIN metric m ON m.task_id = t.id GROUP BY s.id
"""


async def fetch(url: str, statement: str) -> list[Any]:
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()


async def more_of(statuses: Counter[int], status: int, number: int = 100) -> None:
    """Wait for `number` more answers of this status."""
    target = statuses[status] + number

    async def is_reached() -> bool:
        return statuses[status] >= target

    await eventually(is_reached, 60)


@pytest.fixture
async def own_server() -> AsyncIterator[tuple[embedded.EmbeddedServer, Path]]:
    """A PostgreSQL server that the test may stop and start."""
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        server = await asyncio.to_thread(embedded.start, Path(folder))
        yield server, Path(folder)
        await asyncio.to_thread(server.stop)


async def test_a_killed_service_leaves_no_partial_rows(spare_database_url: str) -> None:
    seen: list[str] = []
    with running(spare_database_url, APP_ACCESS_LOG="false") as service:

        async def post(client: httpx2.AsyncClient) -> None:
            with suppress(httpx2.HTTPError):
                while True:
                    answer = await client.post("/assessments", json=ASSESSMENT)
                    assert answer.status_code == 201
                    seen.append(answer.json()["id"])
                    if len(seen) == REQUESTS // 3:
                        service.process.send_signal(signal.SIGKILL)

        limits = httpx2.Limits(max_connections=REQUESTS)
        async with httpx2.AsyncClient(base_url=service.url, limits=limits, timeout=60) as client:
            await asyncio.gather(*(post(client) for _ in range(REQUESTS // 3)))

    rows = {row["id"]: row for row in await fetch(spare_database_url, COUNTS)}
    assert len(seen) >= REQUESTS // 3
    assert set(seen) <= set(rows)
    assert {(row["tasks"], row["metrics"], row["lines"]) for row in rows.values()} == {(6, 42, 1)}


async def test_requests_recover_when_a_stopped_database_returns(own_server: Any) -> None:
    server, folder = own_server
    url = url_of(server.credentials, "postgres")
    await migrated(url)
    statuses: Counter[int] = Counter()
    with running(url, APP_DB_POOL_MAX="4", APP_DB_POOL_TIMEOUT="2", APP_ACCESS_LOG="false") as service:
        stop = asyncio.Event()

        async def load(client: httpx2.AsyncClient) -> None:
            while not stop.is_set():
                statuses[(await client.post("/sessions", json={"child_name": "A", "child_age": 8})).status_code] += 1

        limits = httpx2.Limits(max_connections=40)
        async with httpx2.AsyncClient(base_url=service.url, limits=limits, timeout=60) as client:
            workers = [asyncio.create_task(load(client)) for _ in range(20)]
            await more_of(statuses, 201)
            await asyncio.to_thread(server.stop)
            await more_of(statuses, 503)
            await asyncio.sleep(float(os.environ.get("LOAD_STOP_SECONDS", "0")))
            again = await asyncio.to_thread(embedded.start, folder)
            await more_of(statuses, 201)
            stop.set()
            await asyncio.gather(*workers)
            after = await asyncio.gather(*(client.get("/sessions?limit=1") for _ in range(40)))
        await asyncio.to_thread(again.stop)

    assert set(statuses) == {201, 503}, statuses
    assert {answer.status_code for answer in after} == {200}
