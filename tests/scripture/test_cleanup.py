from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from project.core.db.dsn import parse_dsn
from project.scripture.cleanup import LOCK, tidy
from project.scripture.companion import Companion
from project.scripture.models import Message, Summary
from project.scripture.readers.models import LinkCode, Usage
from tests.scripture.chats.test_recall import go_on, talk
from tests.scripture.fakes import FakeProvider


@pytest.fixture
def companion(app: FastAPI, model: FakeProvider) -> Companion:
    found: Companion = app.state.companion
    return found


async def test_fault_26_codes_expire_and_old_usage_is_deleted(client: httpx2.AsyncClient, companion: Companion) -> None:
    await talk(client, "hello")
    await client.post("/api/user/link/generate")
    now = datetime.now(UTC)
    await LinkCode.all().update(expires_at=now - timedelta(minutes=1))
    await Usage.all().update(day=(now - timedelta(days=31)).date())

    removed = await tidy()

    assert removed == {"link_codes": 1, "usage": 1, "cookies": 0}
    assert [code.status for code in await LinkCode.all()] == ["expired"]
    assert await Usage.all().count() == 0


async def test_only_one_process_cleans_up_at_a_time(app: FastAPI, database_url: str) -> None:
    other = await asyncpg.connect(**parse_dsn(database_url))
    try:
        await other.execute("SELECT pg_advisory_lock($1)", LOCK)
        assert await tidy() is None
    finally:
        await other.close()

    assert await tidy() is not None


@pytest.mark.alone
async def test_fault_26_a_long_conversation_is_summarised_by_a_task_that_is_not_lost(
    client: httpx2.AsyncClient, companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(companion, "history_characters", 100)
    chat_id = await talk(client, "a long question " * 20)
    assert await Summary.all().count() == 0

    await go_on(client, chat_id, "another")
    await asyncio.gather(*companion.background.tasks)

    (summary,) = await Summary.all()
    assert (summary.chat_id, summary.kind) == (chat_id, "history")
    assert companion.background.tasks == set()
    assert await Message.all().count() == 4
