from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager, ManagerOf
from project.core.db.transactions import transaction
from project.core.hashing import digest
from project.scripture.readers.errors import (
    InvalidLinkCode,
    LinkCodeOverdue,
    LinkCodeSpent,
    ReaderGone,
    TooManyLinkCodes,
)

if TYPE_CHECKING:
    from project.scripture.readers.managers.devices import Browser, DeviceManager
    from project.scripture.readers.models import LinkCode
    from project.users.managers.users import UserManager

#: Nothing that is mistaken for another when it is read aloud: no 0 and O, no 1 and I.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP_LENGTH = 3, 4
LIFETIME = timedelta(minutes=5)
MAX_PENDING = 3
KEPT_FOR = timedelta(days=1)


class ShownCode(NamedTuple):
    """A code as it is shown, which is the only copy of it."""

    code: str
    expires_at: datetime


class LinkCodeManager(Manager["LinkCode"]):
    devices: ManagerOf[DeviceManager] = ManagerOf("Device")
    users: ManagerOf[UserManager] = ManagerOf("User")

    def pending(self, user_id: UUID) -> QuerySet[LinkCode]:
        """Those that wait to be used, and those whose time has run out meanwhile."""
        return self.get_queryset().filter(user_id=user_id, status="pending")

    async def issue(self, user_id: UUID, browser: Browser) -> ShownCode:
        """A code for the reader, whose browser becomes one of their devices. Raises TooManyLinkCodes."""
        shown = ShownCode(_drawn(), datetime.now(UTC) + LIFETIME)
        async with transaction():
            if not await self.users.lock_all(user_id):
                raise ReaderGone
            await self.devices.note(user_id, browser)
            if await self.pending(user_id).filter(expires_at__gt=datetime.now(UTC)).count() >= MAX_PENDING:
                raise TooManyLinkCodes
            await self.model.create(user_id=user_id, code_hash=digest(shown.code), expires_at=shown.expires_at)
        return shown

    async def find(self, code: str) -> LinkCode:
        """By what somebody has typed. Raises InvalidLinkCode, also where whoever made it is shut out since."""
        found = await self.get_queryset().get_or_none(code_hash=digest(code.strip().upper()), user__disabled_at=None)
        if found is None:
            raise InvalidLinkCode
        return found

    async def use(self, code: LinkCode) -> None:
        """Spend a code. The user's row is to be locked, and the code read after that."""
        now = datetime.now(UTC)
        if code.expires_at <= now:
            raise LinkCodeOverdue
        if code.status != "pending":
            raise LinkCodeSpent(code.status)
        code.status, code.used_at = "used", now
        await code.save(update_fields=["status", "used_at"])

    async def revoke(self, user_id: UUID) -> int:
        """Take back what waits to be used; gives how many."""
        async with transaction():
            await self.users.lock_all(user_id)
            return await self.pending(user_id).update(status="revoked")

    async def end_all(self, user_id: UUID) -> None:
        """Forget all codes of a user, whose row is to be locked."""
        await self.get_queryset().filter(user_id=user_id).delete()

    async def tidy(self) -> int:
        """Say of overdue codes that they have expired, and forget those of more than a day ago; gives how many
        were touched."""
        now = datetime.now(UTC)
        expired = await self.get_queryset().filter(status="pending", expires_at__lte=now).update(status="expired")
        return expired + await self.get_queryset().filter(expires_at__lt=now - KEPT_FOR).delete()


def _drawn() -> str:
    letters = [secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH)]
    return "-".join("".join(letters[start : start + GROUP_LENGTH]) for start in range(0, len(letters), GROUP_LENGTH))
