"""Insights and definitions: three texts about something, made for all readers or imported by one, kept by many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from project.core.database import transaction
from project.core.managers import Manager
from project.scripture.insights.sections import DEFINITION_MARKERS, INSIGHT_MARKERS
from project.scripture.keys import explanation_key
from project.scripture.managers.settlement import settle_call
from project.scripture.readers.managers.usage import Hold

if TYPE_CHECKING:
    from project.scripture.models import Definition, Insight  # noqa: F401  (ruff misses names in a base's brackets)
    from project.scripture.readers.dependencies import Stored

M = TypeVar("M", bound=Model)

#: The reader's own, imported, comes before the one of all.
FIND = """
WITH found AS (SELECT * FROM {table} WHERE key = ANY($1::text[]) ORDER BY owner_id NULLS LAST LIMIT 1), kept AS (
    INSERT INTO kept_{table} (user_id, {table}_id, created_at) SELECT $2::uuid, id, clock_timestamp() FROM found
    ON CONFLICT (user_id, {table}_id) DO NOTHING
)
SELECT id, {texts} FROM found
"""
#: What is there already, or another request has stored meanwhile, stays as it is.
ADD = """
WITH found AS (SELECT * FROM {table} WHERE key = ANY($1::text[]) ORDER BY owner_id NULLS LAST LIMIT 1), made AS (
    INSERT INTO {table} (key, owner_id, {about}, {texts}, created_at)
    SELECT $3, $4::uuid, {places}, coalesce($5::timestamptz, clock_timestamp()) WHERE NOT EXISTS (SELECT FROM found)
    ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING *
), stored AS (SELECT id, {texts} FROM found UNION ALL SELECT id, {texts} FROM made), kept AS (
    INSERT INTO kept_{table} (user_id, {table}_id, created_at)
    SELECT $2::uuid, id, coalesce($5::timestamptz, clock_timestamp()) FROM stored
    ON CONFLICT (user_id, {table}_id) DO NOTHING RETURNING id
)
SELECT *, EXISTS (SELECT FROM kept) AS newly_kept FROM stored
"""


class ExplanationManager(Manager[M]):
    """Rows go out as `id` and the texts by their names."""

    table: ClassVar[str]
    #: Columns that say what it explains.
    about: ClassVar[tuple[str, ...]]
    #: Columns of the explanation, and what stands above each text in an answer of the model's.
    markers: ClassVar[Mapping[str, str]]

    def key(self, about: Sequence[str], owner_id: UUID | None) -> str:
        return explanation_key(self.table, about, owner_id)

    async def find(self, user_id: UUID, about: Sequence[str]) -> dict[str, Any] | None:
        """What is stored about this and serves the reader, now in their history."""
        rows = await self.sql(self._written(FIND), self._keys(user_id, about), user_id)
        return rows[0] if rows else None

    async def add(self, reader: Stored, about: Sequence[str], texts: Mapping[str, str], hold: Hold) -> dict[str, Any]:
        """Store what was made for a reader, and count the call. What was stored meanwhile is taken instead."""
        async with transaction():
            row = await self._add(await settle_call(hold, reader), None, about, texts, None)
        del row["newly_kept"]
        return row

    async def take(self, user_id: UUID, filed: Mapping[str, str], created_at: datetime | None) -> tuple[int, bool]:
        """Keep what a file has: its texts are the reader's own and serve nobody else, unless there are some that serve
        them already. Gives the id, and whether the reader did not have it."""
        row = await self._add(user_id, user_id, [filed[name] for name in self.about], filed, created_at)
        return row["id"], row["newly_kept"]

    async def keys_of(self, owner_id: UUID, new_owner_id: UUID) -> dict[int, str]:
        """Of what the one has imported, by id, the keys that it would have as the other's."""
        rows = await self.where(owner_id=owner_id).values_list("id", *self.about)
        return {row_id: self.key(about, new_owner_id) for row_id, *about in rows}

    def _keys(self, user_id: UUID, about: Sequence[str]) -> list[str]:
        return [self.key(about, owner_id) for owner_id in (None, user_id)]

    async def _add(
        self,
        user_id: UUID,
        owner_id: UUID | None,
        about: Sequence[str],
        texts: Mapping[str, str],
        created_at: datetime | None,
    ) -> dict[str, Any]:
        values = [*about, *(texts[name] for name in self.markers)]
        keys = (self._keys(user_id, about), user_id, self.key(about, owner_id), owner_id, created_at)
        (row,) = await self.sql(self._written(ADD), *keys, *values)
        return row

    def _written(self, statement: str) -> str:
        columns = (*self.about, *self.markers)
        places = ", ".join(f"${place}" for place in range(6, 6 + len(columns)))
        return statement.format(
            table=self.table, about=", ".join(self.about), texts=", ".join(self.markers), places=places
        )


class InsightManager(ExplanationManager["Insight"]):
    table = "insight"
    about = ("passage_reference", "passage_text")
    markers = INSIGHT_MARKERS

    async def serves(self, user_id: UUID, insight_id: int) -> bool:
        """Whether there is such an insight, and not another reader's own."""
        return await self.where(id=insight_id).filter(Q(owner_id=None) | Q(owner_id=user_id)).exists()


class DefinitionManager(ExplanationManager["Definition"]):
    table = "definition"
    about = ("word", "passage_reference", "verse_text")
    markers = DEFINITION_MARKERS


class KeptManager(Manager[M]):
    """A reader's history."""

    def of(self, user_id: UUID) -> QuerySet[M]:
        return self.where(user_id=user_id)

    async def clear(self, user_id: UUID) -> int:
        """Forget it; what was explained, and what was said about it, stays."""
        return await self.of(user_id).delete()
