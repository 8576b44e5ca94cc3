from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import TYPE_CHECKING
from uuid import UUID

from uuid_utils.compat import uuid7

from project.core.db.managers import Manager
from project.core.db.transactions import transaction
from project.scripture.readers.errors import DailyLimitReached, ReaderGone

if TYPE_CHECKING:
    from project.scripture.readers.models import Usage  # noqa: F401  (ruff misses names in a base's brackets)

#: Free language model calls per day (UTC).
DAILY_LIMIT = 10
#: Longer than any call. The hold of a killed process counts this long.
HOLD_MINUTES = 10

#: Locks the user, then the day's row, so that it cannot interleave with a merge of readers.
LOCK_DAY = """
INSERT INTO "usage" (user_id, day) SELECT id, $2 FROM "user" WHERE id = $1 FOR KEY SHARE
ON CONFLICT (user_id, day) DO UPDATE SET calls = "usage".calls RETURNING id, calls
"""
COUNT_HOLDS = "SELECT count(*) FROM usage_hold WHERE usage_id = $1 AND expires_at > now()"
INSERT_HOLD = f"""
INSERT INTO usage_hold (id, usage_id, expires_at) VALUES ($1, $2, now() + interval '{HOLD_MINUTES} minutes')
"""
LOCK_USER = 'SELECT id FROM "user" WHERE id = $1 FOR KEY SHARE'
DELETE_HOLD = "DELETE FROM usage_hold WHERE id = $1 RETURNING usage_id"
COUNT_CALL = 'UPDATE "usage" SET calls = calls + 1 WHERE id = $1'
DELETE_EXPIRED_HOLDS = "DELETE FROM usage_hold WHERE expires_at <= now()"


@dataclass(slots=True)
class Hold:
    """A call reserved for a reader."""

    manager: UsageManager
    id: UUID
    user_id: UUID
    usage_id: int = 0
    is_settled: bool = False

    async def settle(self) -> None:
        """Count the call. Await it first in the transaction that stores the answer, since it locks the reader."""
        async with transaction():
            await self.manager.sql(LOCK_USER, self.user_id)
            deleted = await self.manager.sql(DELETE_HOLD, self.id)
            # After a merge of readers, the hold belongs to the usage of the reader that was kept.
            await self.manager.sql(COUNT_CALL, deleted[0]["usage_id"] if deleted else self.usage_id)
        self.is_settled = True


class UsageManager(Manager["Usage"]):
    @asynccontextmanager
    async def reserve(self, user_id: UUID, is_pro: bool) -> AsyncIterator[Hold]:
        """Reserve a call while the block runs. `settle()` counts it; otherwise it is released.

        Raises ReaderGone, and DailyLimitReached unless the reader is pro.
        """
        hold = Hold(self, uuid7(), user_id)
        is_counted = False
        try:
            await self._insert_hold(hold, is_pro)
            yield hold
            is_counted = hold.is_settled  # not reached after an error, which may have rolled back the count
        finally:
            if not is_counted:
                await asyncio.shield(self.sql(DELETE_HOLD, hold.id))

    async def _insert_hold(self, hold: Hold, is_pro: bool) -> None:
        async with transaction():
            rows = await self.sql(LOCK_DAY, hold.user_id, _today())
            if not rows:
                raise ReaderGone
            hold.usage_id = rows[0]["id"]
            if not is_pro:
                used = rows[0]["calls"] + (await self.sql(COUNT_HOLDS, hold.usage_id))[0]["count"]
                if used >= DAILY_LIMIT:
                    raise DailyLimitReached(used, DAILY_LIMIT, _seconds_left())
            await self.sql(INSERT_HOLD, hold.id, hold.usage_id)

    async def today(self, user_id: UUID) -> int:
        row = await self.get_queryset().get_or_none(user_id=user_id, day=_today())
        return row.calls if row else 0

    async def tidy(self, days: int = 30) -> int:
        """Delete expired holds, and usage older than `days`; return how many days were deleted."""
        await self.sql(DELETE_EXPIRED_HOLDS)
        return await self.get_queryset().filter(day__lt=_today() - timedelta(days=days)).delete()


def _today() -> date:
    return datetime.now(UTC).date()


def _seconds_left() -> int:
    """Return the seconds until midnight UTC."""
    now = datetime.now(UTC)
    return int((datetime.combine(now.date(), time_of_day(), UTC) + timedelta(days=1) - now).total_seconds()) + 1
