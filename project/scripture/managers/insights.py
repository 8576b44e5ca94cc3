from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from project.core.database import transaction
from project.core.managers import Manager
from project.scripture.keys import insight_key
from project.users.managers.usage import Hold

if TYPE_CHECKING:
    from project.scripture.models import Insight, KeptInsight

#: The reader's own, imported, comes before the one of all.
FIND = "SELECT id FROM insight WHERE key = ANY($1::text[]) ORDER BY owner_id NULLS LAST LIMIT 1"
#: What another request has stored meanwhile stays as it is.
ADD = """
INSERT INTO insight (key, owner_id, passage_reference, passage_text, historical_context, theological_significance,
    practical_application, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8::timestamptz, clock_timestamp()))
ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id
"""
KEEP = """
INSERT INTO kept_insight (user_id, insight_id, created_at) VALUES ($1, $2, coalesce($3::timestamptz, clock_timestamp()))
ON CONFLICT (user_id, insight_id) DO NOTHING RETURNING id
"""


class InsightManager(Manager["Insight"]):
    async def find(self, user_id: UUID, reference: str, text: str) -> Insight | None:
        """The stored insight on this passage that serves the reader, now in their history."""
        keys = [insight_key(reference, text, None), insight_key(reference, text, user_id)]
        rows = await self.sql(FIND, keys)
        if not rows:
            return None
        await self.sql(KEEP, user_id, rows[0]["id"], None)
        return await self.get_queryset().get(id=rows[0]["id"])

    async def add(self, user_id: UUID, reference: str, text: str, texts: Mapping[str, str], hold: Hold) -> Insight:
        """Store what was made for a reader, and count the call. One that was stored meanwhile is taken instead."""
        async with transaction():
            await hold.settle()
            key = insight_key(reference, text, None)
            (row,) = await self.sql(ADD, key, None, reference, text, *texts.values(), None)
            await self.sql(KEEP, user_id, row["id"], None)
            return await self.get_queryset().get(id=row["id"])

    async def serves(self, user_id: UUID, insight_id: int) -> bool:
        """Whether there is such an insight, and not another reader's own."""
        return await self.where(id=insight_id).filter(Q(owner_id=None) | Q(owner_id=user_id)).exists()


class KeptInsightManager(Manager["KeptInsight"]):
    def of(self, user_id: UUID) -> QuerySet[KeptInsight]:
        return self.where(user_id=user_id)

    async def clear(self, user_id: UUID) -> int:
        """Forget the history; the insights and what was said about them stay."""
        return await self.of(user_id).delete()
