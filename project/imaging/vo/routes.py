"""How routes of the virtual observatory read and answer: names in any case, and VOTables where something is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from project.core.arguments import Handler
from project.imaging.routing.routes import PREFIXES, ImagingRoute, ImagingRouter
from project.imaging.vo.parameters import DEFAULT_MAXREC, FORMATS, MAX_MAXREC, Parameters, Usage
from project.imaging.votable import document as votable
from project.imaging.votable.document import Column, Info
from project.imaging.votable.tables import TABLES, Format, made

#: How the document tells such an answer.
VOTABLE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {**TABLES[200]["content"], votable.MEDIA_TYPE: {"schema": {"type": "string"}}},
        "description": "A VOTable, or what RESPONSEFORMAT says",
    },
    400: {"content": {votable.MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "A VOTable that says why"},
}


class VORoute(ImagingRoute):
    """Tells what is wrong with a parameter as DALI 1.1, section 4.2, has it. All else goes out as elsewhere."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except Usage as error:
                return self._told(error)

        return answered

    def _told(self, error: Usage) -> Response:
        """With what DALI looks for, and what Simple Cone Search 1.03 does (section 2.3)."""
        headers = dict(error.headers)
        self.complete_problem({"status": error.status, "detail": error.detail}, headers)
        infos = [Info("QUERY_STATUS", "ERROR", error.detail), Info("Error", error.detail, id="Error")]
        return Response(votable.failure(infos), error.status, headers, votable.MEDIA_TYPE)


class VORouter(ImagingRouter):
    def __init__(self, path: str) -> None:
        super().__init__(path, tags=["imaging"])
        self.route_class = VORoute


async def parameters(request: Request) -> Parameters:
    return Parameters(request.query_params.multi_items())


Asked = Annotated[Parameters, Depends(parameters)]


async def base_url(request: Request) -> str:
    """Of the API as the caller has reached it, without a slash at the end."""
    return str(request.base_url).rstrip("/") + PREFIXES[0]


BaseURL = Annotated[str, Depends(base_url)]


def described(*parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a route that reads them itself, for the document."""
    return {"parameters": list(parameters)}


def number(name: str, low: float, high: float, example: str, words: str) -> dict[str, Any]:
    """A required one."""
    schema = {"type": "number", "minimum": low, "maximum": high, "examples": [float(example)]}
    return {"name": name, "in": "query", "required": True, "description": words, "schema": schema}


def choice(name: str, words: str, *values: str) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(values)}
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


def texts(name: str, pattern: str, example: str, words: str) -> dict[str, Any]:
    """One that may be given several times."""
    schema = {"type": "array", "items": {"type": "string", "pattern": pattern, "examples": [example]}}
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


#: Of every search.
MAXREC = {
    "name": "MAXREC",
    "in": "query",
    "required": False,
    "description": f"Rows at most, up to {MAX_MAXREC}.",
    "schema": {"type": "integer", "minimum": 0, "default": DEFAULT_MAXREC},
}
RESPONSEFORMAT = choice("RESPONSEFORMAT", "Form of the table.", *FORMATS)


async def table_answer(
    form: Format, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], *, overflow: bool
) -> Response:
    """A table that says, where its form can, whether there are more rows than MAXREC let through."""
    if form != "votable":
        return await asyncio.to_thread(made, form, name, columns, rows)
    infos = [Info("QUERY_STATUS", "OK")]
    last = [Info("QUERY_STATUS", "OVERFLOW")] if overflow else []
    text = await asyncio.to_thread(votable.table, name, columns, rows, infos, last=last)
    return Response(text, media_type=votable.MEDIA_TYPE)
