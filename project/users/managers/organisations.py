from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tortoise.exceptions import IntegrityError
from uuid_utils.compat import uuid7

from project.core.db.managers import Manager
from project.core.db.statements import violates_unique
from project.core.db.transactions import transaction
from project.core.errors import Invalid
from project.core.http.etags import IfMatchGuard
from project.users.callers import LOCAL, Caller
from project.users.errors import NameTaken, OrganisationNotFound
from project.users.managers.audit import AuditMixin
from project.users.text import storable

if TYPE_CHECKING:
    from project.users.models import Organisation

#: If another organisation is named Local, the built-in one gets a longer name.
LOCAL_ORGANISATION = """
INSERT INTO organisation (id, name)
SELECT $1, CASE WHEN EXISTS (SELECT FROM organisation WHERE name = 'Local') THEN 'Local ' || $1::uuid ELSE 'Local' END
ON CONFLICT DO NOTHING RETURNING id
"""
LOCAL_USER = """
INSERT INTO "user" (id, organisation_id, name, role) VALUES ($1, $2, 'Local user', $3)
ON CONFLICT DO NOTHING RETURNING id
"""
INSERT_NAMED = "INSERT INTO organisation (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING id"


class OrganisationManager(AuditMixin, Manager["Organisation"]):
    async def ensure_local(self) -> None:
        async with transaction():
            if await self.sql(LOCAL_ORGANISATION, LOCAL.organisation_id):
                await self.audit(LOCAL, "create", "organisation", LOCAL.organisation_id, ["name"])
            if await self.sql(LOCAL_USER, LOCAL.user_id, LOCAL.organisation_id, LOCAL.role):
                await self.audit(LOCAL, "create", "user", LOCAL.user_id, ["name", "role"])

    async def fetch(self, caller: Caller) -> Organisation:
        organisation = await self.get_queryset().get_or_none(id=caller.organisation_id)
        if organisation is None:
            raise OrganisationNotFound(caller.organisation_id)
        return organisation

    async def get_by_name(self, name: str) -> Organisation:
        organisation = await self.get_queryset().get_or_none(name=name)
        if organisation is None:
            raise OrganisationNotFound(name)
        return organisation

    async def lock(self, caller: Caller) -> Organisation:
        """Lock it for this transaction, so that changes of its admins run one at a time."""
        organisation = await self.get_queryset().select_for_update(no_key=True).get_or_none(id=caller.organisation_id)
        if organisation is None:
            raise OrganisationNotFound(caller.organisation_id)
        return organisation

    async def change(self, caller: Caller, values: dict[str, Any], guard: IfMatchGuard) -> Organisation:
        async with transaction():
            organisation = await self.lock(caller)
            guard.check(organisation)
            if not values:
                return organisation
            try:
                async with transaction():
                    await organisation.change(**values)
            except IntegrityError as error:
                if not violates_unique(error):
                    raise
                raise NameTaken from error
            await self.audit(caller, "update", "organisation", organisation.id, values)
        return organisation

    async def get_or_create_named(self, name: str) -> tuple[Organisation, bool]:
        """Return the organisation and whether it was created, which the caller must audit. Raises Invalid."""
        name = name.strip()
        if not name or storable(name, 200) != name:
            raise Invalid("The name of an organisation must have 1 to 200 characters", "organisation")
        created = await self.sql(INSERT_NAMED, uuid7(), name)
        return await self.get_queryset().get(name=name), bool(created)
