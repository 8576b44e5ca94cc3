"""Link readers by code or account, and unlink devices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

from project.core.db.transactions import transaction
from project.core.errors import Conflict
from project.scripture.managers.reader_merge import erase, merge
from project.scripture.readers.errors import DeviceNotFound, DifferentAccounts, ReaderGone, SelfLink
from project.scripture.readers.managers.devices import Browser
from project.scripture.readers.models import Device, LinkCode, ReaderToken
from project.users.models import User

#: The owner of a cookie or code may change while this waits for its lock; then look it up again.
MAX_ATTEMPTS = 5


async def accept(user_id: UUID, code: str, browser: Browser) -> UUID:
    """Merge a reader with the code's maker and register the browser as a device. Return the reader kept.

    Raises InvalidLinkCode, SelfLink, LinkCodeExpired, LinkCodeNotPending, DifferentAccounts, ReaderGone and Conflict.
    """

    async def parties() -> tuple[UUID, UUID]:
        return await _owner(user_id, browser), (await LinkCode.objects.find(code)).user_id

    for _ in range(MAX_ATTEMPTS):
        async with transaction():
            if (users := await _locked(parties)) is None:
                continue
            if len(users) == 1:
                raise SelfLink
            await LinkCode.objects.use(await LinkCode.objects.find(code))
            return await _merge_users(users, await _owner(user_id, browser), browser)
    raise _contention()


async def join(account_id: UUID, browser: Browser) -> UUID:
    """Merge a cookie's reader into an account and return the account. Idempotent. Raises DifferentAccounts."""

    async def parties() -> tuple[UUID, UUID]:
        return await _owner(account_id, browser), account_id

    for _ in range(MAX_ATTEMPTS):
        async with transaction():
            if (users := await _locked(parties)) is not None:
                return await _merge_users(users, await _owner(account_id, browser), browser)
    raise _contention()


async def unlink(user_id: UUID, device_id: int, browser: Browser) -> int:
    """Unlink a device and return how many are left. Raises DeviceNotFound.

    Unlinking the last one deletes the reader and their data; an account itself stays.
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
    """Lock the users. Return None if the parties changed meanwhile."""
    before = await parties()
    users = await User.objects.lock_all(*before)
    return users if users and await parties() == before else None


async def _merge_users(users: list[User], reader_id: UUID, browser: Browser) -> UUID:
    """Merge two users and return the one kept: the account, else the one with more devices, else the younger."""
    await Device.objects.register(reader_id, browser)
    accounts = [user for user in users if user.organisation_id is not None]
    if len(accounts) > 1:
        raise DifferentAccounts
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
    await ReaderToken.objects.revoke(user_id=user.id)
    await LinkCode.objects.delete_all(user.id)


def _contention() -> Conflict:
    return Conflict("Other requests changed these readers at the same time; try again")
