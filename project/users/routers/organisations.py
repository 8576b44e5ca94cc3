from __future__ import annotations

from project.core.http.etags import IfMatch, Tagged
from project.core.http.router import Router
from project.users.dependencies import CanAdmin, CanRead
from project.users.models import Organisation
from project.users.schemas import OrganisationOut, OrganisationPatch

router = Router(prefix="/organisations", tags=["organisations"])


@router.get("/me", response_model=OrganisationOut)
async def read_organisation(caller: CanRead, tagged: Tagged) -> Organisation:
    """Read the caller's organisation."""
    return tagged(await Organisation.objects.fetch(caller))


@router.patch("/me", response_model=OrganisationOut)
async def change_organisation(
    body: OrganisationPatch, caller: CanAdmin, guard: IfMatch, tagged: Tagged
) -> Organisation:
    """Rename the caller's organisation. For admins."""
    return tagged(await Organisation.objects.change(caller, body.changes(), guard))
