from __future__ import annotations

from fastapi import APIRouter

from project.core.etags import IfMatch, Tagged
from project.core.routing import Route
from project.users.dependencies import Admin, Reader
from project.users.models import Organisation
from project.users.schemas import OrganisationOut, OrganisationPatch

router = APIRouter(prefix="/organisations", tags=["organisations"], route_class=Route)


@router.get("/me", response_model=OrganisationOut)
async def read_organisation(caller: Reader, tagged: Tagged) -> Organisation:
    """Read the caller's organisation."""
    return tagged(await Organisation.objects.fetch(caller))


@router.patch("/me", response_model=OrganisationOut)
async def change_organisation(
    body: OrganisationPatch, caller: Admin, expected: IfMatch, tagged: Tagged
) -> Organisation:
    """Rename the caller's organisation. For admins."""
    return tagged(await Organisation.objects.change(caller, body.changes(), expected))
