"""Uploads with an Idempotency-Key: repeated, interrupted, concurrent."""

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import httpx2
import pytest
from tortoise.exceptions import IntegrityError

from project.assessments.errors import ImportInProgress
from project.assessments.imports import blocks
from project.assessments.models import Import, ImportFault, Session
from project.core.testing.processes import Service, running
from project.users.models import Organisation, User
from tests.factories import auth, make_user

MINA = {"child_name": "Mina Haddad", "child_age": 8}
KEY = {"Idempotency-Key": "k1"}


def lines(*documents: Any) -> bytes:
    return b"".join(json.dumps(document).encode() + b"\n" for document in documents)


async def test_a_repeated_upload_gets_the_same_answer(as_alice: httpx2.AsyncClient, alice: User) -> None:
    content = lines(MINA, {}, MINA)
    first = await as_alice.post("/sessions/import", content=content, headers=KEY)
    second = await as_alice.post("/sessions/import", content=content, headers=KEY)

    assert (second.status_code, second.content) == (200, first.content)
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert await Session.objects.of(alice.caller()).count() == 2


@pytest.mark.parametrize("other", [(MINA, {}), (MINA, {}, {}), (MINA, {}, MINA, MINA), ()])
async def test_a_key_is_good_for_one_file(as_alice: httpx2.AsyncClient, alice: User, other: tuple[Any, ...]) -> None:
    await as_alice.post("/sessions/import", content=lines(MINA, {}, MINA), headers=KEY)

    answer = await as_alice.post("/sessions/import", content=lines(*other), headers=KEY)

    assert answer.status_code == 422
    assert answer.json()["detail"] == [
        {
            "type": "value_error",
            "loc": ["header", "Idempotency-Key"],
            "msg": "This key was used for another file",
        }
    ]
    assert await Session.objects.of(alice.caller()).count() == 2


