from __future__ import annotations

from dataclasses import replace

from project.users.callers import LOCAL, Caller
from project.users.models import Organisation


async def caller_of(organisation: str | None) -> Caller:
    """Return the built-in user, acting for the organisation of this name. Raises OrganisationNotFound."""
    if organisation is None:
        await Organisation.objects.ensure_local()
        return LOCAL
    return replace(LOCAL, organisation_id=(await Organisation.objects.get_by_name(organisation)).id)
