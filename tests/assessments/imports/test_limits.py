"""Limits of uploads, and what an interrupted one reports."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx2
import jsonschema_rs
import pytest
from fastapi import FastAPI

from project.assessments.imports import blocks
from project.assessments.managers import imports
from project.assessments.models import Import, Session
from project.core.db import long_transactions
from project.core.db.pool import FairSemaphore
from project.core.http import streaming
from project.service import Right, Role
from project.users import access_check
from project.users.models import ApiKey, User
from tests.assessments.imports.test_imports import MINA, WHOLE, lines

KEY = {"Idempotency-Key": "k1"}
#: PostgreSQL errors that interrupt a statement, by a child's name.
BREAK_OFF = """
CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = NEW.child_name;
END $$;
CREATE TRIGGER break_off BEFORE INSERT ON session FOR EACH ROW WHEN (NEW.child_name <> 'Mina Haddad')
    EXECUTE FUNCTION break_off();
"""


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_LINES", 2)


async def break_off(as_alice: httpx2.AsyncClient, code: str, **options: Any) -> httpx2.Response:
    """Send an upload whose third block fails."""
    for statement in BREAK_OFF.split(";\n\n"):
        await Session.objects.sql("DO $do$ BEGIN EXECUTE $run$" + statement + "$run$; END $do$")
    content = lines(MINA, {}, MINA, MINA, {**MINA, "child_name": code}, MINA)
    return await as_alice.post("/sessions/import", content=content, **options)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize(("code", "status"), [("57014", 504), ("57P01", 503), ("08006", 503), ("40P01", 409)])
async def test_an_interrupted_upload_reports_how_far_it_came(
    as_alice: httpx2.AsyncClient, alice: User, code: str, status: int
) -> None:
    answer = await break_off(as_alice, code)

    found = answer.json()
    assert (answer.status_code, found["status"]) == (status, status)
    assert (found["lines"], found["stored"], found["failed"]) == (4, 3, 1)
    assert found["detail"].endswith(". Lines up to 4 are done: send only the rest again")
    assert await Session.objects.of(alice.caller()).count() == 3


@pytest.mark.usefixtures("small_blocks")
async def test_an_interrupted_upload_with_a_key_resumes(as_alice: httpx2.AsyncClient) -> None:
    answer = await break_off(as_alice, "57014", headers=KEY)

    assert answer.json()["detail"].endswith("are done: sent again with its key, the upload goes on from there")
    await Session.objects.sql("DROP TRIGGER break_off ON session")
    content = lines(MINA, {}, MINA, MINA, {**MINA, "child_name": "57014"}, MINA)
    again = await as_alice.post("/sessions/import", content=content, headers=KEY)
    assert (again.json()["lines"], again.json()["stored"]) == (6, 5)


@pytest.mark.usefixtures("small_blocks")
async def test_an_interrupted_atomic_upload_reports_no_lines(as_alice: httpx2.AsyncClient, alice: User) -> None:
    answer = await break_off(as_alice, "57014", params={"atomic": True})

    assert (answer.status_code, "lines" in answer.json()) == (504, False)
    assert await Session.objects.of(alice.caller()).count() == 0


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> FairSemaphore:
    turns = FairSemaphore(1, 0.01)
    monkeypatch.setattr(imports, "turns", lambda: turns)
    monkeypatch.setattr(long_transactions, "turns", lambda: turns)
    return turns


@pytest.mark.parametrize("atomic", [False, True])
async def test_a_client_that_sends_nothing_loses_its_turn(
    as_alice: httpx2.AsyncClient, turns: FairSemaphore, monkeypatch: pytest.MonkeyPatch, atomic: bool
) -> None:
    monkeypatch.setattr(streaming, "PATIENCE_SECONDS", 0.05)

    async def pieces() -> AsyncIterator[bytes]:
        yield lines(MINA)
        await asyncio.Event().wait()

    answer = await as_alice.post("/sessions/import", content=pieces(), params={"atomic": atomic})

    assert (answer.status_code, answer.headers["connection"]) == (408, "close")
    assert answer.json()["detail"].startswith("Nothing came for too long")
    assert turns.free == 1


async def test_an_upload_without_a_free_turn_is_503(as_alice: httpx2.AsyncClient, turns: FairSemaphore) -> None:
    await turns.take()

    answer = await as_alice.post("/sessions/import", content=lines(MINA))

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["detail"] == "As many uploads are under way as can be; try again shortly"


async def test_an_upload_overtaken_by_another_is_a_conflict(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = Import.objects.sql

    async def lose(statement: str, *values: Any) -> list[dict[str, Any]]:
        rows = await sql(statement, *values)
        if statement == imports.BEGIN:
            await sql("DELETE FROM import")
        return rows

    monkeypatch.setattr(Import.objects, "sql", lose)

    answer = await as_alice.post("/sessions/import", content=lines(MINA))

    assert (answer.status_code, answer.json()["detail"]) == (409, "This upload has gone on elsewhere meanwhile")


async def no_more_rights(user: User) -> None:
    await User.filter(id=user.id).update(role=Role.VIEWER)


async def no_more_user(user: User) -> None:
    await User.filter(id=user.id).update(disabled_at=datetime.now(UTC))


async def no_more_key(user: User) -> None:
    await ApiKey.filter(user_id=user.id).update(revoked_at=datetime.now(UTC))


@pytest.mark.parametrize(("change", "status"), [(no_more_rights, 403), (no_more_user, 401), (no_more_key, 401)])
async def test_revoked_rights_end_an_upload(
    client: httpx2.AsyncClient,
    alice: User,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[User], Awaitable[None]],
    status: int,
) -> None:
    monkeypatch.setattr(access_check, "RECHECK_SECONDS", -1)
    key = await ApiKey.objects.issue(alice.caller(), "Machine", [Right.WRITE])

    async def pieces() -> AsyncIterator[bytes]:
        await change(alice)
        yield lines(MINA)

    answer = await client.post("/sessions/import", content=pieces(), headers={"X-API-Key": key.key})

    assert (answer.status_code, answer.json()["stored"]) == (status, 0)
    assert await Session.objects.of(alice.caller()).count() == 0


async def test_an_upload_continues_with_its_rights(
    client: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_check, "RECHECK_SECONDS", -1)
    key = await ApiKey.objects.issue(alice.caller(), "Machine", [Right.WRITE])

    answer = await client.post("/sessions/import", content=lines(MINA), headers={"X-API-Key": key.key})

    assert answer.json()["stored"] == 1


@pytest.mark.parametrize(("encoding", "status"), [("gzip", 415), ("identity", 200)])
async def test_a_compressed_body_is_refused(as_alice: httpx2.AsyncClient, encoding: str, status: int) -> None:
    answer = await as_alice.post("/sessions/import", content=lines(MINA), headers={"Content-Encoding": encoding})

    assert answer.status_code == status


async def test_the_answer_of_a_failed_atomic_upload_matches_the_document(
    app: FastAPI, as_alice: httpx2.AsyncClient
) -> None:
    answer = await as_alice.post("/sessions/import?atomic=true", content=lines(MINA, {}))

    document = app.openapi()
    responses = document["paths"]["/sessions/import"]["post"]["responses"]
    content = responses["422"]["content"]["application/problem+json"]
    schema = {**content["schema"], "components": document["components"], "required": ["lines", "stored", "errors"]}
    assert jsonschema_rs.is_valid(schema, answer.json())
    assert set(answer.json()) - {"request_id"} == set(content["example"])
    assert "Idempotency-Replayed" in responses["200"]["headers"]


def test_a_line_is_described_by_the_document(app: FastAPI) -> None:
    document = app.openapi()
    body = document["paths"]["/sessions/import"]["post"]["requestBody"]["content"]["application/x-ndjson"]
    schema = {**body["schema"]["contentSchema"], "components": document["components"]}

    assert jsonschema_rs.is_valid(schema, {**WHOLE, "id": "0192f0c1-7f00-7000-8000-000000000001"})
    assert not jsonschema_rs.is_valid(schema, {**WHOLE, "observations": 1})
