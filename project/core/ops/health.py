"""Health and liveness, and what the service says of itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import asyncpg
from fastapi import Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from tortoise.exceptions import BaseORMException

from project.core.db.connection import ping
from project.core.errors import Forbidden, NotFound, ProjectError
from project.core.http.proxies import is_direct
from project.core.http.router import Router
from project.core.http.schemas import Out
from project.core.ops.metrics import CONTENT_TYPE, watch

router = Router(tags=["service"])


class ServiceOut(Out):
    status: Literal["ok"] = "ok"
    service: str
    version: str
    docs: str = "/docs"
    openapi: str = "/openapi.json"
    #: By the apps' groups: a name for each, and its method and path.
    endpoints: dict[str, dict[str, str]]
    #: What the readers' client looks for.
    message: str


class HealthOut(Out):
    status: Literal["healthy", "unhealthy"]
    database: Literal["connected", "disconnected"]
    timestamp: datetime
    error: str | None = None


async def database_answers() -> bool:
    try:
        await ping()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, BaseORMException, ProjectError):
        return False
    return True


@router.get("/", response_model=ServiceOut, responses={307: {"description": "To /docs, for a browser"}})
async def read_service(request: Request) -> ServiceOut | RedirectResponse:
    """Say which service this is; a browser is sent on to its documentation."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/docs", 307)
    app = request.app
    message = f"{app.title} is at your service"
    return ServiceOut(service=app.title, version=app.version, message=message, endpoints=app.state.endpoints)


@router.get(
    "/health",
    response_model=HealthOut,
    response_model_exclude_none=True,
    responses={503: {"model": HealthOut, "description": "Service Unavailable"}},
)
async def read_health() -> HealthOut | JSONResponse:
    """Say whether the database answers."""
    if not await database_answers():
        found = HealthOut(
            status="unhealthy",
            database="disconnected",
            timestamp=datetime.now(UTC),
            error="The database does not answer",
        )
        return JSONResponse(found.model_dump(mode="json"), 503, {"Retry-After": "2"})
    return HealthOut(status="healthy", database="connected", timestamp=datetime.now(UTC))


@router.get("/livez", status_code=204)
async def read_liveness() -> Response:
    """Say that the process runs, whatever the database does."""
    return Response(status_code=204)


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses={
        200: {"description": "Prometheus' text format"},
        403: {"description": "Asked from elsewhere"},
        404: {"description": "APP_METRICS=off"},
    },
)
async def read_metrics(request: Request) -> Response:
    """Tell the numbers of requests and their durations, of the pool and the processes, in Prometheus' text format.

    They hold nothing about persons. APP_METRICS says who may read them: by default this machine alone.
    """
    match request.app.state.settings.metrics:
        case "off":
            raise NotFound
        case "local" if not is_direct(request):
            raise Forbidden("APP_METRICS=open lets others than this machine read this")
    return Response(await watch().text(), media_type=CONTENT_TYPE)
