import math
from uuid import uuid4

from project.users.callers import Caller, Role
from project.users.known_callers import Found, KnownCallers


def a_caller() -> Caller:
    return Caller(uuid4(), uuid4(), Role.VIEWER)


async def test_a_caller_is_looked_up_once() -> None:
    known, caller, looked_up = KnownCallers(), a_caller(), []

    async def look_up() -> Found:
        looked_up.append(1)
        return caller, math.inf

    found = [await known.find("x", look_up), await known.find("x", look_up)]

    assert found == [caller, caller]
    assert len(looked_up) == 1


async def test_nobody_is_looked_up_each_time() -> None:
    known, looked_up = KnownCallers(), []

    async def look_up() -> None:
        looked_up.append(1)

    await known.find("x", look_up)
    await known.find("x", look_up)

    assert len(looked_up) == 2


async def test_a_dropped_caller_is_looked_up_by_all_names() -> None:
    known, caller, other = KnownCallers(), a_caller(), a_caller()

    async def look_up() -> Found:
        return caller, math.inf

    async def look_up_other() -> Found:
        return other, math.inf

    await known.find("user", look_up)
    await known.find("key", look_up)
    await known.find("other", look_up_other)
    known.drop(caller.user_id)

    assert await known.find("user", look_up_other) == other
    assert await known.find("key", look_up_other) == other
    assert await known.find("other", look_up) == other


async def test_what_was_read_before_a_drop_is_not_kept() -> None:
    known, before, after = KnownCallers(), a_caller(), a_caller()

    async def look_up() -> Found:
        known.drop(before.user_id)
        return before, math.inf

    async def look_up_again() -> Found:
        return after, math.inf

    await known.find("x", look_up)

    assert await known.find("x", look_up_again) == after
