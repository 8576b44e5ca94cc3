from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.queryset import QuerySet

from project.core.db.managers import ManagerOf
from project.core.db.statements import as_uuid, violates_unique
from project.core.db.transactions import transaction
from project.core.errors import Conflict, Invalid, Stale
from project.core.http.etags import IfMatchGuard
from project.service import ADMIN_ROLE
from project.users import passwords
from project.users.caller_cache import caller_cache
from project.users.callers import LOCAL, Caller
from project.users.emails import normalize_email
from project.users.errors import BuiltInUser, EmailTaken, LastAdmin, UserNotFound
from project.users.managers.sign_in import SignInManager
from project.users.text import storable

if TYPE_CHECKING:
    from project.users.managers.refresh_tokens import RefreshTokenManager
    from project.users.models import User


class UserManager(SignInManager):
    refresh_tokens: ManagerOf[RefreshTokenManager] = ManagerOf("RefreshToken")

    async def fetch(self, caller: Caller, user_id: str | UUID) -> User:
        return await self._get(self.of(caller), user_id)

    async def add(self, caller: Caller, values: dict[str, Any]) -> User:
        columns = await _columns(values)
        async with transaction():
            user = await self._insert(caller.organisation_id, columns)
            await self.audit(caller, "create", "user", user.id, values)
        return user

    async def first_admin(self, organisation: str, email: str, password: str, name: str = "") -> User:
        try:
            values = {
                "email": normalize_email(email),
                "password": passwords.validate(password),
                "name": name,
                "role": ADMIN_ROLE,
            }
        except ValueError as error:
            raise Invalid(str(error)) from error
        if storable(name, 200) != name:
            raise Invalid("A name must have at most 200 characters", "name")
        columns = await _columns(values)
        async with transaction():
            owner, created = await self.organisations.get_or_create_named(organisation)
            user = await self._insert(owner.id, columns)
            if created:
                await self.audit(user.caller(), "create", "organisation", owner.id, ["name"])
            await self.audit(user.caller(), "create", "user", user.id, values)
        return user

    async def change(self, caller: Caller, user_id: str, values: dict[str, Any], guard: IfMatchGuard) -> User:
        """Change another user: email, name, role, disabled, password. Raises Conflict and Stale."""
        if "password" in values and as_uuid(user_id) == caller.user_id:
            raise Conflict("Change your own password at /users/me, with the current one")
        columns = await _columns(values)
        async with transaction():
            if columns.keys() & {"role", "disabled_at"}:
                await self.organisations.lock(caller)
            user = await self._lock(caller, user_id)
            guard.check(user)
            if user.disabled_at is not None and columns.get("disabled_at") is not None:
                del columns["disabled_at"]
            if not columns:
                return user
            await self._write(user, columns)
            if user.disabled_at is not None or "password_hash" in columns:
                await self.refresh_tokens.end_all(user)
            await self.audit(caller, "update", "user", user.id, values)
        caller_cache.invalidate(user.id)
        return user

    async def change_self(self, caller: Caller, values: dict[str, Any], guard: IfMatchGuard) -> User:
        """Change the caller's own name, or password given `current_password`. Raises Invalid, Conflict and Stale."""
        current = values.pop("current_password", "")
        verified = await self._verify_password(caller, current) if "password" in values else None
        columns = await _columns(values)
        async with transaction():
            user = await self._lock(caller, caller.user_id)
            guard.check(user)
            if verified is not None and verified.password_hash != user.password_hash:
                raise Stale
            if not columns:
                return user
            await self._write(user, columns)
            if "password_hash" in columns:
                await self.refresh_tokens.end_all(user)
            await self.audit(caller, "update", "user", user.id, values)
        caller_cache.invalidate(user.id)
        return user

    async def remove(self, caller: Caller, user_id: str, guard: IfMatchGuard) -> None:
        """Delete a user with their tokens and keys. What they recorded stays, as do audit lines. Raises LastAdmin."""
        async with transaction():
            await self.organisations.lock(caller)
            user = await self._lock(caller, user_id)
            guard.check(user)
            if user.is_acting_admin:
                await self._require_another_admin(user)
            await user.delete()
            await self.audit(caller, "delete", "user", user.id)
        caller_cache.invalidate(user.id)

    async def lock_all(self, *user_ids: UUID) -> list[User]:
        """Lock users in the order of their ids, so that callers cannot deadlock. Leaves out those who are gone."""
        return await self.get_queryset().filter(id__in=user_ids).order_by("id").select_for_update()

    async def _verify_password(self, caller: Caller, password: str) -> User:
        user = await self.fetch(caller, caller.user_id)
        if user.password_hash is None:
            raise Conflict("This user has no password here")
        if not await passwords.verify(password, user.password_hash):
            raise Invalid("This is not the current password", "body", "current_password")
        return user

    async def _lock(self, caller: Caller, user_id: str | UUID) -> User:
        """Lock a user; if both are needed, lock the organisation first. Raises UserNotFound and BuiltInUser."""
        user = await self._get(self.of(caller).select_for_update(), user_id)
        if user.id == LOCAL.user_id:
            raise BuiltInUser
        return user

    async def _get(self, users: QuerySet[User], user_id: str | UUID) -> User:
        key = as_uuid(user_id) if isinstance(user_id, str) else user_id
        user = await users.get_or_none(id=key) if key else None
        if user is None:
            raise UserNotFound(user_id)
        return user

    async def _insert(self, organisation_id: UUID, columns: dict[str, Any]) -> User:
        try:
            async with transaction():
                return await self.model.create(organisation_id=organisation_id, **columns)
        except IntegrityError as error:
            if not violates_unique(error):
                raise
            raise EmailTaken from error

    async def _write(self, user: User, columns: dict[str, Any]) -> None:
        was_admin = user.is_acting_admin
        try:
            async with transaction():
                await user.change(**columns)
        except IntegrityError as error:
            if not violates_unique(error):
                raise
            raise EmailTaken from error
        if was_admin and not user.is_acting_admin:
            await self._require_another_admin(user)

    async def _require_another_admin(self, user: User) -> None:
        """Raises LastAdmin. Lock the organisation first."""
        admins = self.get_queryset().filter(organisation_id=user.organisation_id, role=ADMIN_ROLE, disabled_at=None)
        if not await admins.exclude(id__in=[user.id, LOCAL.user_id]).exists():
            raise LastAdmin


async def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """Convert fields to columns: `password` to its hash, `disabled` to a time."""
    columns = dict(values)
    if "password" in columns:
        columns["password_hash"] = await passwords.hash_password(columns.pop("password"))
    if "disabled" in columns:
        columns["disabled_at"] = datetime.now(UTC) if columns.pop("disabled") else None
    return columns
