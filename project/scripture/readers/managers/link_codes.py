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
    LinkCodeExpired,
    LinkCodeNotPending,
    ReaderGone,
    TooManyLinkCodes,
)

if TYPE_CHECKING:
    from project.scripture.readers.managers.devices import Browser, DeviceManager
    from project.scripture.readers.models import LinkCode
    from project.users.managers.users import UserManager

#: No 0, O, 1 or I, which are easily confused.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP_LENGTH = 3, 4
LIFETIME = timedelta(minutes=5)
MAX_PENDING = 3
RETENTION = timedelta(days=1)


class NewLinkCode(NamedTuple):
    """A new code in plain text, stored nowhere."""

    code: str
    expires_at: datetime


class LinkCodeManager(Manager["LinkCode"]):
    devices: ManagerOf[DeviceManager] = ManagerOf("Device")
    users: ManagerOf[UserManager] = ManagerOf("User")

    def pending(self, user_id: UUID) -> QuerySet[LinkCode]:
        return self.get_queryset().filter(user_id=user_id, status="pending")

    async def issue(self, user_id: UUID, browser: Browser) -> NewLinkCode:
        """Create a code and register the browser as a device. Raises ReaderGone and TooManyLinkCodes."""
        new = NewLinkCode(_random_code(), datetime.now(UTC) + LIFETIME)
        async with transaction():
            if not await self.users.lock_all(user_id):
                raise ReaderGone
            await self.devices.register(user_id, browser)
            if await self.pending(user_id).filter(expires_at__gt=datetime.now(UTC)).count() >= MAX_PENDING:
                raise TooManyLinkCodes
            await self.model.create(user_id=user_id, code_hash=digest(new.code), expires_at=new.expires_at)
        return new

    async def find(self, code: str) -> LinkCode:
        found = await self.get_queryset().get_or_none(code_hash=digest(code.strip().upper()), user__disabled_at=None)
        if found is None:
            raise InvalidLinkCode
        return found

    async def use(self, code: LinkCode) -> None:
        """Mark a code as used. Lock the user before reading the code. Raises LinkCodeExpired or LinkCodeNotPending."""
        now = datetime.now(UTC)
        if code.expires_at <= now:
            raise LinkCodeExpired
        if code.status != "pending":
            raise LinkCodeNotPending(code.status)
        code.status, code.used_at = "used", now
        await code.save(update_fields=["status", "used_at"])

    async def revoke(self, user_id: UUID) -> int:
        async with transaction():
            await self.users.lock_all(user_id)
            return await self.pending(user_id).update(status="revoked")

    async def delete_all(self, user_id: UUID) -> None:
        """Delete all codes of a user. Lock their row first."""
        await self.get_queryset().filter(user_id=user_id).delete()

    async def tidy(self) -> int:
        """Mark expired codes, delete those that expired over a day ago, and return how many changed."""
        now = datetime.now(UTC)
        expired = await self.get_queryset().filter(status="pending", expires_at__lte=now).update(status="expired")
        return expired + await self.get_queryset().filter(expires_at__lt=now - RETENTION).delete()


def _random_code() -> str:
    letters = [secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH)]
    return "-".join("".join(letters[start : start + GROUP_LENGTH]) for start in range(0, len(letters), GROUP_LENGTH))
