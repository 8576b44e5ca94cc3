from __future__ import annotations

import asyncio
from typing import Any

from fastapi import Response

from project.core.database import ping
from project.imaging.models import Image
from project.imaging.routing.cache_control import LIST, cached
from project.imaging.vo import vosi
from project.imaging.vo.obscore import observations
from project.imaging.vo.obscore_columns import COLUMNS
from project.imaging.vo.openapi import MAXREC, RESPONSEFORMAT, VOTABLE, described, texts
from project.imaging.vo.routes import BaseURL, QueryParameters, VORouter, table_answer
from project.imaging.vo.sia import read_image_request

router = VORouter("/sia2")

#: For the document: what is surely taken.
PLACE = r"^CIRCLE [1-9][0-9]?(\.[0-9]{1,9})? -?[1-8][0-9]?(\.[0-9]{1,9})? [1-9](\.[0-9]{1,9})?$"
INTERVAL = r"^[0-9]{1,5}(\.[0-9]{1,9})?( \+Inf)?$"
WORD = "^[!-~]{1,200}$"
XML: dict[int | str, dict[str, Any]] = {
    200: {"content": {vosi.MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "An XML document"}
}


@router.get(
    "/query",
    response_class=Response,
    responses=VOTABLE,
    openapi_extra=described(
        texts("POS", PLACE, "CIRCLE 128.73 55.57 1", "Where: CIRCLE, RANGE or POLYGON, in degrees (ICRS)."),
        texts(
            "BAND", INTERVAL, "0.2 +Inf", "Wavelengths in m: one, or the ends of an interval; -Inf and +Inf are open."
        ),
        texts("TIME", INTERVAL, "60950 +Inf", "MJD, UTC: one, or an interval."),
        texts("FOV", INTERVAL, "1 +Inf", "Diameter of the circle round the image, in degrees."),
        texts("SPATRES", INTERVAL, "5 +Inf", "Resolution in arcsec."),
        texts("EXPTIME", INTERVAL, "100 +Inf", "Time on the sky in s."),
        texts("ID", WORD, "https://host/api/v1/images/910101", "The obs_publisher_did of an image."),
        texts("TARGET", WORD, "0834+555", "Name of the field."),
        MAXREC,
        RESPONSEFORMAT,
    ),
)
@cached(LIST)
async def search_images(asked: QueryParameters, base_url: BaseURL) -> Response:
    """Find images as IVOA Simple Image Access 2.0 has it, the newest first, with the columns of ObsCore."""
    request = read_image_request(asked)
    found = await Image.objects.observed(request, base_url)
    rows = await asyncio.to_thread(observations, found.rows, base_url)
    return await table_answer(request.form, "images", COLUMNS, rows, overflow=found.overflow)


@router.get("/capabilities", response_class=Response, responses=XML)
@cached(LIST)
async def read_capabilities(base_url: BaseURL) -> Response:
    """Tell virtual observatories what this service offers (VOSI 1.1)."""
    return Response(vosi.capabilities(base_url), media_type=vosi.MEDIA_TYPE)


@router.get("/availability", response_class=Response, responses=XML)
async def read_availability() -> Response:
    """Tell virtual observatories that the catalogue can be read (VOSI 1.1); 503 otherwise."""
    await ping()
    return Response(vosi.AVAILABILITY, media_type=vosi.MEDIA_TYPE)
