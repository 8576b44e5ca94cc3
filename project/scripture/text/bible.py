"""Access to the Bible's text for the routes: rights, sources, and saved passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request, Response

from project.core.errors import NotFound
from project.core.http.pagination import Pager, read_cursor, write_cursor
from project.core.json.rows import JSONText
from project.scripture.errors import ContentNotFound, ProOnly
from project.scripture.managers.search import Hit
from project.scripture.models import SavedPassage, Translation, Verse
from project.scripture.readers.dependencies import Visitor, current_reader, stored_reader
from project.scripture.schemas.bible import ChapterQuery, ContentQuery, PassageOut, SearchQuery, VerseOut
from project.scripture.text.books import book_id
from project.scripture.text.sources.bible_api import BibleApi
from project.scripture.text.sources.translation_text import VerseRow
from project.scripture.text.translations import PRO, code_of, translation_id

#: The order that a search's cursors belong to.
ORDER = "-rank"


class BibleText:
    """Reads for a visitor and identifies them only if it matters: most reads take one query and write nothing."""

    def __init__(self, request: Request, response: Response, visitor: Visitor) -> None:
        self._request = request
        self._response = response

    async def passage(self, query: ChapterQuery, missing: NotFound) -> Response:
        """Raises `missing`, ProOnly, and the errors of BibleApi if it is in use."""
        await self._require_pro(query.translation)
        body = await Verse.objects.passage(query) or await self._from_api(query)
        if body is None:
            raise missing
        if query.save:
            reader = await stored_reader(self._request, await current_reader(self._request))
            await SavedPassage.objects.keep(reader.user_id, query, PassageOut.model_validate_json(body))
        return JSONText(body)

    async def content(self, query: ContentQuery) -> Response:
        await self._require_pro(query.translation)
        body = await Verse.objects.content(query)
        if body is None:
            raise ContentNotFound
        return JSONText(body)

    async def search(self, query: SearchQuery) -> Sequence[Hit]:
        await self._require_pro(query.translation)
        after = read_cursor(query.after, ORDER, float, int) if query.after is not None else None
        named = query.translation
        translation = translation_id(named) if named is not None else await Translation.objects.default_id()
        if translation is None:
            return []
        found = await Verse.objects.search(query, translation, named or code_of(translation), after)
        if found.last is not None:
            link = Pager(self._request).link(write_cursor(ORDER, *found.last), query.limit)
            self._response.headers["Link"] = link
        return found.hits

    async def _require_pro(self, translation: str | None) -> None:
        if translation is not None and translation in PRO and not (await current_reader(self._request)).is_pro:
            raise ProOnly(translation)

    async def _from_api(self, query: ChapterQuery) -> bytes | None:
        """Read a chapter that is not in the database from the Bible API, if it is in use."""
        client: BibleApi | None = getattr(self._request.app.state, "bible_client", None)
        if client is None or await Verse.objects.has_chapter(query):
            return None
        rows = await client.chapter(translation_id(query.translation), book_id(query.book), query.chapter)
        first, last = query.numbers
        verses = [_verse(query, row) for row in rows or () if 0 < first <= row.number <= last]
        if not verses:
            return None
        found = PassageOut(reference=query.reference, verses=verses, translation=query.translation)
        return found.model_dump_json().encode()


def _verse(query: ChapterQuery, row: VerseRow) -> VerseOut:
    return VerseOut(
        book=query.book,
        chapter=query.chapter,
        verse=row.number,
        text=row.text,
        translation=query.translation,
        text_parts=None,
    )


Bible = Annotated[BibleText, Depends()]
