"""Runs followed over sockets, with a service, a worker and a database of their own."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx2
import pytest

from project.core.testing.environment import SECRET
from project.core.testing.processes import Service, running
from tests.imaging.job_rows import RUN
from tests.imaging.worker_processes import worker_process

KEY = {"X-API-Key": "a key of the pipeline's"}
KNOWN = """
WITH path AS (INSERT INTO product_path (path) VALUES ('/stage/' || $1) RETURNING id)
INSERT INTO measurement_set (path_id, run_id, processed_at) SELECT id, $1, now() FROM path
"""


def settings(**others: str) -> dict[str, str]:
    return {"DSA110_API_KEYS": KEY["X-API-Key"], "APP_ACCESS_LOG": "false", **others}


@pytest.fixture(scope="module")
def service(spare_database_url: str) -> Iterator[Service]:
    with running(spare_database_url, **settings()) as found:
        yield found


@pytest.fixture
async def known(spare_database_url: str) -> AsyncIterator[None]:
    connection = await asyncpg.connect(spare_database_url)
    await connection.execute(KNOWN, RUN)
    yield
    await connection.execute("TRUNCATE job, measurement_set, product_path CASCADE")
    await connection.close()


class Events:
    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self._lines = answer.aiter_lines()

    async def next(self) -> tuple[str, Any]:
        name = ""
        async with asyncio.timeout(20):
            async for line in self._lines:
                kind, _, value = line.partition(": ")
                if kind == "event":
                    name = value
                elif kind == "data":
                    return name, json.loads(value)
        raise EOFError


@asynccontextmanager
async def following(service: Service, path: str) -> AsyncIterator[Events]:
    async with (
        httpx2.AsyncClient(base_url=service.url, timeout=30) as client,
        client.stream("GET", path) as answer,
    ):
        yield Events(answer)


@pytest.mark.usefixtures("known")
async def test_a_rerun_is_followed_from_the_queue_to_its_end(service: Service, spare_database_url: str) -> None:
    async with (
        following(service, "/api/v1/jobs/events") as everything,
        following(service, f"/api/jobs/{RUN}/events") as one,
    ):
        assert everything.answer.headers["content-type"].startswith("text/event-stream")
        assert [(name, data["runs"][0]["status"]) for name, data in [await everything.next(), await one.next()]] == [
            ("snapshot", "completed")
        ] * 2
        asked = httpx2.post(f"{service.url}/api/v1/jobs/{RUN}/rerun", headers=KEY)
        assert asked.json()["queue_connected"] is False
        with worker_process(spare_database_url, "echo first; sleep 0.3; echo last; exit 3"):
            told = [await everything.next() for _ in range(5)]

        assert [name for name, _ in told] == ["state", "state", "log", "log", "state"]
        states = [(data["status"], data["attempts"], data["exit_code"]) for name, data in told if name == "state"]
        assert states == [("pending", 0, None), ("running", 1, None), ("failed", 1, 3)]
        lines = [(data["first_line"], data["lines"]) for name, data in told if name == "log"]
        assert lines == [(1, ["first"]), (2, ["last"])]
        assert {data["job_id"] for _, data in told} == {asked.json()["job_id"]}
        assert [await one.next() for _ in range(5)] == told
    logs = httpx2.get(f"{service.url}/api/logs/{RUN}").json()
    assert logs == {"run_id": RUN, "logs": ["first\n", "last\n"], "total_lines": 2}


@pytest.mark.usefixtures("known")
async def test_a_client_that_reads_nothing_delays_nobody(service: Service, spare_database_url: str) -> None:
    connection = await asyncpg.connect(spare_database_url)
    logs = [{"run_id": RUN, "job_id": "", "attempt": 1, "first_line": n, "lines": ["x" * 7000]} for n in range(200)]
    payloads = [*(json.dumps({"log": one}) for one in logs), json.dumps({"runs": [RUN]})]
    async with following(service, "/api/v1/jobs/events"), following(service, "/api/v1/jobs/events") as quick:
        names = [(await quick.next())[0]]
        for _ in range(10):
            await connection.execute("SELECT pg_notify('imaging_runs', one) FROM unnest($1::text[]) one", payloads)
            names += [(await quick.next())[0] for _ in payloads]
    await connection.close()

    assert names == ["snapshot", *[*["log"] * 200, "state"] * 10]


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.usefixtures("known")
async def test_open_streams_do_not_delay_shutdown(spare_database_url: str, workers: str) -> None:
    with running(spare_database_url, **settings(APP_WORKERS=workers, APP_SECRET_KEY=SECRET)) as service:
        async with following(service, "/api/v1/jobs/events") as events:
            assert (await events.next())[0] == "snapshot"
            service.process.send_signal(signal.SIGTERM)
            with pytest.raises(EOFError):
                await events.next()
            ended = await asyncio.to_thread(service.process.wait, 10)

    assert ended in (0, -signal.SIGTERM)
