"""Linking, joining and unlinking."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from project.core.testing.databases import tables
from project.scripture.managers import reader_links
from project.scripture.models import (
    Chat,
    Definition,
    Insight,
    KeptInsight,
    Message,
)
from project.scripture.readers.errors import (
    DeviceNotFound,
    DifferentAccounts,
    InvalidLinkCode,
    LinkCodeExpired,
    LinkCodeNotPending,
    SelfLink,
)
from project.scripture.readers.models import Device, LinkCode, ReaderToken, Usage
from project.users.models import Organisation, User
from tests.factories import make_user
from tests.scripture.readers.rows import browser, make_reader
from tests.scripture.rows import EARLY, link, make_definition, make_insight, make_message, pair

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 11, 21)


async def test_of_two_readers_with_equally_many_devices_the_younger_is_kept() -> None:
    older, younger = await pair()

    assert (await link(older, younger)).id == younger[0].id
    assert not await User.filter(id=older[0].id).exists()


async def test_the_reader_with_more_devices_is_kept() -> None:
    older, younger = await pair()
    await Device.create(user_id=older[0].id)

    assert (await link(younger, older)).id == older[0].id


async def test_fault_03_both_browsers_keep_their_cookies() -> None:
    older, younger = await pair()

    kept = await link(older, younger)

    assert [await ReaderToken.objects.find(reader[1]) for reader in (older, younger)] == [(kept.id, False)] * 2


async def test_both_browsers_are_listed() -> None:
    older, younger = await pair()

    kept = await link(older, younger)

    assert sorted([device.user_agent or "" for device in await Device.objects.of(kept.id)]) == ["caller", "source"]


async def test_fault_06_browsers_with_one_user_agent_link_and_create_codes_again() -> None:
    older, younger = await pair()
    shown = await LinkCode.objects.issue(older[0].id, browser(older[1]))
    await reader_links.accept(younger[0].id, shown.code, browser(younger[1]))

    for _, value in (older, younger):
        await LinkCode.objects.issue(younger[0].id, browser(value))

    assert await Device.objects.of(younger[0].id).count() == 2


async def test_a_link_keeps_the_account(alice: User) -> None:
    reader = await make_reader(created_at=datetime.now(UTC) + timedelta(days=1))
    await Device.create(user_id=reader[0].id)
    shown = await LinkCode.objects.issue(alice.id, browser(alice.id))

    await reader_links.accept(reader[0].id, shown.code, browser(reader[1]))

    assert await ReaderToken.objects.find(reader[1]) == (alice.id, False)


async def test_an_account_accepts_a_readers_code(alice: User) -> None:
    reader = await make_reader()
    shown = await LinkCode.objects.issue(reader[0].id, browser(reader[1]))

    await reader_links.accept(alice.id, shown.code, browser(alice.id))

    assert await ReaderToken.objects.find(reader[1]) == (alice.id, False)


async def test_two_accounts_are_not_joined_and_the_code_stays_valid(alice: User, bob: User) -> None:
    shown = await LinkCode.objects.issue(alice.id, browser(alice.id))

    with pytest.raises(DifferentAccounts):
        await reader_links.accept(bob.id, shown.code, browser(bob.id))

    assert await LinkCode.objects.pending(alice.id).count() == 1


async def test_a_reader_cannot_link_to_itself_and_the_code_stays_valid() -> None:
    reader = await make_reader()

    with pytest.raises(SelfLink):
        await link(reader, reader)

    assert await LinkCode.objects.pending(reader[0].id).count() == 1


async def test_ones_own_code_is_refused_as_such_even_if_revoked() -> None:
    reader = await make_reader()
    shown = await LinkCode.objects.issue(reader[0].id, browser(reader[1]))
    await LinkCode.all().update(expires_at=EARLY, status="revoked")

    with pytest.raises(SelfLink):
        await reader_links.accept(reader[0].id, shown.code, browser(reader[1]))


async def test_a_used_code_is_refused_to_a_third_reader() -> None:
    older, younger = await pair()
    third = await make_reader()
    shown = await LinkCode.objects.issue(older[0].id, browser(older[1]))
    await reader_links.accept(younger[0].id, shown.code, browser(younger[1]))

    with pytest.raises(LinkCodeNotPending, match="has already been used"):
        await reader_links.accept(third[0].id, shown.code, browser(third[1]))


@pytest.mark.parametrize(
    ("values", "error"), [({"expires_at": EARLY}, LinkCodeExpired), ({"status": "revoked"}, LinkCodeNotPending)]
)
async def test_a_refused_code_changes_nothing(values: dict[str, Any], error: type[Exception]) -> None:
    source, caller = await make_reader(), await make_reader()
    shown = await LinkCode.objects.issue(source[0].id, browser(source[1]))
    await LinkCode.all().update(**values)

    with pytest.raises(error):
        await reader_links.accept(caller[0].id, shown.code, browser(caller[1]))

    assert await Device.objects.of(caller[0].id).count() == 0
    assert await User.all().count() == 2


async def test_an_unknown_code_is_refused() -> None:
    reader = await make_reader()

    with pytest.raises(InvalidLinkCode):
        await reader_links.accept(reader[0].id, "2222-3333-4444", browser(reader[1]))


async def test_joining_gives_the_account_the_readers_data_and_lists_the_browser(alice: User) -> None:
    user, value = await make_reader()
    await Chat.create(user_id=user.id, title="of the reader")

    await reader_links.join(alice.id, browser(value, "mine"))
    await reader_links.join(alice.id, browser(value, "mine"))

    assert (await Chat.get()).user_id == alice.id
    assert [device.user_agent for device in await Device.objects.of(alice.id)] == ["mine"]
    assert await ReaderToken.objects.find(value) == (alice.id, False)


async def test_a_browser_of_one_account_is_not_joined_to_another(alice: User, bob: User) -> None:
    _, value = await make_reader()
    await reader_links.join(alice.id, browser(value))

    with pytest.raises(DifferentAccounts):
        await reader_links.join(bob.id, browser(value))

    assert await Device.objects.of(bob.id).count() == 0


async def test_unlinking_the_last_device_deletes_the_reader_and_their_data() -> None:
    user, value = await make_reader()
    device = await Device.objects.register(user.id, browser(value))
    chat = await Chat.create(user_id=user.id)
    await make_message(user, chat_id=chat.id)
    await make_insight(user)

    assert await reader_links.unlink(user.id, device.id, browser(value)) == 0

    left = [table for table in tables() if await User.objects.sql(f"SELECT FROM {table} LIMIT 1")]
    assert left == ['"reader_token"']
    assert await ReaderToken.objects.find(value) == (None, False)


async def test_unlinking_the_last_device_of_an_account_deletes_only_its_scripture_data(alice: User) -> None:
    _, value = await make_reader()
    await reader_links.join(alice.id, browser(value))
    shown = await LinkCode.objects.issue(alice.id, browser(value))
    chat = await Chat.create(user_id=alice.id)
    await make_message(alice, chat_id=chat.id)
    shared, own = await make_insight(), await make_insight(alice)
    for insight in (shared, own):
        await KeptInsight.create(user_id=alice.id, insight_id=insight.id)
    await make_definition(alice)
    await Usage.create(user_id=alice.id, day=TODAY, calls=3)
    device = await Device.get(user_id=alice.id)

    assert await reader_links.unlink(alice.id, device.id, browser(alice.id)) == 0

    assert await User.filter(id=alice.id).exists()
    assert [row.id for row in await Insight.all()] == [shared.id]
    for model in (Chat, Message, KeptInsight, Definition, Device, LinkCode):
        assert await model.all().count() == 0, model
    assert (await Usage.get()).calls == 3
    assert await ReaderToken.objects.find(value) == (None, False)
    with pytest.raises(InvalidLinkCode):
        await LinkCode.objects.find(shown.code)


async def test_the_last_browser_of_an_account_loses_access_when_it_unlinks_itself(alice: User) -> None:
    _, value = await make_reader()
    await reader_links.join(alice.id, browser(value))
    device = await Device.get(user_id=alice.id)

    assert await reader_links.unlink(alice.id, device.id, browser(value)) == 0

    assert await ReaderToken.objects.find(value) == (None, False)


async def test_fault_05_unlinking_any_but_the_last_device_deletes_nothing() -> None:
    user, value = await make_reader()
    await Chat.create(user_id=user.id)
    stale = await Device.objects.register(user.id, browser(value, "Browser 1"))
    await Device.objects.register(user.id, browser(value, "Browser 2"))

    assert await reader_links.unlink(user.id, stale.id, browser(value, "Browser 2")) == 1

    assert await Chat.filter(user_id=user.id).count() == 1


async def test_a_deleted_reader_has_no_device_to_unlink() -> None:
    user, value = await make_reader()
    await user.delete()

    with pytest.raises(DeviceNotFound):
        await reader_links.unlink(user.id, 1, browser(value))


@pytest.mark.alone
async def test_of_concurrent_uses_of_a_code_one_wins() -> None:
    source, *others = [await make_reader() for _ in range(7)]
    shown = await LinkCode.objects.issue(source[0].id, browser(source[1]))

    done = await asyncio.gather(
        *(reader_links.accept(user.id, shown.code, browser(value)) for user, value in others), return_exceptions=True
    )

    assert [str(one) for one in done if isinstance(one, Exception)] == ["This code has already been used"] * 5
    assert await User.all().count() == 6


@pytest.mark.alone
async def test_readers_who_accept_each_others_codes_at_once_become_one() -> None:
    first, second = await make_reader(), await make_reader()
    codes = [await LinkCode.objects.issue(user.id, browser(value)) for user, value in (first, second)]

    done = await asyncio.gather(
        reader_links.accept(first[0].id, codes[1].code, browser(first[1])),
        reader_links.accept(second[0].id, codes[0].code, browser(second[1])),
        return_exceptions=True,
    )

    (kept,) = await User.all().values_list("id", flat=True)
    assert [type(one) for one in done if one != kept] == [SelfLink]
    assert await Device.all().count() == 2


@pytest.mark.alone
async def test_a_chain_of_concurrent_links_ends_as_one_reader() -> None:
    readers = [await make_reader() for _ in range(6)]
    codes = [await LinkCode.objects.issue(user.id, browser(value)) for user, value in readers]

    await asyncio.gather(
        *(
            reader_links.accept(user.id, code.code, browser(value))
            for (user, value), code in zip(readers[1:], codes, strict=False)
        )
    )

    assert await User.all().count() == 1
    assert await Device.all().count() == 6
    assert len({await ReaderToken.objects.find(value) for _, value in readers}) == 1


@pytest.mark.alone
async def test_joining_twice_at_once_joins_once(clinic: Organisation) -> None:
    account = await make_user(clinic)
    user, value = await make_reader()
    await Chat.create(user_id=user.id)

    await asyncio.gather(*(reader_links.join(account.id, browser(value)) for _ in range(6)))

    assert (await Chat.get()).user_id == account.id
    assert await Device.all().count() == 1
