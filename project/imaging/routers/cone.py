from __future__ import annotations

from fastapi import Response
from pydantic_core import from_json

from project.imaging.models import Source
from project.imaging.routing.cache_control import LIST, cached
from project.imaging.schemas.cone_search import COLUMNS_BY_VERBOSITY, ConeSourceOut
from project.imaging.vo.cone import read_cone
from project.imaging.vo.openapi import MAXREC, RESPONSEFORMAT, VOTABLE, choice, described, number
from project.imaging.vo.routes import QueryParameters, VORouter, table_answer
from project.imaging.votable.field_columns import columns_of

router = VORouter("/cone")


@router.get(
    "",
    response_class=Response,
    responses=VOTABLE,
    openapi_extra=described(
        number("RA", 0, 360, "128.73", "Right ascension in degrees (ICRS)."),
        number("DEC", -90, 90, "55.57", "Declination in degrees (ICRS)."),
        number("SR", 0, 180, "0.5", "Radius in degrees; 0 gives the columns without rows."),
        choice("VERB", "How many columns.", "1", "2", "3"),
        MAXREC,
        RESPONSEFORMAT,
    ),
)
@cached(LIST)
async def search_cone(asked: QueryParameters) -> Response:
    """Find sources by position as IVOA Simple Cone Search has it, the nearest first; names in any case."""
    request = read_cone(asked)
    found = await Source.objects.within(request.cone, ConeSourceOut, request.maxrec)
    columns = columns_of(ConeSourceOut)[: COLUMNS_BY_VERBOSITY[request.verbosity]]
    rows = from_json(f"[{','.join(found.rows)}]")
    return await table_answer(request.form, "sources", columns, rows, overflow=found.last is not None)
