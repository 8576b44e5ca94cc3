import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from project.core.hashing import digest
from project.scripture.readers.errors import (
    InvalidLinkCode,
    LinkCodeExpired,
    LinkCodeNotPending,
    ReaderGone,
    TooManyLinkCodes,
)
from project.scripture.readers.models import Device, LinkCode
from project.users.models import User
from tests.scripture.readers.rows import browser, make_reader

pytestmark = pytest.mark.usefixtures("app")
#: A time before every test.
NOW = datetime.now(UTC)


async def make_code(user: User, **values: Any) -> LinkCode:
    values = {"code_hash": digest("AAAA-BBBB-CCCC"), "expires_at": datetime.now(UTC) + timedelta(minutes=5), **values}
    return await LinkCode.create(user_id=user.id, **values)


async def test_a_code_has_the_form_of_the_contract_and_lives_five_minutes() -> None:
    user, value = await make_reader()

    shown = await LinkCode.objects.issue(user.id, browser(value))

    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", shown.code)
    assert timedelta(seconds=295) < shown.expires_at - datetime.now(UTC) <= timedelta(minutes=5)


async def test_only_the_hash_of_a_code_is_stored() -> None:
    user, value = await make_reader()

    shown = await LinkCode.objects.issue(user.id, browser(value))

    (row,) = await LinkCode.objects.sql("SELECT row_to_json(link_code)::text AS text FROM link_code")
    assert digest(shown.code) in row["text"]
    assert shown.code not in row["text"]


async def test_creating_a_code_registers_the_browser() -> None:
    user, value = await make_reader()

    await LinkCode.objects.issue(user.id, browser(value, "verse/1"))
    await LinkCode.objects.issue(user.id, browser(value, "verse/1"))

    assert [device.user_agent for device in await Device.objects.of(user.id)] == ["verse/1"]


async def test_at_most_three_codes_are_pending() -> None:
    user, value = await make_reader()
    for _ in range(3):
        await LinkCode.objects.issue(user.id, browser(value))

    with pytest.raises(TooManyLinkCodes):
        await LinkCode.objects.issue(user.id, browser(value))

    assert await LinkCode.objects.pending(user.id).count() == 3


@pytest.mark.parametrize(
    "values",
    [{"expires_at": NOW - timedelta(seconds=1)}, {"status": "revoked"}, {"status": "used", "used_at": NOW}],
)
async def test_codes_that_are_no_longer_pending_are_not_counted(values: dict[str, Any]) -> None:
    user, value = await make_reader()
    for number in range(3):
        await make_code(user, code_hash=f"{number}", **values)

    assert (await LinkCode.objects.issue(user.id, browser(value))).code


async def test_a_deleted_reader_cannot_create_a_code() -> None:
    user, value = await make_reader()
    await user.delete()

    with pytest.raises(ReaderGone):
        await LinkCode.objects.issue(user.id, browser(value))


@pytest.mark.parametrize("typed", ["AAAA-BBBB-CCCC", " aaaa-bbbb-cccc\n"])
async def test_a_code_is_found_trimmed_and_in_any_case(typed: str) -> None:
    user, _ = await make_reader()
    code = await make_code(user)

    assert (await LinkCode.objects.find(typed)).id == code.id


@pytest.mark.parametrize("typed", ["", "AAAABBBBCCCC", "AAAA BBBB CCCC", "AAAA-BBBB-CCCD", "\x00", "x" * 100_000, "ß"])
async def test_an_invalid_code_is_not_found(typed: str) -> None:
    user, _ = await make_reader()
    await make_code(user)

    with pytest.raises(InvalidLinkCode):
        await LinkCode.objects.find(typed)


async def test_a_code_of_a_disabled_user_is_not_found(alice: User) -> None:
    await make_code(alice)
    await User.filter(id=alice.id).update(disabled_at=NOW)

    with pytest.raises(InvalidLinkCode):
        await LinkCode.objects.find("AAAA-BBBB-CCCC")


async def test_a_code_is_used_once() -> None:
    user, _ = await make_reader()
    code = await make_code(user)

    await LinkCode.objects.use(code)

    with pytest.raises(LinkCodeNotPending, match="This code has already been used"):
        await LinkCode.objects.use(await LinkCode.get(id=code.id))


@pytest.mark.parametrize(("status", "words"), [("revoked", "has been revoked"), ("expired", "has expired")])
async def test_a_code_that_is_not_pending_is_refused(status: str, words: str) -> None:
    user, _ = await make_reader()

    with pytest.raises(LinkCodeNotPending, match=f"^This code {words}$"):
        await LinkCode.objects.use(await make_code(user, status=status))


@pytest.mark.parametrize("values", [{}, {"status": "used", "used_at": NOW}, {"status": "revoked"}])
async def test_an_expired_code_is_refused_as_expired(values: dict[str, Any]) -> None:
    user, _ = await make_reader()
    code = await make_code(user, expires_at=NOW - timedelta(seconds=1), **values)

    with pytest.raises(LinkCodeExpired):
        await LinkCode.objects.use(code)


async def test_revoking_includes_and_counts_expired_codes() -> None:
    user, _ = await make_reader()
    await make_code(user)
    await make_code(user, code_hash="overdue", expires_at=NOW - timedelta(seconds=1))
    await make_code(user, code_hash="used", status="used", used_at=NOW)

    assert await LinkCode.objects.revoke(user.id) == 2
    assert await LinkCode.objects.revoke(user.id) == 0
    assert await LinkCode.filter(status="revoked").count() == 2


async def test_fault_26_codes_expire_and_are_deleted_after_a_day() -> None:
    user, _ = await make_reader()
    await make_code(user, code_hash="waiting")
    await make_code(user, code_hash="overdue", expires_at=NOW - timedelta(hours=1))
    await make_code(user, code_hash="old", expires_at=NOW - timedelta(hours=25))

    await LinkCode.objects.tidy()

    assert sorted([(code.code_hash, code.status) for code in await LinkCode.all()]) == [
        ("overdue", "expired"),
        ("waiting", "pending"),
    ]


@pytest.mark.alone
async def test_of_concurrent_requests_three_create_a_code() -> None:
    user, value = await make_reader()

    made = await asyncio.gather(
        *(LinkCode.objects.issue(user.id, browser(value)) for _ in range(20)), return_exceptions=True
    )

    assert sum(isinstance(one, TooManyLinkCodes) for one in made) == 17
    assert await LinkCode.objects.pending(user.id).count() == 3
    assert await Device.objects.of(user.id).count() == 1
