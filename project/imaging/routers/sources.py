from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Response

from project.core.json.rows import JSONText, read_one
from project.imaging.errors import SourceNotFound
from project.imaging.lightcurves import reports
from project.imaging.lightcurves.plot.svg import CONTENT_SECURITY_POLICY
from project.imaging.models import Source
from project.imaging.routing.cache_control import DETAIL, LIST, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.cone_search import NearSourceOut, SourceListQuery
from project.imaging.schemas.light_curves import DataPointOut, LightCurveOut, LightCurveQuery, PlotQuery
from project.imaging.schemas.sources import SourceDetailOut, SourceOut, SourceQAOut
from project.imaging.schemas.variability import VariabilityOut
from project.imaging.sky.cone_search import Lists
from project.imaging.votable.formats import TABLE_RESPONSES
from project.imaging.votable.table_format import TableFormatting

router = ImagingRouter("/sources", tags=["sources"])
SourceId = Annotated[str, Path(max_length=1000, examples=["NVSS J083454+553421"])]
SVG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}},
    400: {},
    404: {},
}
PNG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
    400: {},
    404: {},
    503: {},
}


@router.get("", response_model=list[NearSourceOut] | list[SourceOut], responses=TABLE_RESPONSES)
@cached(LIST)
async def list_sources(query: Annotated[SourceListQuery, Query()], lists: Lists) -> Response:
    """List sources by id, in byte order; or those around a position, nearest first."""
    return await lists.sources(query)


@router.get("/{source_id:rest}/lightcurve", response_model=LightCurveOut, responses={400: {}, **TABLE_RESPONSES})
@cached(DETAIL)
async def read_light_curve(
    source_id: SourceId, query: Annotated[LightCurveQuery, Query()], formatted: TableFormatting
) -> Response:
    """Read the light curve of a source. An unknown source has no points."""
    response = JSONText(await Source.objects.light_curve_text(source_id, query.window))
    return await formatted(response, DataPointOut, "light_curve", "data_points", ["source_id"])


@router.get("/{source_id:rest}/lightcurve.svg", response_class=Response, responses=SVG)
@cached(DETAIL)
async def draw_light_curve(source_id: SourceId, query: Annotated[PlotQuery, Query()]) -> Response:
    """Plot the light curve of a source as SVG."""
    picture = await reports.svg_plot(source_id, query.window, query.theme)
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
    return Response(picture, media_type="image/svg+xml", headers=headers)


@router.get("/{source_id:rest}/lightcurve.png", response_class=Response, responses=PNG)
@cached(DETAIL)
async def draw_light_curve_png(source_id: SourceId, query: Annotated[PlotQuery, Query()]) -> Response:
    """Plot the light curve of a source as PNG."""
    return Response(await reports.png_plot(source_id, query.window, query.theme), media_type="image/png")


@router.get("/{source_id:rest}/variability", response_model=VariabilityOut)
@cached(DETAIL)
async def read_variability(source_id: SourceId) -> VariabilityOut:
    """Read the variability of a source."""
    return await reports.variability(source_id)


@router.get("/{source_id:rest}/qa", response_model=SourceQAOut)
@cached(DETAIL)
async def read_source_report(source_id: SourceId) -> SourceQAOut:
    """Read the quality of the images that a source was measured on."""
    return await reports.quality(source_id)


@router.get("/{source_id:rest}", response_model=SourceDetailOut)
@cached(DETAIL)
async def read_source(source_id: SourceId) -> Response:
    """Read one source with the images that it was measured on, newest first."""
    return await read_one(Source.objects.at(source_id), SourceDetailOut, SourceNotFound(source_id))
