"""Who comes in: by password, by a token of ours, by a token of an outside issuer."""

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
from project.users.managers.audit import AuditedManager
from project.users.tenants import TenantManager

if TYPE_CHECKING:
    from project.users.managers.organisations import OrganisationManager
    from project.users.models import User
    from project.users.tokens import OutsideUser

#: Of two first sights at once, one makes the user and the other finds it; a third round is for a taken e-mail address.
ROUNDS = 3


class SignInManager(AuditedManager, TenantManager["User"]):
    organisations: ManagerOf[OrganisationManager] = ManagerOf("Organisation")

    def who_may_sign_in(self) -> QuerySet[User]:
        return self.get_queryset().filter(disabled_at=None, organisation_id__not_isnull=True)

    async def anyone(self) -> bool:
        """Whether there is a user who can sign in; the built-in one cannot."""
        known = self.who_may_sign_in().exclude(id=LOCAL.user_id)
        return (
            await known.filter(password_hash__not_isnull=True).exists()
            or await known.filter(issuer__not_isnull=True).exists()
        )

    async def sign_in(self, email: str, password: str) -> User:
        """The user of this address and password. Raises WrongPassword, after the same work whatever is wrong."""
        known = await self.who_may_sign_in().get_or_none(email=email_or_none(email) or "")
        right = await passwords.verify(password, known.password_hash if known else None)
        if known is None or known.password_hash is None or not right:
            raise WrongPassword
        if passwords.is_outdated(known.password_hash):
            await self._renew_hash(known, password)
        return known

    async def caller(self, user_id: UUID) -> Caller | None:
        user = await self.who_may_sign_in().get_or_none(id=user_id)
        return user.caller() if user else None

    async def outside_caller(self, seen: OutsideUser) -> Caller | None:
        """A user of an outside issuer who was seen before, and may come in."""
        user = await self.who_may_sign_in().get_or_none(issuer=seen.issuer.issuer, subject=seen.subject)
        return user.caller() if user else None

    async def seen(self, seen: OutsideUser) -> User:
        """The user behind an outside token, made on first sight. Never one of the same e-mail address: only the
        issuer's own word for a person tells who it is. The address is kept where nobody has it yet."""
        for _ in range(ROUNDS):
            user = await self.get_queryset().get_or_none(issuer=seen.issuer.issuer, subject=seen.subject)
            if user is not None:
                return user
            try:
                async with transaction():
                    return await self._meet(seen)
            except IntegrityError:
                continue
        raise Conflict("Another request made this user at the same moment; try again")

    async def _meet(self, seen: OutsideUser) -> User:
        organisation, made = await self.organisations.named(seen.issuer.organisation)
        email = seen.email if seen.email and not await self.get_queryset().filter(email=seen.email).exists() else None
        user = await self.model.create(
            organisation=organisation,
            email=email,
            name=seen.name,
            role=Role(seen.issuer.role),
            issuer=seen.issuer.issuer,
            subject=seen.subject,
        )
        if made:
            await self.audit(user.caller(), "create", "organisation", organisation.id, ["name"])
        await self.audit(user.caller(), "create", "user", user.id, ["email", "name", "role", "issuer", "subject"])
        return user

    async def _renew_hash(self, user: User, password: str) -> None:
        """Store the same password anew, with the parameters of today."""
        renewed = await passwords.hash_password(password)
        async with transaction():
            unchanged = self.get_queryset().filter(id=user.id, password_hash=user.password_hash)
            if await unchanged.update(password_hash=renewed):
                await self.audit(user.caller(), "update", "user", user.id, ["password"])
        user.password_hash = renewed
