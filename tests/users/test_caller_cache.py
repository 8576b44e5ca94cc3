import asyncio
import math
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from project.service import Role
from project.users import caller_cache
from project.users.caller_cache import MAX_AGE_SECONDS, REFRESH_SECONDS, CallerCache, ExpiringCaller
from project.users.callers import Caller


def a_caller() -> Caller:
    return Caller(uuid4(), uuid4(), Role.VIEWER)


async def test_a_caller_is_looked_up_once() -> None:
    cache, caller, looked_up = CallerCache(), a_caller(), []

    async def look_up() -> ExpiringCaller:
        looked_up.append(1)
        return caller, math.inf

    found = [await cache.find("x", look_up), await cache.find("x", look_up)]

    assert found == [caller, caller]
    assert len(looked_up) == 1


async def test_a_miss_is_not_cached() -> None:
    cache, looked_up = CallerCache(), []

    async def look_up() -> None:
        looked_up.append(1)

    await cache.find("x", look_up)
    await cache.find("x", look_up)

    assert len(looked_up) == 2


async def test_an_invalidated_caller_is_looked_up_again_by_every_credential() -> None:
    cache, caller, other = CallerCache(), a_caller(), a_caller()

    async def look_up() -> ExpiringCaller:
        return caller, math.inf

    async def look_up_other() -> ExpiringCaller:
        return other, math.inf

    await cache.find("user", look_up)
    await cache.find("key", look_up)
    await cache.find("other", look_up_other)
    cache.invalidate(caller.user_id)

    assert await cache.find("user", look_up_other) == other
    assert await cache.find("key", look_up_other) == other
    assert await cache.find("other", look_up) == other


async def test_what_was_read_before_an_invalidation_is_not_cached() -> None:
    cache, before, after = CallerCache(), a_caller(), a_caller()

    async def look_up() -> ExpiringCaller:
        cache.invalidate(before.user_id)
        return before, math.inf

    async def look_up_again() -> ExpiringCaller:
        return after, math.inf

    await cache.find("x", look_up)

    assert await cache.find("x", look_up_again) == after


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False) as traveller:
        yield traveller


class Issuer:
    """Look up one caller, whose credential is valid for `seconds`."""

    def __init__(self, seconds: float = math.inf) -> None:
        self.caller = a_caller()
        self.looked_up = 0
        self.error: Exception | None = None
        self.expires_at = time.time() + seconds

    async def look_up(self) -> ExpiringCaller | None:
        self.looked_up += 1
        await asyncio.sleep(0)
        if self.error is not None:
            raise self.error
        return (self.caller, self.expires_at) if time.time() < self.expires_at else None


async def run_tasks() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_concurrent_requests_share_one_look_up() -> None:
    cache, issuer = CallerCache(), Issuer()

    found = await asyncio.gather(*(cache.find("x", issuer.look_up) for _ in range(10)))

    assert found == [issuer.caller] * 10
    assert issuer.looked_up == 1


async def test_a_cancelled_request_does_not_cancel_the_others() -> None:
    cache, issuer = CallerCache(), Issuer()
    gone, staying = (asyncio.create_task(cache.find("x", issuer.look_up)) for _ in range(2))
    await asyncio.sleep(0)

    gone.cancel()

    assert await staying == issuer.caller
    assert issuer.looked_up == 1


async def test_a_failed_look_up_fails_for_all_who_wait_and_is_not_cached() -> None:
    cache, issuer = CallerCache(), Issuer()
    issuer.error = OSError()

    failed = await asyncio.gather(*(cache.find("x", issuer.look_up) for _ in range(3)), return_exceptions=True)
    issuer.error = None

    assert failed == [failed[0]] * 3
    assert await cache.find("x", issuer.look_up) == issuer.caller


async def test_an_entry_is_refreshed_before_it_expires(clock: time_machine.Traveller) -> None:
    cache, issuer = CallerCache(), Issuer()
    await cache.find("x", issuer.look_up)

    clock.shift(MAX_AGE_SECONDS - REFRESH_SECONDS)
    await cache.find("x", issuer.look_up)
    await run_tasks()
    early = issuer.looked_up
    clock.shift(0.1)
    await cache.find("x", issuer.look_up)
    await run_tasks()
    clock.shift(REFRESH_SECONDS)

    assert await cache.find("x", issuer.look_up) == issuer.caller
    assert (early, issuer.looked_up) == (1, 2)


async def test_a_failed_refresh_keeps_the_entry(clock: time_machine.Traveller) -> None:
    cache, issuer = CallerCache(), Issuer()
    await cache.find("x", issuer.look_up)
    issuer.error = OSError()

    clock.shift(MAX_AGE_SECONDS - 0.5)
    found = await cache.find("x", issuer.look_up)
    await run_tasks()
    again = await cache.find("x", issuer.look_up)
    await run_tasks()

    assert [found, again] == [issuer.caller] * 2
    assert issuer.looked_up == 3


async def test_an_entry_that_could_not_be_refreshed_expires(clock: time_machine.Traveller) -> None:
    cache, issuer = CallerCache(), Issuer()
    await cache.find("x", issuer.look_up)
    issuer.error = OSError()
    clock.shift(MAX_AGE_SECONDS)

    with pytest.raises(OSError):  # noqa: PT011
        await cache.find("x", issuer.look_up)


async def test_a_credential_is_valid_until_it_expires_and_no_longer(clock: time_machine.Traveller) -> None:
    cache, issuer = CallerCache(), Issuer(seconds=3)
    await cache.find("x", issuer.look_up)

    clock.shift(2.999)
    before = await cache.find("x", issuer.look_up)
    clock.shift(0.001)
    after = await cache.find("x", issuer.look_up)

    assert (before, after) == (issuer.caller, None)


async def test_a_full_cache_forgets_the_oldest_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caller_cache, "MAX_ENTRIES", 3)
    cache, issuers = CallerCache(), [Issuer() for _ in range(4)]
    for number, issuer in enumerate(issuers):
        await cache.find(number, issuer.look_up)
    for number, issuer in reversed([*enumerate(issuers)]):
        await cache.find(number, issuer.look_up)

    assert [issuer.looked_up for issuer in issuers] == [2, 1, 1, 1]
    assert len(cache._entries) == 3
