from __future__ import annotations

from typing import Any

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse

from project.core.http.router import Router
from project.imaging.access.addresses import require_allowed_address

#: The telescope's clients look for the documentation under this prefix.
router = Router(prefix="/api", dependencies=[Depends(require_allowed_address)], include_in_schema=False)


@router.get("/openapi.json")
async def read_openapi(request: Request) -> dict[str, Any]:
    """Read the OpenAPI document."""
    document: dict[str, Any] = request.app.openapi()
    return document


@router.get("/docs")
async def show_docs() -> RedirectResponse:
    """Redirect to Swagger UI."""
    return RedirectResponse("/docs")


@router.get("/redoc")
async def show_redoc() -> RedirectResponse:
    """Redirect to ReDoc."""
    return RedirectResponse("/redoc")
