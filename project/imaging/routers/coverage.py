from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response

from project.imaging.models import Image
from project.imaging.routing.cache_control import LIST, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.coverage import CoverageOut, PositionQuery
from project.imaging.sky.coverage_map import DEEPEST, MEDIA_TYPES, Coverage, MOCFormat

router = ImagingRouter(tags=["imaging"])

FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {kind: {} for kind in MEDIA_TYPES.values()}
        | {MEDIA_TYPES["json"]: {"schema": {"type": "object"}, "example": {"8": [311295, 311296]}}},
        "description": "A MOC",
    }
}


async def coverage_of(request: Request) -> Coverage:
    """The map of this process."""
    state = request.app.state
    if not hasattr(state, "coverage"):
        state.coverage = Coverage()
    found: Coverage = state.coverage
    return found


@router.get("/coverage.moc", response_class=Response, responses=FILES)
@cached(LIST)
async def read_coverage_map(
    coverage: Annotated[Coverage, Depends(coverage_of)],
    form: Annotated[MOCFormat, Query(alias="format", description="Form of the map.")] = "json",
    order: Annotated[int, Query(ge=0, le=DEEPEST, description="Of the smallest cells; 8 is 14 arcmin.")] = DEEPEST,
) -> Response:
    """Read what part of the sky the images show, as a MOC; up to a minute old."""
    return Response(await coverage.written(form, order), media_type=MEDIA_TYPES[form])


@router.get("/coverage", response_model=CoverageOut)
@cached(LIST)
async def read_coverage(place: Annotated[PositionQuery, Query()]) -> CoverageOut:
    """Read whether a position lies on any image, and how deep these are."""
    return CoverageOut(**await Image.objects.coverage(place.ra, place.dec))
