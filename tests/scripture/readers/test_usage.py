import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from project.core.db.transactions import transaction
from project.scripture.readers.errors import DailyLimitReached, ReaderGone
from project.scripture.readers.managers.usage import Hold
from project.scripture.readers.models import Usage, UsageHold
from project.users.models import User
from tests.scripture.readers.rows import make_reader

pytestmark = pytest.mark.usefixtures("app")


class Broken(Exception):
    pass


async def use(user: User, calls: int) -> None:
    await Usage.create(user_id=user.id, day=datetime.now(UTC).date(), calls=calls)


@asynccontextmanager
async def locked(user: User) -> AsyncIterator[None]:
    """Hold the reader's row lock in another connection, as linking does."""
    is_locked, done = asyncio.Event(), asyncio.Event()

    async def lock() -> None:
        async with transaction():
            await User.objects.lock_all(user.id)
            is_locked.set()
            await done.wait()

    task = asyncio.create_task(lock())
    await is_locked.wait()
    yield
    done.set()
    await task


async def call(user: User) -> None:
    """Make one answered call."""
    async with Usage.objects.reserve(user.id, False) as hold, transaction():
        await hold.settle()


async def test_a_settled_call_counts() -> None:
    user, _ = await make_reader()

    await call(user)

    assert await Usage.objects.today(user.id) == 1
    assert await UsageHold.all().count() == 0


async def test_a_call_in_progress_is_not_counted_yet() -> None:
    user, _ = await make_reader()

    async with Usage.objects.reserve(user.id, False):
        assert await Usage.objects.today(user.id) == 0
        assert await UsageHold.all().count() == 1


async def test_an_unsettled_call_does_not_count() -> None:
    user, _ = await make_reader()

    async with Usage.objects.reserve(user.id, False):
        pass

    assert (await Usage.objects.today(user.id), await UsageHold.all().count()) == (0, 0)


async def test_a_failed_call_does_not_count() -> None:
    user, _ = await make_reader()

    with pytest.raises(Broken):
        async with Usage.objects.reserve(user.id, False):
            raise Broken

    assert (await Usage.objects.today(user.id), await UsageHold.all().count()) == (0, 0)


async def test_a_call_whose_answer_is_not_stored_does_not_count() -> None:
    user, _ = await make_reader()

    async def store(hold: Hold) -> None:
        async with transaction():
            await hold.settle()
            raise Broken

    with pytest.raises(Broken):
        async with Usage.objects.reserve(user.id, False) as hold:
            await store(hold)

    assert (await Usage.objects.today(user.id), await UsageHold.all().count()) == (0, 0)


async def test_the_eleventh_call_of_a_day_is_refused_in_the_words_of_the_contract() -> None:
    user, _ = await make_reader()
    await use(user, 10)

    with pytest.raises(DailyLimitReached) as refusal:
        await call(user)

    assert refusal.value.detail == {
        "message": "Daily limit of 10 AI requests reached. Please try again tomorrow or upgrade to pro.",
        "current_usage": 10,
        "limit": 10,
        "is_pro": False,
    }


@time_machine.travel(datetime(2026, 11, 21, 23, 59, 30, tzinfo=UTC), tick=False)
async def test_a_refusal_says_when_the_day_ends() -> None:
    user, _ = await make_reader()
    await use(user, 10)

    with pytest.raises(DailyLimitReached) as refusal:
        await call(user)

    assert refusal.value.headers["Retry-After"] == "31"


async def test_a_pro_reader_is_counted_and_never_refused() -> None:
    user, _ = await make_reader()
    await use(user, 10)

    async with Usage.objects.reserve(user.id, True) as hold:
        await hold.settle()

    assert await Usage.objects.today(user.id) == 11


async def test_a_new_day_resets_the_count() -> None:
    user, _ = await make_reader()
    with time_machine.travel(datetime(2026, 11, 20, 23, 59, tzinfo=UTC), tick=False):
        await use(user, 10)

    with time_machine.travel(datetime(2026, 11, 21, 0, 0, tzinfo=UTC), tick=False):
        assert await Usage.objects.today(user.id) == 0
        await call(user)


