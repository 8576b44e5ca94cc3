import asyncio
import time
from collections.abc import Awaitable, Callable

import anyio
import pytest

from project.core.llm.lazy_client import LazyProvider
from tests.core.llm.conftest import QUESTION
from tests.stand_in import StandIn, Step

#: Takes ten seconds.
SLOW = Step(text="word " * 100, seconds=0.1)


async def seconds_until_the_provider_saw(stand_in: StandIn, left_at: float) -> float:
    call = stand_in.calls[0]
    assert await asyncio.to_thread(call.gone.wait, 3)
    return call.gone_at - left_at


async def two_pieces(provider: LazyProvider, then: Callable[[], Awaitable[None]]) -> None:
    """Read two pieces, await `then`, and read the rest."""
    async with provider.stream(QUESTION) as answer:
        await anext(aiter(answer))
        await anext(aiter(answer))
        await then()
        async for _ in answer:
            pass


async def test_leaving_the_block_closes_the_connection(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(SLOW)

    async with provider.stream(QUESTION) as answer:
        await anext(aiter(answer))
    left_at = time.monotonic()

    assert await seconds_until_the_provider_saw(stand_in, left_at) < 1


async def test_an_error_in_the_block_closes_the_connection(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(SLOW)

    async def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await two_pieces(provider, fail)

    assert await seconds_until_the_provider_saw(stand_in, time.monotonic()) < 1


async def test_a_cancelled_task_closes_the_connection(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(SLOW)
    is_reading = asyncio.Event()

    async def notify() -> None:
        is_reading.set()

    task = asyncio.create_task(two_pieces(provider, notify))
    await asyncio.wait_for(is_reading.wait(), 10)
    await asyncio.sleep(0.25)
    task.cancel()
    left_at = time.monotonic()

    assert await seconds_until_the_provider_saw(stand_in, left_at) < 1
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_cancelled_scope_closes_the_connection(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(SLOW)

    async with anyio.create_task_group() as group:

        async def leave() -> None:
            group.cancel_scope.cancel()

        group.start_soon(two_pieces, provider, leave)
    left_at = time.monotonic()

    assert await seconds_until_the_provider_saw(stand_in, left_at) < 1


async def test_a_caller_who_leaves_before_the_first_piece_closes_the_connection(
    provider: LazyProvider, stand_in: StandIn
) -> None:
    stand_in.plan(Step(seconds=10))

    async def ask() -> None:
        async with provider.stream(QUESTION):
            pass

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(ask(), 0.5)

    assert await seconds_until_the_provider_saw(stand_in, time.monotonic()) < 1
    assert len(stand_in.calls) == 1


async def test_a_cancelled_completion_closes_the_connection(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(seconds=10))

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(provider.complete(QUESTION), 0.5)

    assert await seconds_until_the_provider_saw(stand_in, time.monotonic()) < 1


async def test_a_caller_who_leaves_during_a_pause_is_not_retried(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(status=429, headers={"retry-after": "0.5"}))

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(provider.complete(QUESTION), 0.4)
    await asyncio.sleep(0.5)

    assert len(stand_in.calls) == 1


async def test_a_finished_answer_leaves_its_connection_to_the_next(provider: LazyProvider, stand_in: StandIn) -> None:
    for _ in range(3):
        async with provider.stream(QUESTION) as answer:
            pieces = [piece async for piece in answer]

    assert pieces
    assert len({call.port for call in stand_in.calls}) == 1
