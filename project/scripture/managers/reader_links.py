"""Joining two readers, and unlinking a device from a reader."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

from project.core.db.transactions import transaction
from project.core.errors import Conflict
from project.scripture.managers.reader_merge import erase, merge
from project.scripture.readers.errors import DeviceNotFound, LinkedToItself, ReaderGone, TwoAccounts
from project.scripture.readers.managers.devices import Browser
from project.scripture.readers.models import Device, LinkCode, ReaderToken
from project.users.models import User

#: The owner of a cookie or a code can change while their rows are being locked: then they are looked up again.
ROUNDS = 5


async def accept(user_id: UUID, code: str, browser: Browser) -> UUID:
    """Join a reader with the one who made the code, and list the browser as a device. Return the reader who is kept.

    Raises InvalidLinkCode, LinkedToItself, LinkCodeOverdue, LinkCodeSpent or TwoAccounts.
    """

    async def parties() -> tuple[UUID, UUID]:
        return await _owner(user_id, browser), (await LinkCode.objects.find(code)).user_id

    for _ in range(ROUNDS):
        async with transaction():
            if (users := await _locked(parties)) is None:
                continue
            if len(users) == 1:
                raise LinkedToItself
            await LinkCode.objects.use(await LinkCode.objects.find(code))
            return await _merge_users(users, await _owner(user_id, browser), browser)
    raise _kept_changing()


async def join(account_id: UUID, browser: Browser) -> UUID:
    """Join the reader of a cookie with an account. Idempotent. Return the account. Raises TwoAccounts."""

    async def parties() -> tuple[UUID, UUID]:
        return await _owner(account_id, browser), account_id

    for _ in range(ROUNDS):
        async with transaction():
            if (users := await _locked(parties)) is not None:
                return await _merge_users(users, await _owner(account_id, browser), browser)
    raise _kept_changing()


async def unlink(user_id: UUID, device_id: int, browser: Browser) -> int:
    """Unlink a device and return how many are left. Raises DeviceNotFound.

    With the last device the reader's data is deleted, and the reader, unless it is an account.
    """
    async with transaction():
        users = await User.objects.lock_all(user_id)
        if not users:
            raise DeviceNotFound
        left = await Device.objects.unlink(user_id, device_id, browser)
        if left == 0:
            await _delete_reader(users[0])
    return left


async def _owner(user_id: UUID, browser: Browser) -> UUID:
    """Return the current owner of the browser's cookie, or the user if there is no cookie, as after signing in."""
    token = await ReaderToken.objects.find(browser.value)
    if token is not None and token.user_id is None:
        raise ReaderGone
    return token.user_id if token is not None and token.user_id is not None else user_id


async def _locked(parties: Callable[[], Awaitable[tuple[UUID, UUID]]]) -> list[User] | None:
    """Lock the users' rows for this transaction; return None if the parties changed while waiting."""
    before = await parties()
    users = await User.objects.lock_all(*before)
    return users if users and await parties() == before else None


async def _merge_users(users: list[User], reader_id: UUID, browser: Browser) -> UUID:
    """Merge two users and return the one kept: the account, else the one with more devices, else the younger."""
    await Device.objects.note(reader_id, browser)
    accounts = [user for user in users if user.organisation_id is not None]
    if len(accounts) > 1:
        raise TwoAccounts
    ranked = sorted([(await Device.objects.of(user.id).count(), user.created_at, user.id) for user in users])
    kept: UUID = accounts[0].id if accounts else ranked[-1][2]
    for user in users:
        if user.id != kept:
            await merge(user.id, kept)
    return kept


async def _delete_reader(user: User) -> None:
    if user.organisation_id is None:
        await user.delete()
        return
    await erase(user.id)
    await ReaderToken.objects.take_back(user_id=user.id)
    await LinkCode.objects.end_all(user.id)


def _kept_changing() -> Conflict:
    return Conflict("Other requests changed these readers at the same moment; try again")
