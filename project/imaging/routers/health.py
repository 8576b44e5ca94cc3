from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi.responses import JSONResponse

from project.core.ops.health import database_answers
from project.imaging.routing.cache_control import LIVE, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.health import CatalogueHealthOut

SERVICE = "dsa110-contimg-api"
#: Version of the API that the telescope's clients were written for.
VERSION = "1.0.0"
UNHEALTHY: dict[int | str, dict[str, Any]] = {503: {"model": CatalogueHealthOut, "description": "Service Unavailable"}}

router = ImagingRouter("/health", tags=["service"], open_to_all=True)


@router.get("", response_model=CatalogueHealthOut, responses=UNHEALTHY)
@cached(LIVE)
async def read_catalogue_health() -> CatalogueHealthOut | JSONResponse:
    """Report whether the database answers. Open to all addresses."""
    is_healthy = await database_answers()
    health = CatalogueHealthOut(
        status="healthy" if is_healthy else "unhealthy",
        service=SERVICE,
        version=VERSION,
        api_version="v1",
        timestamp=datetime.now(UTC),
    )
    return health if is_healthy else JSONResponse(health.model_dump(mode="json"), 503, {"Retry-After": "2"})
