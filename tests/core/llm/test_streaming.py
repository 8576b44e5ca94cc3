import asyncio
import time
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.llm.client import RetryingClient
from project.core.llm.errors import ProviderError
from project.core.llm.streaming import Delta, storable
from tests.core.llm.conftest import Refusal


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_storable_text_has_no_nul_and_no_lone_surrogates(text: str) -> None:
    kept = storable(text)

    assert "\x00" not in kept
    assert kept.encode().decode() == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_good_text_is_unchanged(text: str) -> None:
    assert storable(text) is text or storable(text) == text


class ScriptedStream:
    """An SDK's stream that yields some parts, then ends or fails."""

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


async def pieces_of(events: ScriptedStream, seconds: float = 5) -> list[str]:
    async def begin() -> ScriptedStream:
        return events

    async with RetryingClient("test", seconds, Refusal).stream(begin, lambda part: Delta(*part)) as answer:
        return [piece async for piece in answer]


async def test_an_answer_is_whole_once_its_stop_reason_is_known() -> None:
    assert await pieces_of(ScriptedStream(("a", ""), ("", "end_turn"), httpx2.ReadError(""))) == ["a"]
    assert await pieces_of(ScriptedStream(("a", ""), ("", "end_turn"), 5.0), 0.1) == ["a"]


async def test_a_stream_is_closed_if_its_first_piece_does_not_come() -> None:
    events = ScriptedStream(ValueError())

    with pytest.raises(ProviderError):
        await pieces_of(events)
    assert events.is_closed


async def test_a_stream_that_hangs_on_close_is_abandoned() -> None:
    class Hanging(ScriptedStream):
        async def close(self) -> None:
            await asyncio.sleep(60)

    began = time.monotonic()

    assert await pieces_of(Hanging(("a", ""), ("", "end_turn"))) == ["a"]
    assert time.monotonic() - began < 3
