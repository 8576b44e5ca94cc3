from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.queryset import QuerySet

from project.core.database import transaction
from project.core.managers import Manager
from project.scripture.keys import definition_key
from project.users.managers.usage import Hold

if TYPE_CHECKING:
    from project.scripture.models import (
        Definition,
        KeptDefinition,
    )

#: The reader's own, imported, comes before the one of all.
FIND = "SELECT id FROM definition WHERE key = ANY($1::text[]) ORDER BY owner_id NULLS LAST LIMIT 1"
#: What another request has stored meanwhile stays as it is.
ADD = """
INSERT INTO definition (key, owner_id, word, passage_reference, verse_text, definition, biblical_usage,
    original_language, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, clock_timestamp()))
ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id
"""
KEEP = """
INSERT INTO kept_definition (user_id, definition_id, created_at)
VALUES ($1, $2, coalesce($3::timestamptz, clock_timestamp()))
ON CONFLICT (user_id, definition_id) DO NOTHING RETURNING id
"""


class DefinitionManager(Manager["Definition"]):
    async def find(self, user_id: UUID, word: str, reference: str, verse: str) -> Definition | None:
        """The stored definition that serves the reader, now in their history."""
        keys = [definition_key(word, reference, verse, owner) for owner in (None, user_id)]
        rows = await self.sql(FIND, keys)
        if not rows:
            return None
        await self.sql(KEEP, user_id, rows[0]["id"], None)
        return await self.get_queryset().get(id=rows[0]["id"])

    async def add(
        self, user_id: UUID, word: str, reference: str, verse: str, texts: Mapping[str, str], hold: Hold
    ) -> Definition:
        """Store what was made for a reader, and count the call. One that was stored meanwhile is taken instead."""
        async with transaction():
            await hold.settle()
            key = definition_key(word, reference, verse, None)
            (row,) = await self.sql(ADD, key, None, word, reference, verse, *texts.values(), None)
            await self.sql(KEEP, user_id, row["id"], None)
            return await self.get_queryset().get(id=row["id"])


class KeptDefinitionManager(Manager["KeptDefinition"]):
    def of(self, user_id: UUID) -> QuerySet[KeptDefinition]:
        return self.where(user_id=user_id)

    async def clear(self, user_id: UUID) -> int:
        """Forget the history."""
        return await self.of(user_id).delete()
