from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from project.core.db.managers import Manager
from project.scripture.schemas.bible import ChapterQuery, PassageOut

if TYPE_CHECKING:
    from project.scripture.models import SavedPassage  # noqa: F401  (ruff misses names in a base's brackets)


class PassageManager(Manager["SavedPassage"]):
    async def keep(self, user_id: UUID, query: ChapterQuery, passage: PassageOut) -> None:
        first, last = passage.verses[0].verse, passage.verses[-1].verse
        await self.model.create(
            user_id=user_id,
            reference=passage.reference,
            book=query.book,
            chapter=query.chapter,
            verse_start=first,
            verse_end=last if last != first else None,
            translation=query.translation,
            text=" ".join(verse.text for verse in passage.verses),
        )
