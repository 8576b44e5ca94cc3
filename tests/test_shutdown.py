"""SIGTERM finishes requests in flight and accepts no new ones."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest

from project.core.testing.environment import SECRET
from project.core.testing.processes import Service, running

CHILD = {"child_name": "Mina Haddad", "child_age": 8}
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@asynccontextmanager
async def locked_row(database_url: str, session_id: str) -> AsyncIterator[Any]:
    """Lock a row while the block runs, and return a connection to watch from."""
    holder, watcher = await asyncpg.connect(database_url), await asyncpg.connect(database_url)
    try:
        async with holder.transaction():
            await holder.execute("SELECT 1 FROM session WHERE id = $1 FOR UPDATE", session_id)
            yield watcher
    finally:
        await holder.close()
        await watcher.close()


async def until_waiting(watcher: Any) -> None:
    async with asyncio.timeout(15):
        while not await watcher.fetchval(WAITING):  # noqa: ASYNC110  (what is waited for is in another process)
            await asyncio.sleep(0.02)


async def until_refused(service: Service) -> None:
    """Wait until new connections are refused."""
    port = int(service.url.rpartition(":")[2])
    async with asyncio.timeout(15):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_a_request_in_flight_is_finished(spare_database_url: str, workers: str, tmp_path: Path) -> None:
    settings = {"APP_WORKERS": workers, "APP_SECRET_KEY": SECRET, "APP_ACCESS_LOG": "false", "TMPDIR": str(tmp_path)}
    with running(spare_database_url, **settings) as service:
        async with httpx2.AsyncClient(base_url=service.url, timeout=30) as client:
            path = f"/sessions/{(await client.post('/sessions', json=CHILD)).json()['id']}"
            async with locked_row(spare_database_url, path.rpartition("/")[2]) as watcher:
                change = asyncio.create_task(client.patch(path, json={"child_age": 9}))
                await until_waiting(watcher)
                service.process.send_signal(signal.SIGTERM)
                await until_refused(service)
                assert not change.done()
            answer = await change
        ended = await asyncio.to_thread(service.process.wait, 10)

    assert (answer.status_code, answer.json()["child_age"]) == (200, 9)
    assert ended in (0, -signal.SIGTERM)
    assert os.listdir(tmp_path) == []
