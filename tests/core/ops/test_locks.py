import asyncio

import pytest

from project.core.errors import Unavailable
from project.core.ops.locks import named_lock


async def test_those_of_one_name_take_turns() -> None:
    told: list[str] = []

    async def work(name: str) -> None:
        async with named_lock("the same"):
            told.append(f"{name} in")
            await asyncio.sleep(0.01)
            told.append(f"{name} out")

    await asyncio.gather(work("a"), work("b"))

    assert told == ["a in", "a out", "b in", "b out"]


async def test_who_has_waited_too_long_is_told_so_and_nobody_is_in_the_way_after() -> None:
    async with named_lock("taken"):
        with pytest.raises(Unavailable):
            async with named_lock("taken", 0.01):
                raise AssertionError

    async with named_lock("taken", 0.01):
        pass
