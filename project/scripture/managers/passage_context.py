from __future__ import annotations

from itertools import product

import asyncpg

from project.core.db.managers import ManagerOf
from project.core.db.transactions import fetch
from project.scripture.managers.search import SearchManager, lexeme_of
from project.scripture.managers.translations import TranslationManager
from project.scripture.search.library import PassageContext, Quote, VerseMatches
from project.scripture.text.books import book_name
from project.scripture.text.references import Span, parse_spans, split_translation, verse_reference
from project.scripture.text.translations import PRO, code_of, translation_id

MAX_VERSES = 50
MAX_WORDS = 12
#: Most of the passage's text that related verses are searched by.
MAX_CHARACTERS = 5000
MAX_RELATED = 5
#: A passage (place 0), with the two verses before (-1) and after it (1) in its book.
PASSAGE = f"""
WITH passage AS (
    SELECT chapter, number, text FROM verse WHERE translation_id = $1 AND book = $2
        AND (chapter, number) >= ($3::int, $4::int) AND (chapter, number) <= ($5::int, $6::int)
    ORDER BY chapter, number LIMIT {MAX_VERSES}
), first AS (SELECT * FROM passage ORDER BY chapter, number LIMIT 1),
last AS (SELECT * FROM passage ORDER BY chapter DESC, number DESC LIMIT 1),
before AS (
    SELECT v.chapter, v.number, v.text FROM first, verse v WHERE v.translation_id = $1 AND v.book = $2
        AND (v.chapter, v.number) < (first.chapter, first.number)
    ORDER BY v.chapter DESC, v.number DESC LIMIT 2
), after AS (
    SELECT v.chapter, v.number, v.text FROM last, verse v WHERE v.translation_id = $1 AND v.book = $2
        AND (v.chapter, v.number) > (last.chapter, last.number)
    ORDER BY v.chapter, v.number LIMIT 2
)
SELECT -1 AS place, * FROM before UNION ALL SELECT 0, * FROM passage UNION ALL SELECT 1, * FROM after
ORDER BY chapter, number
"""
#: Verses that share the rarer words of a text, ranked by rarity. Only the 40 longest words are counted, and only up to
#: a limit: counting all would take as long as reading the translation.
RELATED = f"""
WITH lexemes AS (
    SELECT '''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''' & ' || $2 AS query
    FROM unnest(to_tsvector('english', $1)) ORDER BY length(lexeme) DESC, lexeme LIMIT 40
), rare AS (
    SELECT query::tsquery AS query, count FROM lexemes, LATERAL (
        SELECT count(*) AS count FROM (SELECT FROM verse WHERE words @@ query::tsquery LIMIT 400) met
    ) counted WHERE count BETWEEN $8::int AND 399 ORDER BY count LIMIT 20
), shared AS (
    SELECT v.id, sum(ln(40000.0 / rare.count)) AS score FROM rare JOIN verse v ON v.words @@ rare.query
    GROUP BY v.id HAVING count(*) >= least(2, (SELECT count(*) FROM rare))
)
SELECT book, chapter, number, text FROM shared JOIN verse USING (id)
WHERE NOT (book = $3 AND (chapter, number) >= ($4::int, $5::int) AND (chapter, number) <= ($6::int, $7::int))
ORDER BY score DESC, id LIMIT {MAX_RELATED}
"""
#: Stop words are in no index and count as 0.
COUNTS = """
SELECT word, count(*) FILTER (WHERE book = $3) AS in_book, count(verse.id) AS in_all
FROM (SELECT word, plainto_tsquery('english', word) AS query FROM unnest($1::text[]) AS given (word) OFFSET 0) given
LEFT JOIN verse ON words @@ CASE WHEN numnode(query) > 0 THEN query && $2::text::tsquery END GROUP BY word
"""
NOWHERE = Span("", (0, 0), (0, 0))


class PassageContextManager(SearchManager):
    """The Library of project/scripture/search/library.py."""

    translations: ManagerOf[TranslationManager] = ManagerOf("Translation")

    async def passage_context(self, reference: str, text: str, words: list[str]) -> PassageContext | None:
        """Skip translations for pro readers, because the caller is unknown here."""
        found = await self._find(reference, text)
        if found is None:
            return None
        translation, book, rows = found
        passage = [row for row in rows if row["place"] == 0]
        shown = Span(book, _place(rows[0]), _place(rows[-1]))
        # A word that only this passage has leads nowhere else.
        related = await self._related(translation, " ".join(row["text"] for row in passage), shown, 2)
        return PassageContext(
            book=book_name(book),
            chapter=passage[0]["chapter"],
            translation=code_of(translation),
            passage=[_quote(book, row) for row in passage],
            before=[_quote(book, row) for row in rows if row["place"] < 0],
            after=[_quote(book, row) for row in rows if row["place"] > 0],
            related=[_quote(row["book"], row) for row in related],
            counts=await self._counts(translation, book, words),
        )

    async def find_verses(self, words: list[str], limit: int) -> VerseMatches | None:
        translation = await self.translations.default_id()
        if translation is None:
            return None
        rows = await self._with_words(" or ".join(words), translation, None, None, limit)
        return VerseMatches(code_of(translation), [_quote(row["book"], row) for row in rows])

    async def _find(self, reference: str, text: str) -> tuple[str, str, list[asyncpg.Record]] | None:
        """Find a translation, a book and the rows of PASSAGE by the reference, or else by the text."""
        words, code = split_translation(reference)
        translations = await self._translations(code)
        spans = parse_spans(words)[:1]
        for translation, span in product(translations, spans):
            if rows := await self._passage(translation, span):
                return translation, span.book, rows
        for translation in translations[-1:]:
            for nearest in (await self._related(translation, text, NOWHERE, 1))[:1]:
                span = Span(nearest["book"], _place(nearest), _place(nearest))
                return translation, span.book, await self._passage(translation, span)
        return None

    async def _translations(self, code: str | None) -> list[str]:
        """Return the translation of this code, if it is loaded and free, then the default."""
        named = translation_id(code) if code is not None else None
        free = await self.translations.loaded() - PRO
        found = [named if named in free else None, await self.translations.default_id()]
        return [translation for translation in found if translation is not None]

    async def _passage(self, translation: str, span: Span) -> list[asyncpg.Record]:
        return await fetch(PASSAGE, [translation, span.book, *span.first, *span.last])

    async def _related(self, translation: str, text: str, but: Span, least: int) -> list[asyncpg.Record]:
        """Find verses by words that at least `least` verses have."""
        plain = text.replace("\0", " ")[:MAX_CHARACTERS]
        return await fetch(RELATED, [plain, lexeme_of(translation), but.book, *but.first, *but.last, least])

    async def _counts(self, translation: str, book: str, words: list[str]) -> dict[str, tuple[int, int]]:
        plain = [word.replace("\0", " ") for word in words[:MAX_WORDS]]
        rows = await fetch(COUNTS, [plain, lexeme_of(translation), book]) if plain else []
        return {row["word"]: (row["in_book"], row["in_all"]) for row in rows}


def _place(row: asyncpg.Record) -> tuple[int, int]:
    return row["chapter"], row["number"]


def _quote(book: str, row: asyncpg.Record) -> Quote:
    return Quote(verse_reference(book, row["chapter"], row["number"]), row["text"])
