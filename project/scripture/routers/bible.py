from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query, Response

from project.core.http.router import Router
from project.scripture.errors import ChapterNotFound, PassageNotFound
from project.scripture.managers.search import Hit
from project.scripture.models import Translation
from project.scripture.readers.dependencies import CurrentReader
from project.scripture.schemas.bible import (
    ChapterQuery,
    ContentOut,
    ContentQuery,
    HitOut,
    PassageOut,
    PassageQuery,
    SearchQuery,
    TranslationsOut,
)
from project.scripture.text.bible import Bible

router = Router(prefix="/api", tags=["bible"])

REFUSALS: dict[int | str, dict[str, Any]] = {403: {}, 404: {}}
#: Of routes that may call the Bible API.
API_REFUSALS: dict[int | str, dict[str, Any]] = {**REFUSALS, 502: {}}


@router.get("/translations", response_model=TranslationsOut)
async def list_translations(reader: CurrentReader) -> dict[str, Any]:
    """List the translations open to the reader, loaded or not."""
    return {"translations": await Translation.objects.listed(is_pro=reader.is_pro)}


@router.get("/passage", response_model=PassageOut, responses=API_REFUSALS)
async def read_passage(query: Annotated[PassageQuery, Query()], bible: Bible) -> Response:
    """Read one verse or a range within a chapter."""
    return await bible.passage(query, PassageNotFound())


@router.get("/chapter", response_model=PassageOut, responses=API_REFUSALS)
async def read_chapter(query: Annotated[ChapterQuery, Query()], bible: Bible) -> Response:
    """Read a chapter verse by verse."""
    return await bible.passage(query, ChapterNotFound())


@router.get("/chapter/content", response_model=ContentOut, responses=REFUSALS)
async def read_chapter_content(query: Annotated[ContentQuery, Query()], bible: Bible) -> Response:
    """Read a chapter as its source lays it out."""
    return await bible.content(query)


@router.get("/search", response_model=list[HitOut], responses={403: {}})
async def search_bible(query: Annotated[SearchQuery, Query()], bible: Bible) -> Sequence[Hit]:
    """Find verses by their words, best first, or the verses of a reference."""
    return await bible.search(query)
