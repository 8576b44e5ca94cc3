from __future__ import annotations

from fastapi import Response
from pydantic_core import from_json

from project.imaging.models import Source
from project.imaging.routing.cache_control import LIST, cached
from project.imaging.schemas.cone_search import COLUMNS_BY_VERBOSITY, ConeSourceOut
from project.imaging.vo.cone import read_cone
from project.imaging.vo.openapi import (
    MAXREC,
    RESPONSEFORMAT,
    VOTABLE_RESPONSES,
    choice,
    query_parameters,
    required_number,
)
from project.imaging.vo.routes import QueryParameters, VORouter, vo_table_response
from project.imaging.votable.field_columns import columns_of

router = VORouter("/cone")


@router.get(
    "",
    response_class=Response,
    responses=VOTABLE_RESPONSES,
    openapi_extra=query_parameters(
        required_number("RA", 0, 360, "128.73", "Right ascension in degrees (ICRS)."),
        required_number("DEC", -90, 90, "55.57", "Declination in degrees (ICRS)."),
        required_number("SR", 0, 180, "0.5", "Radius in degrees; 0 returns the columns without rows."),
        choice("VERB", "How many columns.", "1", "2", "3"),
        MAXREC,
        RESPONSEFORMAT,
    ),
)
@cached(LIST)
async def search_cone(parameters: QueryParameters) -> Response:
    """Find sources with IVOA Simple Cone Search, nearest first. Parameter names are case-insensitive."""
    request = read_cone(parameters)
    matches = await Source.objects.within(request.cone, ConeSourceOut, request.maxrec)
    columns = columns_of(ConeSourceOut)[: COLUMNS_BY_VERBOSITY[request.verbosity]]
    rows = from_json(f"[{','.join(matches.rows)}]")
    return await vo_table_response(request.format, "sources", columns, rows, overflow=matches.last is not None)
