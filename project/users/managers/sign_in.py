"""Sign-in by password, by access token and by token of an outside issuer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.queryset import QuerySet

from project.core.db.managers import ManagerOf
from project.core.db.transactions import transaction
from project.core.errors import Conflict
from project.service import Role
from project.users import passwords
from project.users.callers import LOCAL, Caller
from project.users.emails import email_or_none
from project.users.errors import WrongPassword
from project.users.managers.audit import AuditMixin
from project.users.tenants import TenantManager

if TYPE_CHECKING:
    from project.users.managers.organisations import OrganisationManager
    from project.users.models import User
    from project.users.tokens import ExternalIdentity

#: Of two concurrent first requests one creates the user, the other finds it. A third attempt is for a taken address.
MAX_ATTEMPTS = 3


class SignInManager(AuditMixin, TenantManager["User"]):
    organisations: ManagerOf[OrganisationManager] = ManagerOf("Organisation")

    def active(self) -> QuerySet[User]:
        return self.get_queryset().filter(disabled_at=None, organisation_id__not_isnull=True)

    async def any_can_sign_in(self) -> bool:
        """Return whether anyone can sign in. The built-in user cannot."""
        people = self.active().exclude(id=LOCAL.user_id)
        return (
            await people.filter(password_hash__not_isnull=True).exists()
            or await people.filter(issuer__not_isnull=True).exists()
        )

    async def sign_in(self, email: str, password: str) -> User:
        """Return the user. Raises WrongPassword, in the same time whatever is wrong."""
        user = await self.active().get_or_none(email=email_or_none(email) or "")
        is_right = await passwords.verify(password, user.password_hash if user else None)
        if user is None or user.password_hash is None or not is_right:
            raise WrongPassword
        if passwords.is_outdated(user.password_hash):
            await self._rehash(user, password)
        return user

    async def caller(self, user_id: UUID) -> Caller | None:
        user = await self.active().get_or_none(id=user_id)
        return user.caller() if user else None

    async def external_caller(self, identity: ExternalIdentity) -> Caller | None:
        user = await self.active().get_or_none(issuer=identity.issuer.issuer, subject=identity.subject)
        return user.caller() if user else None

    async def get_or_create_external(self, identity: ExternalIdentity) -> User:
        """Return the user of an outside token, creating it at the first request. Raises Conflict.

        Users are never matched by e-mail address: only issuer and subject identify a person.
        """
        for _ in range(MAX_ATTEMPTS):
            user = await self.get_queryset().get_or_none(issuer=identity.issuer.issuer, subject=identity.subject)
            if user is not None:
                return user
            try:
                async with transaction():
                    return await self._create_external(identity)
            except IntegrityError:
                continue
        raise Conflict("Another request created this user at the same time; try again")

    async def _create_external(self, identity: ExternalIdentity) -> User:
        organisation, created = await self.organisations.get_or_create_named(identity.issuer.organisation)
        email = identity.email
        if email and await self.get_queryset().filter(email=email).exists():
            email = None
        user = await self.model.create(
            organisation=organisation,
            email=email,
            name=identity.name,
            role=Role(identity.issuer.role),
            issuer=identity.issuer.issuer,
            subject=identity.subject,
        )
        if created:
            await self.audit(user.caller(), "create", "organisation", organisation.id, ["name"])
        await self.audit(user.caller(), "create", "user", user.id, ["email", "name", "role", "issuer", "subject"])
        return user

    async def _rehash(self, user: User, password: str) -> None:
        """Store the same password with today's parameters."""
        renewed = await passwords.hash_password(password)
        async with transaction():
            unchanged = self.get_queryset().filter(id=user.id, password_hash=user.password_hash)
            if await unchanged.update(password_hash=renewed):
                await self.audit(user.caller(), "update", "user", user.id, ["password"])
        user.password_hash = renewed