async def test_all_or_nothing_is_another_upload_of_the_same_file(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/sessions/import", content=lines(MINA), headers=KEY)

    answer = await as_alice.post("/sessions/import?atomic=true", content=lines(MINA), headers=KEY)

    assert answer.status_code == 422


async def test_a_repeated_atomic_upload_gets_the_same_answer(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for replayed in (None, "true"):
        answer = await as_alice.post("/sessions/import?atomic=true", content=lines(MINA, MINA), headers=KEY)
        assert answer.headers.get("idempotency-replayed") == replayed

    assert answer.json() == {"lines": 2, "stored": 2, "failed": 0, "errors": []}
    assert await Session.objects.of(alice.caller()).count() == 2


async def test_a_failed_atomic_upload_does_not_use_up_its_key(as_alice: httpx2.AsyncClient) -> None:
    refused = await as_alice.post("/sessions/import?atomic=true", content=lines(MINA, {}), headers=KEY)
    mended = await as_alice.post("/sessions/import?atomic=true", content=lines(MINA, MINA), headers=KEY)

    assert (refused.status_code, mended.status_code) == (422, 200)


async def test_a_key_is_its_callers_own(client: httpx2.AsyncClient, alice: User, bob: User) -> None:
    for user, content in ((alice, lines(MINA)), (bob, lines({**MINA, "child_age": 9}))):
        answer = await client.post("/sessions/import", content=content, headers={**KEY, **auth(user)})
        assert answer.json()["stored"] == 1


async def test_without_a_key_every_upload_is_new(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for _ in range(2):
        await as_alice.post("/sessions/import", content=lines(MINA))

    assert await Session.objects.of(alice.caller()).count() == 2


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_key_out_of_bounds_is_refused(as_alice: httpx2.AsyncClient, key: str) -> None:
    answer = await as_alice.post("/sessions/import", content=lines(MINA), headers={"Idempotency-Key": key})

    assert answer.status_code == 422


async def test_a_key_is_free_again_after_a_day(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/sessions/import", content=lines({}), headers=KEY)
    await Import.objects.sql("UPDATE import SET touched_at = now() - interval '25 hours'")

    answer = await as_alice.post("/sessions/import", content=lines(MINA), headers=KEY)

    assert answer.json() == {"lines": 1, "stored": 1, "failed": 0, "errors": []}


async def test_old_uploads_are_deleted_by_later_ones(as_alice: httpx2.AsyncClient) -> None:
    for number in range(4):
        await as_alice.post("/sessions/import", content=lines({}, {}), headers={"Idempotency-Key": f"k{number}"})
    await Import.objects.sql("UPDATE import SET touched_at = now() - interval '25 hours'")

    await as_alice.post("/sessions/import", content=b"", headers=KEY)

    assert (await Import.all().count(), await ImportFault.all().count()) == (1, 0)


async def test_old_uploads_are_deleted_before_the_transaction(as_alice: httpx2.AsyncClient, queries: list[str]) -> None:
    await as_alice.post("/sessions/import?atomic=true", content=lines(MINA), headers=KEY)

    (expired,) = [place for place, statement in enumerate(queries) if "expired" in statement]
    assert "pg_try_advisory_xact_lock" in " ".join(queries[expired + 1 : expired + 4])


@pytest.mark.parametrize("atomic", ["false", "true"])
async def test_an_upload_without_a_key_leaves_no_record(as_alice: httpx2.AsyncClient, alice: User, atomic: str) -> None:
    for content in (lines(MINA), lines(MINA, {})):
        await as_alice.post("/sessions/import", content=content, params={"atomic": atomic})

    assert (await Import.all().count(), await ImportFault.all().count()) == (0, 0)
    assert await Session.objects.of(alice.caller()).count() == (1 if atomic == "true" else 2)


async def test_a_line_has_one_fault(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/sessions/import", content=lines({}), headers=KEY)
    again = "INSERT INTO import_fault (upload_id, line, errors) SELECT upload_id, line, errors FROM import_fault"

    with pytest.raises(IntegrityError):
        await Import.objects.sql(again)


async def test_an_upload_in_progress_does_not_expire(as_alice: httpx2.AsyncClient) -> None:
    yesterday = "UPDATE import SET touched_at = now() - interval '23 hours'"
    for _ in range(2):
        answer = await as_alice.post("/sessions/import", content=lines(MINA), headers=KEY)
        (row,) = await Import.objects.sql("SELECT now() - touched_at < interval '1 hour' AS is_new FROM import")
        assert row["is_new"]
        await Import.objects.sql(yesterday)

    assert answer.headers["idempotency-replayed"] == "true"


@pytest.mark.alone
async def test_a_block_keeps_an_upload_from_expiring(
    client: httpx2.AsyncClient, clinic: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_LINES", 1)
    alice = await make_user(clinic)

    async def pieces() -> AsyncIterator[bytes]:
        await Import.objects.sql("UPDATE import SET touched_at = now() - interval '23 hours'")
        yield lines(MINA)

    await client.post("/sessions/import", content=pieces(), headers={**KEY, **auth(alice)})

    (row,) = await Import.objects.sql("SELECT now() - touched_at < interval '1 hour' AS is_new FROM import")
    assert row["is_new"]


@pytest.mark.alone
@pytest.mark.parametrize("atomic", ["false", "true"])
async def test_of_two_concurrent_uploads_one_continues_and_nothing_is_stored_twice(
    client: httpx2.AsyncClient, clinic: Organisation, monkeypatch: pytest.MonkeyPatch, atomic: str
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_LINES", 2)
    alice = await make_user(clinic)
    held, half = asyncio.Event(), asyncio.Event()
    content = lines(*[MINA] * 6)

    async def slowly() -> AsyncIterator[bytes]:
        yield content[: len(content) // 2]
        half.set()
        await held.wait()
        yield content[len(content) // 2 :]

    async def upload(body: Any) -> httpx2.Response:
        headers = {**KEY, **auth(alice)}
        return await client.post("/sessions/import", params={"atomic": atomic}, content=body, headers=headers)

    first = asyncio.create_task(upload(slowly()))
    await half.wait()
    second = await upload(content)
    held.set()
    answers = {(await first).status_code: await first, second.status_code: second}

    assert set(answers) == {200, 409}
    assert answers[200].json()["stored"] == await Session.all().count() == 6
    texts = {"false": "This upload has gone on elsewhere meanwhile", "true": str(ImportInProgress.detail)}
    assert answers[409].json()["detail"] == texts[atomic]


def begun(service: Service, content: bytes) -> socket.socket:
    """Open a connection on which an upload has begun, in the middle of a chunk."""
    where = urlsplit(service.url)
    connection = socket.create_connection((where.hostname, where.port))
    head = (
        f"POST /sessions/import HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: application/x-ndjson\r\n"
        "Idempotency-Key: k1\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    connection.sendall(head.encode() + b"%x\r\n" % len(content) + content + b"\r\n1000\r\nhalf of a line")
    return connection


async def until_stored(database: asyncpg.Connection, lines: int) -> None:
    async with asyncio.timeout(20):
        while (await database.fetchval("SELECT max(lines) FROM import") or 0) < lines:  # noqa: ASYNC110  (of others)
            await asyncio.sleep(0.02)


async def finish(service: Service, content: bytes | AsyncIterator[bytes], key: str) -> Any:
    headers = {"Idempotency-Key": key, "Content-Type": "application/x-ndjson"}
    async with httpx2.AsyncClient(base_url=service.url, timeout=60) as client:
        answer = await client.post("/sessions/import", content=content, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def test_an_interrupted_upload_resumes(spare_database_url: str, capfd: pytest.CaptureFixture[str]) -> None:
    """First the service is killed midway, then the client disconnects."""
    numbers = range(5500)
    documents = [{"child_name": f"Child {n}", "child_age": 8 if n % 500 else 99} for n in numbers]
    content = lines(*documents)
    database = await asyncpg.connect(spare_database_url)
    with running(spare_database_url, APP_ACCESS_LOG="false") as service:
        with begun(service, lines(*documents[:2500])):
            await until_stored(database, 2000)
            service.process.send_signal(signal.SIGKILL)
            service.process.wait(10)
        assert await database.fetchval("SELECT count(*) FROM session") == 1996
    with running(spare_database_url, APP_ACCESS_LOG="true") as service:
        with begun(service, lines(*documents[:4500])):
            await until_stored(database, 4000)
        found = await finish(service, content, "k1")

    names = [row["child_name"] for row in await database.fetch("SELECT child_name FROM session ORDER BY display_id")]
    await database.close()
    assert names == [f"Child {n}" for n in numbers if n % 500]
    assert (found["lines"], found["stored"], found["failed"]) == (5500, 5489, 11)
    assert [fault["line"] for fault in found["errors"]] == [n + 1 for n in numbers if not n % 500]
    log = capfd.readouterr().err
    assert "499" in log
    assert "Traceback" not in log


def peak_mb(service: Service, kind: str) -> float:
    status = Path(f"/proc/{service.process.pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith(f"{kind}:")]
    return int(line.split()[1]) / 1000


async def test_memory_does_not_grow_with_the_file(spare_database_url: str) -> None:
    """About 60 MB: long texts, an endless line, and very many errors."""
    tasks = [{"task_name": "walk", "notes": "x" * 9000, "metrics": {f"m{n}": n for n in range(50)}}]
    good, bad = lines({**MINA, "tasks": tasks}), lines({"child_name": "x" * 9000})

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield good * 40
            yield bad * 40
        for _ in range(300):
            yield b"x" * 65536
        yield b"\n" + good

    with running(spare_database_url, APP_ACCESS_LOG="false") as service:
        before = peak_mb(service, "VmRSS")
        found = await finish(service, pieces(), "k2")
        grown = peak_mb(service, "VmHWM") - before

    assert (found["stored"], found["failed"]) == (2001, 2001)
    assert grown < 50