async def test_a_call_counts_for_the_day_it_began() -> None:
    user, _ = await make_reader()
    with time_machine.travel(datetime(2026, 11, 20, 23, 59, tzinfo=UTC), tick=False):
        held = Usage.objects.reserve(user.id, False)
        hold = await held.__aenter__()

    with time_machine.travel(datetime(2026, 11, 21, 0, 1, tzinfo=UTC), tick=False):
        await hold.settle()
        await held.__aexit__(None, None, None)

    assert [(row.day.day, row.calls) for row in await Usage.filter(user_id=user.id)] == [(20, 1)]


async def test_the_hold_of_a_killed_process_expires() -> None:
    user, _ = await make_reader()
    await use(user, 9)
    usage = await Usage.get(user_id=user.id)
    hold = await UsageHold.create(usage_id=usage.id, expires_at=datetime.now(UTC) + timedelta(minutes=1))
    with pytest.raises(DailyLimitReached):
        await call(user)

    await UsageHold.filter(id=hold.id).update(expires_at=datetime.now(UTC) - timedelta(minutes=1))
    await call(user)

    assert await Usage.objects.today(user.id) == 10


async def test_a_call_that_outlasts_its_hold_still_counts() -> None:
    user, _ = await make_reader()

    async with Usage.objects.reserve(user.id, False) as hold:
        await UsageHold.all().update(expires_at=datetime.now(UTC) - timedelta(hours=1))
        await Usage.objects.tidy()
        await hold.settle()

    assert await Usage.objects.today(user.id) == 1


async def test_a_deleted_reader_cannot_reserve_a_call() -> None:
    user, _ = await make_reader()
    await user.delete()

    with pytest.raises(ReaderGone):
        await call(user)


async def test_fault_26_old_usage_and_expired_holds_are_deleted() -> None:
    user, _ = await make_reader()
    await use(user, 1)
    usage = await Usage.get(user_id=user.id)
    await UsageHold.create(usage_id=usage.id, expires_at=datetime.now(UTC) - timedelta(minutes=1))
    for days in (30, 31, 40):
        await Usage.create(user_id=user.id, day=datetime.now(UTC).date() - timedelta(days=days), calls=1)

    assert await Usage.objects.tidy() == 2
    assert (await Usage.all().count(), await UsageHold.all().count()) == (2, 0)


@pytest.mark.alone
async def test_fault_17_of_50_parallel_calls_with_3_left_3_are_served_and_47_refused() -> None:
    user, _ = await make_reader()
    await use(user, 7)

    done = await asyncio.gather(*(call(user) for _ in range(50)), return_exceptions=True)

    assert [one for one in done if one is not None and not isinstance(one, DailyLimitReached)] == []
    assert done.count(None) == 3
    assert await Usage.objects.today(user.id) == 10
    assert await UsageHold.all().count() == 0


@pytest.mark.alone
async def test_concurrent_first_calls_of_a_day_share_its_row() -> None:
    user, _ = await make_reader()

    await asyncio.gather(*(call(user) for _ in range(10)))

    assert [row.calls for row in await Usage.all()] == [10]


@pytest.mark.alone
async def test_a_call_of_a_disconnected_client_is_released() -> None:
    user, _ = await make_reader()
    begun = asyncio.Event()

    async def wait_for_an_answer() -> None:
        async with Usage.objects.reserve(user.id, False):
            begun.set()
            await asyncio.Event().wait()

    waiting = asyncio.create_task(wait_for_an_answer())
    await begun.wait()
    waiting.cancel()
    await asyncio.wait([waiting])

    assert waiting.cancelled()
    assert (await Usage.objects.today(user.id), await UsageHold.all().count()) == (0, 0)


@pytest.mark.alone
async def test_a_call_waits_for_a_link_of_its_reader() -> None:
    user, _ = await make_reader()
    await use(user, 1)

    async with locked(user):
        calling = asyncio.create_task(call(user))
        await asyncio.wait([calling], timeout=0.2)
        assert await UsageHold.all().count() == 0
        assert not calling.done()
    await calling

    assert await Usage.objects.today(user.id) == 2


@pytest.mark.alone
async def test_a_call_is_counted_before_or_after_a_link_of_its_reader() -> None:
    user, _ = await make_reader()

    async with Usage.objects.reserve(user.id, False) as hold:
        async with locked(user):
            settling = asyncio.create_task(hold.settle())
            await asyncio.wait([settling], timeout=0.2)
            assert await UsageHold.all().count() == 1
        await settling

    assert await Usage.objects.today(user.id) == 1
