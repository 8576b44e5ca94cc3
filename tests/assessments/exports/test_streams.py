"""Exports of all sessions: of any length, within their share of the pool."""

import asyncio
import csv
import json
import socket
from collections.abc import AsyncIterator, Iterator
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from project.assessments.exports.streams import ndjson
from project.assessments.models import Session
from project.core.db import long_transactions
from project.core.db.pool import FairSemaphore
from project.core.http import streaming
from project.core.http.streaming import Streamed, streamed
from project.core.json import lines as json_lines
from project.core.testing.processes import Service, running
from project.users.models import User
from tests.factories import make_session, make_task

EXPORTS = ["/sessions/export.ndjson", "/sessions/export.csv"]
NDJSON = {"Content-Type": "application/x-ndjson"}
IDLE_LIMIT = "idle_in_transaction_session_timeout"
#: Other connections that are idle in a transaction.
IDLE = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
    AND state LIKE 'idle in%' AND pid <> pg_backend_pid()
"""


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Iterator[FairSemaphore]:
    turns = FairSemaphore(1, 0.05)
    monkeypatch.setattr(long_transactions, "turns", lambda: turns)
    yield turns
    assert turns.free == 1


async def test_a_line_of_an_export_equals_the_full_session(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for name in ('Mina "M" Haddad', "Omar"):
        await make_task(alice, await make_session(alice, child_name=name), {"holdTime": 1e-5, "x": 4.0}, notes="a\nb")

    found = (await as_alice.get("/sessions/export.ndjson")).text.splitlines()

    assert found == [(await as_alice.get(f"/sessions/{json.loads(line)['id']}/full")).text for line in found]
    assert len(found) == 2


async def test_all_rows_come_however_many_blocks_they_take(
    as_alice: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "FIRST_ROWS", 2)
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 1500)
    made = [str((await make_session(alice)).id) for _ in range(11)]

    whole, table = [await as_alice.get(path) for path in EXPORTS]

    assert [json.loads(line)["id"] for line in whole.text.splitlines()] == made
    assert [row["id"] for row in csv.DictReader(StringIO(table.content.decode("utf-8-sig")))] == made


@pytest.mark.parametrize("path", EXPORTS)
async def test_a_turn_is_given_back_at_the_end(
    as_alice: httpx2.AsyncClient, alice: User, turns: FairSemaphore, path: str
) -> None:
    await make_session(alice)

    for _ in range(2):
        assert (await as_alice.get(path)).status_code == 200


@pytest.mark.parametrize("path", EXPORTS)
async def test_an_export_without_a_free_turn_is_503(
    as_alice: httpx2.AsyncClient, alice: User, turns: FairSemaphore, path: str
) -> None:
    await turns.take()

    answer = await as_alice.get(path)

    turns.give_back()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_a_failure_before_the_first_row_is_not_a_200(
    as_alice: httpx2.AsyncClient, alice: User, turns: FairSemaphore
) -> None:
    await Session.objects.sql("ALTER TABLE metric RENAME TO elsewhere")

    with pytest.raises(asyncpg.UndefinedTableError):
        await as_alice.get("/sessions/export.ndjson")


async def test_the_source_is_closed_when_the_client_disconnects() -> None:
    closed, enough = asyncio.Event(), asyncio.Event()

    async def parts() -> AsyncIterator[str]:
        try:
            while True:
                yield "part"
        finally:
            closed.set()

    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)
        if len(sent) > 5:
            enough.set()
        await asyncio.sleep(0)

    async def receive() -> dict[str, str]:
        await enough.wait()
        return {"type": "http.disconnect"}

    answer = await streamed(parts(), "text/plain")  # type: ignore[arg-type]
    assert isinstance(answer, Streamed)
    await answer({"type": "http"}, receive, send)

    assert closed.is_set()


async def test_a_client_that_reads_nothing_loses_its_turn(
    alice: User, turns: FairSemaphore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "PATIENCE_SECONDS", 0.05)
    await make_session(alice)
    answer = await streamed(ndjson(Session.objects.export(alice.caller())), "text/plain")
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    await answer({"type": "http"}, asyncio.Event().wait, send)  # type: ignore[arg-type]

    assert [message.get("more_body") for message in sent] == [None, True]
    assert turns.free == 1


async def test_the_database_times_out_after_the_service(app: FastAPI) -> None:
    async with long_transactions.long_transaction():
        (row,) = await Session.objects.sql(
            "SELECT extract(epoch FROM current_setting($1)::interval)::int AS s", IDLE_LIMIT
        )

    assert row["s"] > streaming.PATIENCE_SECONDS >= 300


def begin_to_read(service: Service) -> socket.socket:
    """Open a connection on which an export has begun and is not read any further."""
    where = urlsplit(service.url)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect((where.hostname, where.port))
    connection.sendall(f"GET /sessions/export.ndjson HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
    assert connection.recv(12) == b"HTTP/1.1 200"
    return connection


async def until_idle(database: asyncpg.Connection, count: int) -> None:
    """Return once `count` connections are idle in a transaction."""
    async with asyncio.timeout(10):
        while await database.fetchval(IDLE) != count:  # noqa: ASYNC110  (in another process)
            await asyncio.sleep(0.02)


async def test_slow_readers_leave_most_of_the_pool_and_give_back_what_they_had(spare_database_url: str) -> None:
    database = await asyncpg.connect(spare_database_url)
    settings = {"APP_DB_POOL_MAX": "8", "APP_DB_POOL_TIMEOUT": "0.3", "APP_ACCESS_LOG": "false"}
    with running(spare_database_url, **settings) as service:
        limits = httpx2.Limits(max_connections=20)
        async with httpx2.AsyncClient(base_url=service.url, timeout=30, limits=limits) as client:
            notes = {"child_name": "Mina", "child_age": 8, "child_notes": "x" * 9000}
            await client.post("/sessions/import", content=(json.dumps(notes) + "\n") * 1500, headers=NDJSON)
            held = [begin_to_read(service) for _ in range(2)]
            refused = await client.get("/sessions/export.ndjson")
            others = await asyncio.gather(*(client.get("/sessions?limit=1") for _ in range(20)))
            await until_idle(database, 2)
            for connection in held:
                connection.close()
            await until_idle(database, 0)
            again = await client.get("/sessions/export.ndjson")
    await database.close()

    assert refused.status_code == 503
    assert {answer.status_code for answer in others} == {200}
    assert (again.status_code, again.text.count("\n")) == (200, 1500)
