from __future__ import annotations

import asyncio
from typing import Any

from fastapi import Response

from project.core.db.connection import ping
from project.imaging.models import Image
from project.imaging.routing.cache_control import LIST, cached
from project.imaging.vo import vosi
from project.imaging.vo.obscore import observations
from project.imaging.vo.obscore_columns import COLUMNS
from project.imaging.vo.openapi import (
    MAXREC,
    RESPONSEFORMAT,
    VOTABLE_RESPONSES,
    query_parameters,
    repeatable_text,
)
from project.imaging.vo.routes import BaseURL, QueryParameters, VORouter, vo_table_response
from project.imaging.vo.sia import read_image_request

router = VORouter("/sia2")

#: Patterns for the OpenAPI document. They allow less than the parser.
REGION_PATTERN = r"^CIRCLE [1-9][0-9]?(\.[0-9]{1,9})? -?[1-8][0-9]?(\.[0-9]{1,9})? [1-9](\.[0-9]{1,9})?$"
INTERVAL_PATTERN = r"^[0-9]{1,5}(\.[0-9]{1,9})?( \+Inf)?$"
TEXT_PATTERN = "^[!-~]{1,200}$"
XML_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {vosi.MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "An XML document"}
}


@router.get(
    "/query",
    response_class=Response,
    responses=VOTABLE_RESPONSES,
    openapi_extra=query_parameters(
        repeatable_text(
            "POS", REGION_PATTERN, "CIRCLE 128.73 55.57 1", "Region: CIRCLE, RANGE or POLYGON, in degrees (ICRS)."
        ),
        repeatable_text(
            "BAND", INTERVAL_PATTERN, "0.2 +Inf", "Wavelength in m, or an interval; -Inf and +Inf are open ends."
        ),
        repeatable_text("TIME", INTERVAL_PATTERN, "60950 +Inf", "MJD (UTC), or an interval."),
        repeatable_text("FOV", INTERVAL_PATTERN, "1 +Inf", "Diameter of the enclosing circle in degrees."),
        repeatable_text("SPATRES", INTERVAL_PATTERN, "5 +Inf", "Resolution in arcsec."),
        repeatable_text("EXPTIME", INTERVAL_PATTERN, "100 +Inf", "Exposure time in s."),
        repeatable_text("ID", TEXT_PATTERN, "https://host/api/v1/images/910101", "The obs_publisher_did of an image."),
        repeatable_text("TARGET", TEXT_PATTERN, "0834+555", "Name of the field."),
        MAXREC,
        RESPONSEFORMAT,
    ),
)
@cached(LIST)
async def search_images(parameters: QueryParameters, base_url: BaseURL) -> Response:
    """Find images with IVOA Simple Image Access 2.0, newest first, with the columns of ObsCore."""
    request = read_image_request(parameters)
    page = await Image.objects.observed(request, base_url)
    rows = await asyncio.to_thread(observations, page.rows, base_url)
    return await vo_table_response(request.format, "images", COLUMNS, rows, overflow=page.overflow)


@router.get("/capabilities", response_class=Response, responses=XML_RESPONSES)
@cached(LIST)
async def read_capabilities(base_url: BaseURL) -> Response:
    """Describe the services (VOSI 1.1)."""
    return Response(vosi.capabilities(base_url), media_type=vosi.MEDIA_TYPE)


@router.get("/availability", response_class=Response, responses=XML_RESPONSES)
async def read_availability() -> Response:
    """Report whether the catalogue is available (VOSI 1.1). 503 if it is not."""
    await ping()
    return Response(vosi.AVAILABILITY, media_type=vosi.MEDIA_TYPE)
