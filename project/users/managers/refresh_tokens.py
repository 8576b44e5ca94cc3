from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from uuid_utils.compat import uuid7

from project.core.db.managers import Manager, ManagerOf
from project.core.db.transactions import transaction
from project.core.hashing import digest
from project.users.errors import InvalidCredential, WrongPassword

if TYPE_CHECKING:
    from project.users.managers.users import UserManager
    from project.users.models import RefreshToken, User

LIFETIME = timedelta(days=30)


class RefreshTokenManager(Manager["RefreshToken"]):
    """Writers lock the user before the tokens, so that they cannot deadlock."""

    users: ManagerOf[UserManager] = ManagerOf("User")

    async def start(self, user: User) -> str:
        """Issue the first token of a family. Raises WrongPassword if the user has changed since the password check."""
        async with transaction():
            current = self.users.active().filter(id=user.id, password_hash=user.password_hash)
            if await current.select_for_update(no_key=True).get_or_none() is None:
                raise WrongPassword
            await self.get_queryset().filter(user_id=user.id, expires_at__lte=datetime.now(UTC)).delete()
            return await self._issue(user.id, uuid7())

    async def rotate(self, token: str) -> tuple[User, str]:
        """Exchange a token and return the user and the next token. Raises InvalidCredential.

        A reused token has leaked, and nobody can tell to whom: its whole family ends.
        """
        successor = None
        async with transaction():
            user = await self._lock_user(token)
            row = await self._find(token)
            if user is None or row is None or row.expires_at <= datetime.now(UTC):
                raise InvalidCredential
            if row.used_at is None:
                row.used_at = datetime.now(UTC)
                await row.save(update_fields=["used_at"])
                successor = await self._issue(user.id, row.family_id)
            else:
                await self.get_queryset().filter(family_id=row.family_id).delete()
        # Raised after the transaction, so that the end of the family is committed.
        if successor is None:
            raise InvalidCredential
        return user, successor

    async def end(self, token: str) -> None:
        async with transaction():
            await self._lock_user(token)
            row = await self._find(token)
            if row is not None:
                await self.get_queryset().filter(family_id=row.family_id).delete()

    async def end_all(self, user: User) -> None:
        """Sign the user out everywhere. Lock their row first."""
        await self.get_queryset().filter(user_id=user.id).delete()

    async def _lock_user(self, token: str) -> User | None:
        owner = self.users.active().filter(refresh_tokens__token_hash=digest(token))
        return await owner.select_for_update(no_key=True, of=("user",)).get_or_none()

    async def _find(self, token: str) -> RefreshToken | None:
        return await self.get_queryset().get_or_none(token_hash=digest(token))

    async def _issue(self, user_id: UUID, family_id: UUID) -> str:
        token = secrets.token_urlsafe(32)
        expires_at = datetime.now(UTC) + LIFETIME
        await self.model.create(user_id=user_id, family_id=family_id, token_hash=digest(token), expires_at=expires_at)
        return token
