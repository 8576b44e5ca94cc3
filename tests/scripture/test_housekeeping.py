from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from fastapi import FastAPI

from project.core.database import exclusive
from project.scripture.companion import Companion
from project.scripture.errors import ProviderBusy
from project.scripture.housekeeping import LOCK, tidy
from project.scripture.models import Summary
from project.users.models import LinkCode, Usage
from tests.scripture.fakes import FakeProvider
from tests.scripture.test_recall import go_on, talk

#: The lock is held on a connection of its own.
pytestmark = pytest.mark.alone


@pytest.fixture
def companion(app: FastAPI, model: FakeProvider) -> Companion:
    found: Companion = app.state.companion
    return found


async def test_fault_26_codes_run_out_and_old_use_is_forgotten(
    client: httpx2.AsyncClient, companion: Companion
) -> None:
    await talk(client, "hello")
    await client.post("/api/user/link/generate")
    now = datetime.now(UTC)
    await LinkCode.all().update(expires_at=now - timedelta(minutes=1))
    await Usage.all().update(day=(now - timedelta(days=31)).date())

    done = await tidy(companion)

    assert done is not None
    assert (done["link_codes"], done["usage"]) == (1, 1)
    assert [code.status for code in await LinkCode.all()] == ["expired"]
    assert await Usage.all().count() == 0


async def test_fault_26_what_has_stayed_too_long_is_summarised(
    client: httpx2.AsyncClient, companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat_id = await talk(client, "a long question " * 20)
    await go_on(client, chat_id, "another")
    await asyncio.gather(*companion._later)  # it looks at the length, too
    monkeypatch.setattr(companion, "history_characters", 100)

    assert (await tidy(companion) or {})["summaries"] == 1
    assert (await tidy(companion) or {})["summaries"] == 0
    (summary,) = await Summary.all()
    assert (summary.chat_id, summary.kind) == (chat_id, "history")


async def test_a_model_that_fails_does_not_end_the_housekeeping(
    client: httpx2.AsyncClient, companion: Companion, model: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk(client, "a long question " * 20)
    monkeypatch.setattr(companion, "history_characters", 100)
    model.error = ProviderBusy()

    assert (await tidy(companion) or {})["summaries"] == 0


async def test_one_process_at_a_time(companion: Companion) -> None:
    async with exclusive(LOCK) as alone:
        assert alone
        assert await tidy(companion) is None

    assert await tidy(companion) is not None


async def test_a_lock_is_given_back_when_its_block_is_cancelled(app: FastAPI) -> None:
    async def hold() -> None:
        async with exclusive(LOCK):
            await asyncio.sleep(60)

    task = asyncio.create_task(hold())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    async with exclusive(LOCK) as alone:
        assert alone
