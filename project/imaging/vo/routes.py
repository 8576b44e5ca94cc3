"""Routes of the virtual observatory: case-insensitive parameters, and errors as VOTables."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from project.core.http.arguments import Handler
from project.imaging.routing.routes import PREFIXES, ImagingRoute, ImagingRouter
from project.imaging.vo.parameters import Parameters, UsageFault
from project.imaging.votable import document
from project.imaging.votable.column import Column
from project.imaging.votable.document import Info
from project.imaging.votable.formats import TableFormat
from project.imaging.votable.tables import table_response


class VORoute(ImagingRoute):
    """Answers a UsageFault as DALI 1.1, section 4.2, asks. Other errors stay problem documents."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def handle_with_usage_faults(request: Request) -> Response:
            try:
                return await handle(request)
            except UsageFault as error:
                return self._error_response(error)

        return handle_with_usage_faults

    def _error_response(self, error: UsageFault) -> Response:
        """Return the INFO elements of DALI and of Simple Cone Search 1.03 (section 2.3)."""
        headers = dict(error.headers)
        self.complete_problem({"status": error.status, "detail": error.detail}, headers)
        infos = [Info("QUERY_STATUS", "ERROR", error.detail), Info("Error", error.detail, id="Error")]
        return Response(document.error_document(infos), error.status, headers, document.MEDIA_TYPE)


class VORouter(ImagingRouter):
    def __init__(self, path: str) -> None:
        super().__init__(path, tags=["imaging"])
        self.route_class = VORoute


async def parameters(request: Request) -> Parameters:
    return Parameters(request.query_params.multi_items())


QueryParameters = Annotated[Parameters, Depends(parameters)]


async def base_url(request: Request) -> str:
    """Return the URL of the API as the caller has reached it, without a trailing slash."""
    return str(request.base_url).rstrip("/") + PREFIXES[0]


BaseURL = Annotated[str, Depends(base_url)]


async def vo_table_response(
    form: TableFormat, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], *, overflow: bool
) -> Response:
    """Return a table. A VOTable says if MAXREC cut it off."""
    if form != "votable":
        return await asyncio.to_thread(table_response, form, name, columns, rows)
    infos = [Info("QUERY_STATUS", "OK")]
    trailing = [Info("QUERY_STATUS", "OVERFLOW")] if overflow else []
    text = await asyncio.to_thread(document.table_document, name, columns, rows, infos, trailing_infos=trailing)
    return Response(text, media_type=document.MEDIA_TYPE)
