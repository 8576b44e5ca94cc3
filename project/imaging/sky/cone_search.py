"""Lists of sources and images, whole or around a position."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Response

from project.core.json_rows import JSONText
from project.core.paging import Page, read_cursor, write_cursor
from project.imaging.managers.cone_search import ConeMatches
from project.imaging.models import Image, Source
from project.imaging.schemas.cone_search import ImageListQuery, NearImageOut, NearSourceOut, SourceListQuery
from project.imaging.schemas.images import ListedImageOut
from project.imaging.schemas.sources import SourceOut
from project.imaging.votable.table_format import Tabled

#: Of a cursor.
ORDER = "separation"


class Listing:
    """Gives a page of a list in the form that the caller wants."""

    def __init__(self, page: Page, tabled: Tabled) -> None:
        self._page = page
        self._tabled = tabled

    async def sources(self, query: SourceListQuery) -> Response:
        if query.cone is None:
            answer = await self._page(Source.objects.get_queryset(), SourceOut, query, "id", query.offset)
            return await self._tabled(answer, SourceOut, "sources")
        found = await Source.objects.within(
            query.cone,
            NearSourceOut,
            query.limit,
            _place(query.after, str),
            min_flux_jy=query.min_flux_jy,
            variable=query.variable,
        )
        return await self._tabled(self._page_of(found, query.limit), NearSourceOut, "sources")

    async def images(self, query: ImageListQuery) -> Response:
        if query.ra is None or query.dec is None:
            images = Image.objects.get_queryset()
            answer = await self._page(images, ListedImageOut, query, "-created_at", query.offset)
            return await self._tabled(answer, ListedImageOut, "images")
        after = _place(query.after, int)
        if query.cone is None:
            found = await Image.objects.covering(query.ra, query.dec, NearImageOut, query.limit, after)
        else:
            found = await Image.objects.within(query.cone, NearImageOut, query.limit, after)
        return await self._tabled(self._page_of(found, query.limit), NearImageOut, "images")

    def _page_of(self, found: ConeMatches, limit: int) -> Response:
        answer = JSONText(f"[{','.join(found.rows)}]")
        if found.last is not None:
            answer.headers["Link"] = self._page.link(write_cursor(ORDER, *found.last), limit)
        return answer


Listed = Annotated[Listing, Depends()]


def _place(after: str | None, kind: type) -> tuple[float, Any] | None:
    """Chord and id of the last row seen. Raises Invalid."""
    return None if after is None else read_cursor(after, ORDER, float, kind)
