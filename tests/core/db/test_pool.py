import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.db.pool import FairSemaphore
from project.core.errors import PoolExhausted


async def yielded() -> None:
    """Let everything that is ready run."""
    for _ in range(3):
        await asyncio.sleep(0)


async def asking(turns: FairSemaphore, number: int = 1) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(turns.take()) for _ in range(number)]
    await yielded()
    return tasks


async def test_places_are_given_in_the_order_of_asking() -> None:
    turns = FairSemaphore(1, 60)
    served: list[int] = []

    async def use(number: int) -> None:
        await turns.take()
        served.append(number)
        await asyncio.sleep(0)
        turns.give_back()

    await asyncio.gather(*(use(number) for number in range(20)))

    assert served == list(range(20))


async def test_a_newcomer_does_not_overtake_who_was_given_a_place() -> None:
    turns = FairSemaphore(1, 60)
    await turns.take()
    [first] = await asking(turns)

    turns.give_back()
    newcomer = asyncio.create_task(turns.take())
    await yielded()

    assert (first.done(), newcomer.done()) == (True, False)
    turns.give_back()
    await newcomer


async def test_nobody_waits_longer_than_said() -> None:
    turns = FairSemaphore(1, 0.01)
    await turns.take()

    with pytest.raises(PoolExhausted):
        await turns.take()

    turns.give_back()
    assert (turns.free, turns.taken, turns.waiting) == (1, 0, 0)


async def test_who_gave_up_is_passed_over() -> None:
    turns = FairSemaphore(1, 0.01)
    await turns.take()
    [late] = await asking(turns)
    await asyncio.wait([late])
    turns._wait = 60
    [patient] = await asking(turns)

    turns.give_back()
    await patient

    assert isinstance(late.exception(), PoolExhausted)


async def test_a_cancelled_waiter_is_passed_over() -> None:
    turns = FairSemaphore(1, 60)
    await turns.take()
    first, second = await asking(turns, 2)

    first.cancel()
    turns.give_back()
    await second

    assert first.cancelled()


async def test_a_place_given_to_one_who_is_cancelled_goes_on_to_the_next() -> None:
    turns = FairSemaphore(1, 60)
    await turns.take()
    first, second = await asking(turns, 2)

    turns.give_back()
    first.cancel()
    await second

    assert first.cancelled()
    assert turns.taken == 1


async def test_a_place_given_to_the_last_who_is_cancelled_is_free() -> None:
    turns = FairSemaphore(1, 60)
    await turns.take()
    [only] = await asking(turns)

    turns.give_back()
    only.cancel()
    await yielded()

    assert turns.free == 1


async def test_who_waits_and_what_is_taken_is_told() -> None:
    turns = FairSemaphore(2, 60)
    tasks = await asking(turns, 5)

    assert (turns.taken, turns.waiting) == (2, 3)
    tasks[4].cancel()
    await yielded()
    assert turns.waiting == 2
    for _ in range(4):
        turns.give_back()
        await yielded()


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["ask", "cancel", "leave", "nothing"]), st.integers(0, 3)), min_size=15, max_size=40
)


class Crowd:
    """Those who ask, hold and leave; never more of them hold than there are places."""

    def __init__(self, places: int) -> None:
        self.turns = FairSemaphore(places, 60)
        self.places = places
        self.holding = 0
        self.tasks: list[asyncio.Task[None]] = []
        self.leave: list[asyncio.Event] = []

    async def hold(self, go: asyncio.Event) -> None:
        await self.turns.take()
        self.holding += 1
        assert self.holding <= self.places
        try:
            await go.wait()
        finally:
            self.holding -= 1
            self.turns.give_back()

    async def act(self, actions: list[tuple[str, int]]) -> list[Any]:
        """Do all that and let everybody leave. What came of each."""
        for action, number in actions:
            if action == "ask":
                self.leave.append(asyncio.Event())
                self.tasks.append(asyncio.create_task(self.hold(self.leave[-1])))
            elif action == "cancel" and self.tasks:
                self.tasks[number % len(self.tasks)].cancel()
            elif action == "leave" and self.tasks:
                self.leave[number % len(self.tasks)].set()
            await asyncio.sleep(0)
        for go in self.leave:
            go.set()
        return await asyncio.gather(*self.tasks, return_exceptions=True)


@given(places=st.integers(1, 3), actions=ACTIONS)
def test_whatever_is_cancelled_every_place_comes_back(places: int, actions: list[tuple[str, int]]) -> None:
    loop, crowd = asyncio.new_event_loop(), Crowd(places)
    try:
        found = loop.run_until_complete(asyncio.wait_for(crowd.act(actions), 10))
    finally:
        loop.close()

    assert {type(one) for one in found} <= {type(None), asyncio.CancelledError}
    assert (crowd.turns.free, crowd.turns.taken, crowd.turns.waiting) == (places, 0, 0)
