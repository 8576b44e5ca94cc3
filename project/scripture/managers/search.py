from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

import asyncpg

from project.core.db.managers import Manager
from project.core.db.transactions import fetch
from project.scripture.text.books import book_id, book_name
from project.scripture.text.references import Span, parse_spans, verse_reference

if TYPE_CHECKING:
    from project.scripture.models import Verse  # noqa: F401  (ruff misses names in a base's brackets)
    from project.scripture.schemas.bible import SearchQuery

#: Verses with all words, best first. `ts_rank`, because `ts_rank_cd` takes several times as long for words joined by
#: `or`. A query of stop words alone finds nothing instead of every verse.
SEARCH = """
WITH query AS MATERIALIZED (SELECT websearch_to_tsquery('english', $1) AS words), best AS (
    SELECT id, rank FROM (
        SELECT id, ts_rank(words, (SELECT words FROM query), 33)::float8 AS rank FROM verse
        WHERE words @@ (SELECT words && $2::text::tsquery FROM query) AND (SELECT numnode(words) > 0 FROM query)
            AND ($3::text IS NULL OR book = $3)
        OFFSET 0
    ) hits
    WHERE $4::float8 IS NULL OR rank < $4 OR (rank = $4 AND id > $5)
    ORDER BY rank DESC, id LIMIT $6
)
SELECT id, rank, book, chapter, number, text,
    ts_headline('english', translate(text, $7, ''), (SELECT words FROM query), $8) AS marked
FROM best JOIN verse USING (id) ORDER BY rank DESC, id
"""
#: The verses of a reference, each with the highest rank.
LOOK_UP = """
SELECT DISTINCT v.id, 1::float8 AS rank, v.book, v.chapter, v.number, v.text, v.text AS marked
FROM unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::int[]) AS span (book, chapter, number, chapter_2, number_2)
JOIN verse v ON v.translation_id = $6 AND v.book = span.book
    AND (v.chapter, v.number) >= (span.chapter, span.number)
    AND (v.chapter, v.number) <= (span.chapter_2, span.number_2)
WHERE ($7::text IS NULL OR v.book = $7) AND v.id > $8 ORDER BY v.id LIMIT $9
"""
#: Private-use characters, dropped from texts, stand for the marks until the text is escaped.
MARK, END_MARK = "\ue000", "\ue001"
HEADLINE = f"HighlightAll=true, StartSel={MARK}, StopSel={END_MARK}"


class Hit(NamedTuple):
    reference: str
    #: English name.
    book: str
    chapter: int
    verse: int
    text: str
    translation: str
    #: HTML.
    highlight: str
    rank: float


class HitPage(NamedTuple):
    """A page of hits, and the rank and id of its last hit if there are more."""

    hits: list[Hit]
    last: tuple[float, int] | None


class SearchManager(Manager["Verse"]):
    async def search(self, query: SearchQuery, translation: str, code: str, after: tuple[float, int] | None) -> HitPage:
        """Find verses by their words, or those of a reference. Hits name the translation by `code`."""
        spans, book = parse_spans(query.q), book_id(query.book) if query.book else None
        if spans:
            rows = await self._look_up(spans, translation, book, after, query.limit + 1)
        else:
            rows = await self._with_words(query.q, translation, book, after, query.limit + 1)
        shown = rows[: query.limit]
        last = (shown[-1]["rank"], shown[-1]["id"]) if len(rows) > query.limit else None
        return HitPage([_hit(row, code) for row in shown], last)

    async def _with_words(
        self, words: str, translation: str, book: str | None, after: tuple[float, int] | None, limit: int
    ) -> list[asyncpg.Record]:
        place = after or (None, None)
        return await fetch(SEARCH, [words, lexeme_of(translation), book, *place, limit, MARK + END_MARK, HEADLINE])

    async def _look_up(
        self, spans: list[Span], translation: str, book: str | None, after: tuple[float, int] | None, limit: int
    ) -> list[asyncpg.Record]:
        ends = zip(*[(span.book, *span.first, *span.last) for span in spans], strict=True)
        return await fetch(LOOK_UP, [*map(list, ends), translation, book, after[1] if after else 0, limit])


def lexeme_of(translation: str) -> str:
    """Return the query for the lexeme that marks all verses of a translation."""
    return "'@" + translation.replace("\\", "\\\\").replace("'", "''") + "'"


def _hit(row: asyncpg.Record, translation: str) -> Hit:
    book, chapter, number = row["book"], row["chapter"], row["number"]
    return Hit(
        reference=verse_reference(book, chapter, number),
        book=book_name(book),
        chapter=chapter,
        verse=number,
        text=row["text"],
        translation=translation,
        highlight=html.escape(row["marked"], quote=False).replace(MARK, "<mark>").replace(END_MARK, "</mark>"),
        rank=round(row["rank"], 6),
    )
