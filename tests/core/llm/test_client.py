import asyncio
import time

import pytest

from project.core.llm import retries
from project.core.llm.client import RetryingClient
from project.core.llm.errors import ProviderBusy, ProviderError
from project.core.llm.provider import Completion
from tests.core.llm.conftest import Refusal


async def test_a_fault_of_our_own_is_an_error_at_once() -> None:
    calls = []

    async def call() -> None:
        calls.append(1)
        raise AttributeError("choices")

    with pytest.raises(ProviderError):
        await RetryingClient("test", 5, Refusal).persist(call)
    assert len(calls) == 1


async def test_the_time_limit_covers_all_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "FIRST_PAUSE_SECONDS", 0.01)
    began = time.monotonic()

    async def call() -> None:
        await asyncio.sleep(0.5)
        raise Refusal(503)

    with pytest.raises(ProviderBusy):
        await RetryingClient("test", 0.6, Refusal).persist(call)
    assert time.monotonic() - began < 1.4


async def test_a_cancelled_call_stays_cancelled() -> None:
    async def call() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await RetryingClient("test", 5, Refusal).persist(call)


@pytest.mark.parametrize("completion", [Completion("", "end_turn"), Completion(" \n", "end_turn"), Completion("a", "")])
async def test_a_completion_needs_text_and_a_stop_reason(completion: Completion) -> None:
    async def ask() -> Completion:
        return completion

    with pytest.raises(ProviderError):
        await RetryingClient("test", 5, Refusal).complete(ask)
