from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import asyncpg

from project.core.compat.tortoise import driver_connection
from project.core.db.managers import Manager
from project.core.db.transactions import transaction
from project.scripture.text.sources.translation_text import ChapterRow, SourceError, TranslationText, VerseRow
from project.scripture.text.translations import KJV, LISTED, PRO, WEB

if TYPE_CHECKING:
    from project.scripture.models import Translation  # noqa: F401  (ruff misses names in a base's brackets)

#: One load at a time over all processes, without the time limits of requests.
BEGIN = """
SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
SELECT pg_advisory_xact_lock(7215005);
"""
REGISTER = """
INSERT INTO translation (id, name) VALUES ($1, $2)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, loaded_at = now()
"""
CLEAR = ("DELETE FROM verse WHERE translation_id = $1", "DELETE FROM chapter WHERE translation_id = $1")
#: The first tells the planner the new size. The second, which only the index's owner may run, spares each search a scan
#: of the pending list until the next vacuum.
AFTER = (
    "ANALYZE verse, chapter",
    """
    SELECT gin_clean_pending_list(oid) FROM pg_class
    WHERE oid = to_regclass('verse_words') AND pg_has_role(relowner, 'USAGE')
    """,
)
#: WEB if it has its last chapter, then KJV, then any that is free.
USUAL = """
SELECT id FROM translation t WHERE id <> ALL($1::text[])
ORDER BY id = $2 AND EXISTS (SELECT FROM verse WHERE translation_id = t.id AND book = 'REV' AND chapter = 22) DESC,
    id = $3 DESC, id LIMIT 1
"""
LOADED = "SELECT id FROM translation"
VERSE_COLUMNS = ("translation_id", "book", "chapter", "number", "text", "parts")
CHAPTER_COLUMNS = ("translation_id", "book", "number", "content")
#: For the lock, and for each table.
PATIENCE_SECONDS = 3600
#: Verses between two reports of progress.
BLOCK = 500


class TranslationManager(Manager["Translation"]):
    async def listed(self, *, is_pro: bool) -> list[dict[str, Any]]:
        loaded = await self.loaded()
        return [
            {"code": one.code, "name": one.name, "requires_pro": one.requires_pro, "loaded": one.id in loaded}
            for one in LISTED
            if is_pro or not one.requires_pro
        ]

    async def loaded(self) -> set[str]:
        return {row["id"] for row in await self.sql(LOADED)}

    async def default_id(self) -> str | None:
        rows = await self.sql(USUAL, sorted(PRO), WEB.id, KJV.id)
        return rows[0]["id"] if rows else None

    async def replace(self, text: TranslationText, advance: Callable[[int], None] = lambda verses: None) -> int:
        """Replace a translation and return the number of verses. Raises SourceError.

        Readers see the old text until the new one is complete.
        """
        async with self._loading() as client:
            return await self._store(client, text, advance)

    async def add_first(self, text: TranslationText) -> bool:
        return await self._store_unless(lambda ids: bool(ids), text)

    async def add_missing(self, text: TranslationText) -> bool:
        """Store a translation, unless it is there in any part. Return whether it was stored."""
        return await self._store_unless(lambda ids: text.id in ids, text)

    async def _store_unless(self, is_loaded: Callable[[set[str]], bool], text: TranslationText) -> bool:
        if is_loaded(await self.loaded()):
            return False
        async with self._loading() as client:
            # Another process may have stored it while this one waited for the lock.
            if is_loaded(await self.loaded()):
                return False
            await self._store(client, text, lambda verses: None)
            return True

    @asynccontextmanager
    async def _loading(self) -> AsyncIterator[Any]:
        async with transaction() as client:
            await driver_connection(client).execute(BEGIN, timeout=PATIENCE_SECONDS)
            yield client

    async def _store(self, client: Any, text: TranslationText, advance: Callable[[int], None]) -> int:
        count = 0

        def counted() -> Iterator[VerseRow]:
            nonlocal count
            for count, row in enumerate(text.verses(), 1):
                if count % BLOCK == 0:
                    advance(BLOCK)
                yield row

        try:
            await self.sql(REGISTER, text.id, text.name)
            for statement in CLEAR:
                await self.sql(statement, text.id)
            await _copy(client, "verse", VERSE_COLUMNS, text.id, counted())
            await _copy(client, "chapter", CHAPTER_COLUMNS, text.id, text.chapters())
        except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError) as error:
            raise SourceError(f"{text.id} cannot be stored: {type(error).__name__} after {count} verses") from error
        for statement in AFTER:
            await self.sql(statement)
        advance(count % BLOCK)
        return count


async def _copy(
    client: Any, table: str, columns: tuple[str, ...], translation: str, rows: Iterator[VerseRow] | Iterator[ChapterRow]
) -> None:
    await driver_connection(client).copy_records_to_table(
        table, columns=columns, records=((translation, *row) for row in rows), timeout=PATIENCE_SECONDS
    )
