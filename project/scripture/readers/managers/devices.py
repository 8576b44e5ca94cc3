from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager, ManagerOf
from project.scripture.readers.errors import DeviceNotFound
from project.users.text import storable

if TYPE_CHECKING:
    from project.scripture.readers.managers.tokens import ReaderTokenManager
    from project.scripture.readers.models import Device

#: The id is a 32-bit integer.
MAX_ID = 2**31 - 1


class Browser(NamedTuple):
    """What a request reveals about its browser."""

    #: The reader's `anonymous_id`: the cookie, or the user's id after signing in.
    value: str
    user_agent: str | None
    name: str | None = None
    kind: str | None = None


class DeviceManager(Manager["Device"]):
    """Callers lock the user first."""

    tokens: ManagerOf[ReaderTokenManager] = ManagerOf("ReaderToken")

    def of(self, user_id: UUID) -> QuerySet[Device]:
        return self.get_queryset().filter(user_id=user_id).order_by("-last_active_at", "-id")

    async def register(self, user_id: UUID, browser: Browser) -> Device:
        """Return the browser's device, active now: one of the user's with the same User-Agent, or a new one.

        A device linked to another browser's cookie is never reused.
        """
        agent = storable(browser.user_agent, 500) or None
        given = {"name": browser.name, "kind": browser.kind}
        values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        token = await self.tokens.of(user_id, browser.value)
        candidates = self.of(user_id).filter(user_agent=agent)
        device = await candidates.get_or_none(id=token.device_id) if token and token.device_id else None
        device = device or await candidates.filter(tokens__id=None).first()
        if device is None:
            device = await self.model.create(user_id=user_id, user_agent=agent, **values)
        else:
            values["last_active_at"] = datetime.now(UTC)
            await device.update_from_dict(values).save(update_fields=list(values))
        if token is not None and token.device_id != device.id:
            await self.tokens.get_queryset().filter(id=token.id).update(device_id=device.id)
        return device

    async def unlink(self, user_id: UUID, device_id: int, browser: Browser) -> int:
        """Delete a device, revoke its browser's access and return how many are left. Raises DeviceNotFound.

        A browser that unlinks itself keeps its access.
        """
        is_possible = 0 < device_id <= MAX_ID
        device = await self.of(user_id).get_or_none(id=device_id) if is_possible else None
        if device is None:
            raise DeviceNotFound
        own = await self.tokens.of(user_id, browser.value)
        if own is None or own.device_id != device.id:
            await self.tokens.revoke(device_id=device.id)
        await device.delete()
        return await self.of(user_id).count()
