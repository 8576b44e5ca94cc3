"""Insights and definitions: three texts on a subject, made for all readers or imported by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from project.core.db.managers import Manager
from project.core.db.transactions import transaction
from project.core.hashing import digest
from project.scripture.insights.sections import DEFINITION_MARKERS, INSIGHT_MARKERS
from project.scripture.managers.settlement import settle_call
from project.scripture.readers.managers.usage import Hold

if TYPE_CHECKING:
    from project.scripture.models import Definition, Insight  # noqa: F401  (ruff misses names in a base's brackets)
    from project.scripture.readers.dependencies import IdentifiedReader

M = TypeVar("M", bound=Model)

#: The reader's own import takes precedence over the shared one.
FIND = """
WITH found AS (SELECT * FROM {table} WHERE key = ANY($1::text[]) ORDER BY owner_id NULLS LAST LIMIT 1), kept AS (
    INSERT INTO kept_{table} (user_id, {table}_id, created_at) SELECT $2::uuid, id, clock_timestamp() FROM found
    ON CONFLICT (user_id, {table}_id) DO NOTHING
)
SELECT id, {texts} FROM found
"""
#: A row that exists, or that another request stores meanwhile, stays as it is.
ADD = """
WITH found AS (SELECT * FROM {table} WHERE key = ANY($1::text[]) ORDER BY owner_id NULLS LAST LIMIT 1), made AS (
    INSERT INTO {table} (key, owner_id, {subject}, {texts}, created_at)
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
    """Returns rows as `id` and the texts by name."""

    table: ClassVar[str]
    #: Columns of the subject.
    subject: ClassVar[tuple[str, ...]]
    #: Columns of the texts, and the marker above each in an answer of the model.
    markers: ClassVar[Mapping[str, str]]

    def key(self, subject: Sequence[str], owner_id: UUID | None) -> str:
        """Hash what makes two rows the same, which is too long for an index. A shared row has no owner."""
        return digest(self.table, *subject, str(owner_id or ""))

    async def find(self, user_id: UUID, subject: Sequence[str]) -> dict[str, Any] | None:
        """Find what is stored on a subject for this reader, and add it to their history."""
        rows = await self.sql(self._statement(FIND), self._keys(user_id, subject), user_id)
        return rows[0] if rows else None

    async def add(
        self, reader: IdentifiedReader, subject: Sequence[str], texts: Mapping[str, str], hold: Hold
    ) -> dict[str, Any]:
        """Store an answer and count the call. Return the stored row, which may be another request's."""
        async with transaction():
            row = await self._add(await settle_call(hold, reader), None, subject, texts, None)
        del row["newly_kept"]
        return row

    async def import_texts(
        self, user_id: UUID, texts: Mapping[str, str], created_at: datetime | None
    ) -> tuple[int, bool]:
        """Add imported texts to the reader's history, as their own unless such a row serves them already.

        Returns the id, and whether it is new to the reader.
        """
        row = await self._add(user_id, user_id, [texts[name] for name in self.subject], texts, created_at)
        return row["id"], row["newly_kept"]

    async def keys_of(self, owner_id: UUID, new_owner_id: UUID) -> dict[int, str]:
        """Return, by id, the keys that the owner's rows would have as the new owner's."""
        rows = await self.where(owner_id=owner_id).values_list("id", *self.subject)
        return {row_id: self.key(subject, new_owner_id) for row_id, *subject in rows}

    def _keys(self, user_id: UUID, subject: Sequence[str]) -> list[str]:
        return [self.key(subject, owner_id) for owner_id in (None, user_id)]

    async def _add(
        self,
        user_id: UUID,
        owner_id: UUID | None,
        subject: Sequence[str],
        texts: Mapping[str, str],
        created_at: datetime | None,
    ) -> dict[str, Any]:
        values = [*subject, *(texts[name] for name in self.markers)]
        keys = (self._keys(user_id, subject), user_id, self.key(subject, owner_id), owner_id, created_at)
        (row,) = await self.sql(self._statement(ADD), *keys, *values)
        return row

    def _statement(self, template: str) -> str:
        columns = (*self.subject, *self.markers)
        places = ", ".join(f"${place}" for place in range(6, 6 + len(columns)))
        return template.format(
            table=self.table, subject=", ".join(self.subject), texts=", ".join(self.markers), places=places
        )


class InsightManager(ExplanationManager["Insight"]):
    table = "insight"
    subject = ("passage_reference", "passage_text")
    markers = INSIGHT_MARKERS

    async def serves(self, user_id: UUID, insight_id: int) -> bool:
        return await self.where(id=insight_id).filter(Q(owner_id=None) | Q(owner_id=user_id)).exists()


class DefinitionManager(ExplanationManager["Definition"]):
    table = "definition"
    subject = ("word", "passage_reference", "verse_text")
    markers = DEFINITION_MARKERS


class KeptManager(Manager[M]):
    def of(self, user_id: UUID) -> QuerySet[M]:
        return self.where(user_id=user_id)

    async def clear(self, user_id: UUID) -> int:
        """Clear the reader's history, but not the explanations and the chats about them."""
        return await self.of(user_id).delete()
