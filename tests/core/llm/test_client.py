import asyncio
import email.utils
import time
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.llm import client
from project.core.llm.client import Line, asked_pause, pause_before
from project.core.llm.errors import ProviderBusy, ProviderError
from project.core.llm.provider import Completion
from project.core.llm.streaming import Part, storable


class Refusal(Exception):
    """As the SDKs raise it."""

    def __init__(self, status_code: int = 429, **headers: Any) -> None:
        self.status_code = status_code
        self.response = httpx2.Response(status_code, headers={key.replace("_", "-"): headers[key] for key in headers})


def in_seconds(seconds: float) -> str:
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry_after": "2"}, 2),
        ({"retry_after": "0.5"}, 0.5),
        ({"retry_after_ms": "250", "retry_after": "9"}, 0.25),
        ({"retry_after_ms": "soon", "retry_after": "9"}, 9),
        ({"retry_after": "-3"}, 0),
        ({"retry_after": "nan"}, None),
        ({"retry_after": "inf"}, None),
        ({"retry_after": "soon"}, None),
    ],
)
def test_the_pause_that_is_asked_for_is_read(headers: dict[str, Any], seconds: float | None) -> None:
    assert asked_pause(Refusal(**headers)) == seconds


def test_a_pause_may_be_asked_for_as_a_time() -> None:
    assert asked_pause(Refusal(retry_after=in_seconds(20))) == pytest.approx(20, abs=2)
    assert asked_pause(Refusal(retry_after=in_seconds(-20))) == 0


def test_an_error_without_an_answer_asks_for_no_pause() -> None:
    assert asked_pause(ValueError()) is None


@given(st.integers(1, 5))
def test_pauses_grow_and_differ(retry: int) -> None:
    longest = client.FIRST_PAUSE_SECONDS * 2 ** (retry - 1)

    pauses = {pause_before(retry, ValueError()) for _ in range(5)}

    assert len(pauses) > 1
    assert all(longest / 2 <= pause <= longest for pause in pauses)


def test_a_pause_that_is_asked_for_is_not_cut_short() -> None:
    assert 3 <= pause_before(1, Refusal(retry_after="3")) <= 3.3


async def test_a_fault_of_our_own_is_an_error_at_once() -> None:
    calls = []

    async def call() -> None:
        calls.append(1)
        raise AttributeError("choices")

    with pytest.raises(ProviderError):
        await Line("test", 5, Refusal).persist(call)
    assert len(calls) == 1


async def test_the_time_is_for_all_tries_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "FIRST_PAUSE_SECONDS", 0.01)
    began = time.monotonic()

    async def call() -> None:
        await asyncio.sleep(0.5)
        raise Refusal(503)

    with pytest.raises(ProviderBusy):
        await Line("test", 0.6, Refusal).persist(call)
    assert time.monotonic() - began < 1.4


async def test_a_cancelled_call_stays_cancelled() -> None:
    async def call() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Line("test", 5, Refusal).persist(call)


@pytest.mark.parametrize("completion", [Completion("", "end_turn"), Completion(" \n", "end_turn"), Completion("a", "")])
async def test_a_completion_needs_text_and_a_reason(completion: Completion) -> None:
    async def ask() -> Completion:
        return completion

    with pytest.raises(ProviderError):
        await Line("test", 5, Refusal).complete(ask)


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_what_is_storable_can_be_stored(text: str) -> None:
    kept = storable(text)

    assert "\x00" not in kept
    assert kept.encode().decode() == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_good_text_stays_as_it_is(text: str) -> None:
    assert storable(text) is text or storable(text) == text


class Given:
    """A stream of an SDK that gives some parts, and then ends or fails."""

    def __init__(self, *parts: Any) -> None:
        self._parts = list(parts)
        self.is_closed = False

    async def __anext__(self) -> Any:
        if not self._parts:
            raise StopAsyncIteration
        part = self._parts.pop(0)
        if isinstance(part, Exception):
            raise part
        if isinstance(part, float):
            await asyncio.sleep(part)
            return "", ""
        return part

    async def close(self) -> None:
        self.is_closed = True


async def pieces_of(events: Given, seconds: float = 5) -> list[str]:
    async def begin() -> Given:
        return events

    async with Line("test", seconds, Refusal).stream(begin, lambda part: Part(*part)) as answer:
        return [piece async for piece in answer]


async def test_an_answer_is_whole_once_its_reason_is_known() -> None:
    assert await pieces_of(Given(("a", ""), ("", "end_turn"), httpx2.ReadError(""))) == ["a"]
    assert await pieces_of(Given(("a", ""), ("", "end_turn"), 5.0), 0.1) == ["a"]


async def test_a_stream_is_closed_when_its_first_piece_does_not_come() -> None:
    events = Given(ValueError())

    with pytest.raises(ProviderError):
        await pieces_of(events)
    assert events.is_closed


async def test_a_stream_whose_closing_hangs_is_left_alone() -> None:
    class Hanging(Given):
        async def close(self) -> None:
            await asyncio.sleep(60)

    began = time.monotonic()

    assert await pieces_of(Hanging(("a", ""), ("", "end_turn"))) == ["a"]
    assert time.monotonic() - began < 3
