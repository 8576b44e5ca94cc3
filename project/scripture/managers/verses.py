from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import to_json

from project.core.db.transactions import fetch
from project.scripture.managers.passage_context import PassageContextManager
from project.scripture.text.books import book_id
from project.scripture.text.translations import translation_id

if TYPE_CHECKING:
    from project.scripture.schemas.bible import ChapterQuery, ContentQuery

#: Writes `VerseOut` as bytes that go out unchanged. What stands before the number ($6) and after the text ($7) is the
#: same in every verse and holds the caller's own words.
VERSES = """
SELECT convert_to(string_agg(
    $6::text || number || ',"text":' || to_json(text) || $7::text || coalesce(parts::text, 'null') || '}', ','
    ORDER BY number
), 'UTF8') FROM verse
WHERE translation_id = $1 AND book = $2 AND chapter = $3::int AND number BETWEEN $4::int AND $5::int AND $4::int > 0
"""
#: The layout of the source, or else one verse after the other.
CONTENT = """
SELECT convert_to(coalesce(
    (SELECT content::text FROM chapter WHERE translation_id = $1 AND book = $2 AND number = $3::int),
    (SELECT '[' || string_agg(
        '{"type":"verse","number":' || number || ',"content":'
            || coalesce(parts::text, '[' || to_json(text) || ']') || '}', ',' ORDER BY number
    ) || ']' FROM verse WHERE translation_id = $1 AND book = $2 AND chapter = $3::int)
), 'UTF8')
"""
HAS_CHAPTER = "SELECT EXISTS (SELECT FROM verse WHERE translation_id = $1 AND book = $2 AND chapter = $3::int)"


class VerseManager(PassageContextManager):
    async def passage(self, query: ChapterQuery) -> bytes | None:
        """Return the JSON of a PassageOut, or None if there is no such verse."""
        book, translation = to_json(query.book), to_json(query.translation)
        before = f'{{"book":{book.decode()},"chapter":{query.chapter},"verse":'
        between = f',"translation":{translation.decode()},"text_parts":'
        ((verses,),) = await fetch(VERSES, [*_place(query), *query.numbers, before, between])
        if verses is None:
            return None
        return b'{"reference":%b,"verses":[%b],"translation":%b}' % (to_json(query.reference), verses, translation)

    async def content(self, query: ContentQuery) -> bytes | None:
        ((content,),) = await fetch(CONTENT, _place(query))
        if content is None:
            return None
        return b'{"book":%b,"chapter":%d,"translation":%b,"reference":%b,"content":%b}' % (
            to_json(query.book),
            query.chapter,
            to_json(query.translation),
            to_json(query.reference),
            content,
        )

    async def has_chapter(self, query: ContentQuery) -> bool:
        ((found,),) = await fetch(HAS_CHAPTER, _place(query))
        return bool(found)


def _place(query: ContentQuery) -> tuple[str, str, int]:
    return translation_id(query.translation), book_id(query.book), query.chapter
