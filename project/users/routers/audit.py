from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.core.http.pagination import Page
from project.core.http.router import Router
from project.users.dependencies import CanAdmin
from project.users.models import AuditLine
from project.users.schemas import AuditLineOut, AuditQuery

router = Router(prefix="/audit", tags=["audit"])


@router.get("", response_model=list[AuditLineOut])
async def list_audit_lines(query: Annotated[AuditQuery, Query()], caller: CanAdmin, page: Page) -> Response:
    """List who changed what in the caller's organisation, newest first. For admins."""
    return await page(AuditLine.objects.search(caller, query), AuditLineOut, query, "-at")
