"""Pages of sources and images: the whole list, or a cone search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Response

from project.core.http.pagination import Page, read_cursor, write_cursor
from project.core.json.rows import JSONText
from project.imaging.managers.cone_search import ConeMatches
from project.imaging.models import Image, Source
from project.imaging.schemas.cone_search import ImageListQuery, NearImageOut, NearSourceOut, SourceListQuery
from project.imaging.schemas.images import ListedImageOut
from project.imaging.schemas.sources import SourceOut
from project.imaging.votable.table_format import TableFormatting

#: The order that a cursor of a cone search names.
CURSOR_ORDER = "separation"


class ListPages:
    """Answers with a page, in the table format that the caller asks for."""

    def __init__(self, page: Page, formatting: TableFormatting) -> None:
        self._page = page
        self._formatted = formatting

    async def sources(self, query: SourceListQuery) -> Response:
        if query.cone is None:
            response = await self._page(Source.objects.get_queryset(), SourceOut, query, "id", query.offset)
            return await self._formatted(response, SourceOut, "sources")
        matches = await Source.objects.within(
            query.cone,
            NearSourceOut,
            query.limit,
            _read_cursor(query.after, str),
            min_flux_jy=query.min_flux_jy,
            variable=query.variable,
        )
        return await self._formatted(self._page_of(matches, query.limit), NearSourceOut, "sources")

    async def images(self, query: ImageListQuery) -> Response:
        if query.ra is None or query.dec is None:
            images = Image.objects.get_queryset()
            response = await self._page(images, ListedImageOut, query, "-created_at", query.offset)
            return await self._formatted(response, ListedImageOut, "images")
        after = _read_cursor(query.after, int)
        if query.cone is None:
            matches = await Image.objects.covering(query.ra, query.dec, NearImageOut, query.limit, after)
        else:
            matches = await Image.objects.within(query.cone, NearImageOut, query.limit, after)
        return await self._formatted(self._page_of(matches, query.limit), NearImageOut, "images")

    def _page_of(self, matches: ConeMatches, limit: int) -> Response:
        response = JSONText(f"[{','.join(matches.rows)}]")
        if matches.last is not None:
            response.headers["Link"] = self._page.link(write_cursor(CURSOR_ORDER, *matches.last), limit)
        return response


Lists = Annotated[ListPages, Depends()]


def _read_cursor(after: str | None, id_type: type) -> tuple[float, Any] | None:
    """Return chord and id of the last row of the page before. Raises Invalid."""
    return None if after is None else read_cursor(after, CURSOR_ORDER, float, id_type)
