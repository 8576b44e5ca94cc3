"""How routes of the virtual observatory read and answer: names in any case, and VOTables where something is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from project.core.arguments import Handler
from project.imaging.routing.routes import PREFIXES, ImagingRoute, ImagingRouter
from project.imaging.vo.parameters import Parameters, UsageFault
from project.imaging.votable import document
from project.imaging.votable.column import Column
from project.imaging.votable.document import Info
from project.imaging.votable.formats import Format
from project.imaging.votable.tables import made


class VORoute(ImagingRoute):
    """Tells what is wrong with a parameter as DALI 1.1, section 4.2, has it. All else goes out as elsewhere."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except UsageFault as error:
                return self._told(error)

        return answered

    def _told(self, error: UsageFault) -> Response:
        """With what DALI looks for, and what Simple Cone Search 1.03 does (section 2.3)."""
        headers = dict(error.headers)
        self.complete_problem({"status": error.status, "detail": error.detail}, headers)
        infos = [Info("QUERY_STATUS", "ERROR", error.detail), Info("Error", error.detail, id="Error")]
        return Response(document.failure(infos), error.status, headers, document.MEDIA_TYPE)


class VORouter(ImagingRouter):
    def __init__(self, path: str) -> None:
        super().__init__(path, tags=["imaging"])
        self.route_class = VORoute


async def parameters(request: Request) -> Parameters:
    return Parameters(request.query_params.multi_items())


QueryParameters = Annotated[Parameters, Depends(parameters)]


async def base_url(request: Request) -> str:
    """Of the API as the caller has reached it, without a slash at the end."""
    return str(request.base_url).rstrip("/") + PREFIXES[0]


BaseURL = Annotated[str, Depends(base_url)]


async def table_answer(
    form: Format, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], *, overflow: bool
) -> Response:
    """A table that says, where its form can, whether there are more rows than MAXREC let through."""
    if form != "votable":
        return await asyncio.to_thread(made, form, name, columns, rows)
    infos = [Info("QUERY_STATUS", "OK")]
    last = [Info("QUERY_STATUS", "OVERFLOW")] if overflow else []
    text = await asyncio.to_thread(document.table, name, columns, rows, infos, last=last)
    return Response(text, media_type=document.MEDIA_TYPE)
