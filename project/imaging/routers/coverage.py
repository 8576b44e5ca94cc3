from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response

from project.imaging.models import Image
from project.imaging.routing.cache_control import LIST, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.coverage import CoverageOut, PositionQuery
from project.imaging.sky.coverage_map import MAX_ORDER, MEDIA_TYPES, CoverageMap, MOCFormat

router = ImagingRouter(tags=["imaging"])

FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {kind: {} for kind in MEDIA_TYPES.values()}
        | {MEDIA_TYPES["json"]: {"schema": {"type": "object"}, "example": {"8": [311295, 311296]}}},
        "description": "A MOC",
    }
}


async def current_map(request: Request) -> CoverageMap:
    state = request.app.state
    if not hasattr(state, "coverage"):
        state.coverage = CoverageMap()
    coverage_map: CoverageMap = state.coverage
    return coverage_map


@router.get("/coverage.moc", response_class=Response, responses=FILES)
@cached(LIST)
async def read_coverage_map(
    coverage_map: Annotated[CoverageMap, Depends(current_map)],
    form: Annotated[MOCFormat, Query(alias="format", description="Format of the map.")] = "json",
    order: Annotated[
        int, Query(ge=0, le=MAX_ORDER, description="Order of the smallest cells; 8 is 14 arcmin.")
    ] = MAX_ORDER,
) -> Response:
    """Read the sky coverage of all images as a MOC, up to a minute old."""
    return Response(await coverage_map.serialize(form, order), media_type=MEDIA_TYPES[form])


@router.get("/coverage", response_model=CoverageOut)
@cached(LIST)
async def read_coverage(query: Annotated[PositionQuery, Query()]) -> CoverageOut:
    """Read how many images show a position, and how deep they are."""
    return CoverageOut(**await Image.objects.coverage(query.ra, query.dec))
