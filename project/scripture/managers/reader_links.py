"""Two readers become one, and a browser stops being one of a reader's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

from project.core.database import transaction
from project.core.errors import Conflict
from project.scripture.managers.reader_merge import erase, merge
from project.scripture.readers.errors import DeviceNotFound, LinkedToItself, ReaderGone, TwoAccounts
from project.scripture.readers.managers.devices import Browser
from project.scripture.readers.models import Device, LinkCode, ReaderToken
from project.users.models import User

#: Whom a cookie or a code stands for can change while their rows are waited for. Then it is looked up again.
ROUNDS = 5


async def accept(user_id: UUID, code: str, browser: Browser) -> UUID:
    """Join the reader with the one who made the code; the browser becomes one of their devices. Gives who is kept.

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
            return await _unite(users, await _owner(user_id, browser), browser)
    raise _unsettled()


async def join(account_id: UUID, browser: Browser) -> UUID:
    """Make the reader of this cookie one with somebody who has signed in. Again changes nothing. Raises TwoAccounts."""

    async def parties() -> tuple[UUID, UUID]:
        return await _owner(account_id, browser), account_id

    for _ in range(ROUNDS):
        async with transaction():
            if (users := await _locked(parties)) is not None:
                return await _unite(users, await _owner(account_id, browser), browser)
    raise _unsettled()


async def unlink(user_id: UUID, device_id: int, browser: Browser) -> int:
    """Take a device from the reader; gives how many are left. With the last one all that the reader has is deleted,
    and the reader, but for an account that one signs in to. Raises DeviceNotFound."""
    async with transaction():
        users = await User.objects.lock_all(user_id)
        if not users:
            raise DeviceNotFound
        left = await Device.objects.unlink(user_id, device_id, browser)
        if left == 0:
            await _end(users[0])
    return left


async def _owner(user_id: UUID, browser: Browser) -> UUID:
    """Whom the browser's cookie stands for now; the user where it has none, because they have signed in."""
    known = await ReaderToken.objects.find(browser.value)
    if known is not None and known.user_id is None:
        raise ReaderGone
    return known.user_id if known is not None and known.user_id is not None else user_id


async def _locked(parties: Callable[[], Awaitable[tuple[UUID, UUID]]]) -> list[User] | None:
    """The users' rows, taken for this transaction; None where others were meant by then."""
    meant = await parties()
    users = await User.objects.lock_all(*meant)
    return users if users and await parties() == meant else None


async def _unite(users: list[User], reader_id: UUID, browser: Browser) -> UUID:
    """The one who has signed in stays; of two readers the one with more devices, or else the younger. Gives who."""
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


async def _end(user: User) -> None:
    if user.organisation_id is None:
        await user.delete()
        return
    await erase(user.id)
    await ReaderToken.objects.take_back(user_id=user.id)
    await LinkCode.objects.end_all(user.id)


def _unsettled() -> Conflict:
    return Conflict("Other requests changed these readers at the same moment; try again")
