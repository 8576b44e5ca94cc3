import asyncio
import math
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from project.service import Role
from project.users import known_callers
from project.users.callers import Caller
from project.users.known_callers import AHEAD_SECONDS, KEPT_SECONDS, Found, KnownCallers


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


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False) as traveller:
        yield traveller


class Issuer:
    """Looks up one caller, whose credential holds for so many seconds."""

    def __init__(self, seconds: float = math.inf) -> None:
        self.caller = a_caller()
        self.looked_up = 0
        self.error: Exception | None = None
        self.until = time.time() + seconds

    async def look_up(self) -> Found | None:
        self.looked_up += 1
        await asyncio.sleep(0)
        if self.error is not None:
            raise self.error
        return (self.caller, self.until) if time.time() < self.until else None


async def finished() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_those_who_ask_at_once_share_one_look() -> None:
    known, issuer = KnownCallers(), Issuer()

    found = await asyncio.gather(*(known.find("x", issuer.look_up) for _ in range(10)))

    assert found == [issuer.caller] * 10
    assert issuer.looked_up == 1


async def test_one_who_goes_away_takes_nothing_from_the_others() -> None:
    known, issuer = KnownCallers(), Issuer()
    gone, staying = (asyncio.create_task(known.find("x", issuer.look_up)) for _ in range(2))
    await asyncio.sleep(0)

    gone.cancel()

    assert await staying == issuer.caller
    assert issuer.looked_up == 1


async def test_a_look_that_fails_fails_for_all_who_wait_and_is_not_remembered() -> None:
    known, issuer = KnownCallers(), Issuer()
    issuer.error = OSError()

    failed = await asyncio.gather(*(known.find("x", issuer.look_up) for _ in range(3)), return_exceptions=True)
    issuer.error = None

    assert failed == [failed[0]] * 3
    assert await known.find("x", issuer.look_up) == issuer.caller


async def test_a_caller_is_looked_up_ahead_of_the_end(clock: time_machine.Traveller) -> None:
    known, issuer = KnownCallers(), Issuer()
    await known.find("x", issuer.look_up)

    clock.shift(KEPT_SECONDS - AHEAD_SECONDS)
    await known.find("x", issuer.look_up)
    await finished()
    early = issuer.looked_up
    clock.shift(0.1)
    await known.find("x", issuer.look_up)
    await finished()
    clock.shift(AHEAD_SECONDS)

    assert await known.find("x", issuer.look_up) == issuer.caller
    assert (early, issuer.looked_up) == (1, 2)


async def test_a_look_ahead_that_fails_harms_nobody(clock: time_machine.Traveller) -> None:
    known, issuer = KnownCallers(), Issuer()
    await known.find("x", issuer.look_up)
    issuer.error = OSError()

    clock.shift(KEPT_SECONDS - 0.5)
    found = await known.find("x", issuer.look_up)
    await finished()
    again = await known.find("x", issuer.look_up)
    await finished()

    assert [found, again] == [issuer.caller] * 2
    assert issuer.looked_up == 3


async def test_after_failed_looks_ahead_the_end_is_the_end(clock: time_machine.Traveller) -> None:
    known, issuer = KnownCallers(), Issuer()
    await known.find("x", issuer.look_up)
    issuer.error = OSError()
    clock.shift(KEPT_SECONDS)

    with pytest.raises(OSError):  # noqa: PT011
        await known.find("x", issuer.look_up)


async def test_a_credential_holds_to_its_end_and_not_longer(clock: time_machine.Traveller) -> None:
    known, issuer = KnownCallers(), Issuer(seconds=3)
    await known.find("x", issuer.look_up)

    clock.shift(2.999)
    before = await known.find("x", issuer.look_up)
    clock.shift(0.001)
    after = await known.find("x", issuer.look_up)

    assert (before, after) == (issuer.caller, None)


async def test_the_oldest_is_forgotten_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_callers, "MAX_KNOWN", 3)
    known, issuers = KnownCallers(), [Issuer() for _ in range(4)]
    for number, issuer in enumerate(issuers):
        await known.find(number, issuer.look_up)
    for number, issuer in reversed([*enumerate(issuers)]):
        await known.find(number, issuer.look_up)

    assert [issuer.looked_up for issuer in issuers] == [2, 1, 1, 1]
    assert len(known._found) == 3
