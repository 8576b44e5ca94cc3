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

#: Calls of the language model that a reader has free on a day (UTC).
DAILY_LIMIT = 10
#: Longer than any call takes: so long does the hold of a process that was killed count.
HOLD_MINUTES = 10

#: Takes the row of the day, and the user before it: a merge of readers waits, or is waited for.
TAKE_DAY = """
INSERT INTO "usage" (user_id, day) SELECT id, $2 FROM "user" WHERE id = $1 FOR KEY SHARE
ON CONFLICT (user_id, day) DO UPDATE SET calls = "usage".calls RETURNING id, calls
"""
UNDER_WAY = "SELECT count(*) FROM usage_hold WHERE usage_id = $1 AND expires_at > now()"
HOLD = f"""
INSERT INTO usage_hold (id, usage_id, expires_at) VALUES ($1, $2, now() + interval '{HOLD_MINUTES} minutes')
"""
TAKE_USER = 'SELECT id FROM "user" WHERE id = $1 FOR KEY SHARE'
END_HOLD = "DELETE FROM usage_hold WHERE id = $1 RETURNING usage_id"
COUNT = 'UPDATE "usage" SET calls = calls + 1 WHERE id = $1'
END_OVERDUE = "DELETE FROM usage_hold WHERE expires_at <= now()"


@dataclass(slots=True)
class Hold:
    """A call of the day that is reserved for a reader."""

    manager: UsageManager
    id: UUID
    user_id: UUID
    usage_id: int = 0
    settle_call: bool = False

    async def settle(self) -> None:
        """Count the call. To be awaited in the transaction that stores what was answered, before all else there: it
        locks the reader first, as everybody does who changes rows of theirs."""
        async with transaction():
            await self.manager.sql(TAKE_USER, self.user_id)
            ended = await self.manager.sql(END_HOLD, self.id)
            # Where readers were merged meanwhile, the hold has moved to the usage of the one who was kept.
            await self.manager.sql(COUNT, ended[0]["usage_id"] if ended else self.usage_id)
        self.settle_call = True


class UsageManager(Manager["Usage"]):
    @asynccontextmanager
    async def held(self, user_id: UUID, is_pro: bool) -> AsyncIterator[Hold]:
        """Reserve a call of the day for as long as the block runs; `settle()` counts it, otherwise it is given back.

        Raises DailyLimitReached, but never for a reader who is pro.
        """
        hold = Hold(self, uuid7(), user_id)
        counted = False
        try:
            await self._take(hold, is_pro)
            yield hold
            counted = hold.settle_call  # not after an error: that may have rolled the count back
        finally:
            if not counted:
                await asyncio.shield(self.sql(END_HOLD, hold.id))

    async def _take(self, hold: Hold, is_pro: bool) -> None:
        async with transaction():
            rows = await self.sql(TAKE_DAY, hold.user_id, _today())
            if not rows:
                raise ReaderGone
            hold.usage_id = rows[0]["id"]
            if not is_pro:
                used = rows[0]["calls"] + (await self.sql(UNDER_WAY, hold.usage_id))[0]["count"]
                if used >= DAILY_LIMIT:
                    raise DailyLimitReached(used, DAILY_LIMIT, _seconds_left())
            await self.sql(HOLD, hold.id, hold.usage_id)

    async def today(self, user_id: UUID) -> int:
        """Calls that were answered today."""
        row = await self.get_queryset().get_or_none(user_id=user_id, day=_today())
        return row.calls if row else 0

    async def tidy(self, days: int = 30) -> int:
        """Forget the usage of days longer ago, and holds that have run out; gives the number of the former."""
        await self.sql(END_OVERDUE)
        return await self.get_queryset().filter(day__lt=_today() - timedelta(days=days)).delete()


def _today() -> date:
    return datetime.now(UTC).date()


def _seconds_left() -> int:
    """Until the day ends."""
    now = datetime.now(UTC)
    return int((datetime.combine(now.date(), time_of_day(), UTC) + timedelta(days=1) - now).total_seconds()) + 1
