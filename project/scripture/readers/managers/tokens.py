from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from uuid_utils.compat import uuid7

from project.core.db.managers import Manager, ManagerOf
from project.core.hashing import digest
from project.scripture.readers.errors import ReaderGone

if TYPE_CHECKING:
    from project.scripture.readers.models import ReaderToken
    from project.users.managers import UserManager
    from project.users.models import User

#: Browsers keep cookies no longer than this.
MAX_COOKIE_AGE = timedelta(days=400)

#: A disabled user counts as none.
FIND_OWNER = """
SELECT u.id AS user_id, p.user_id IS NOT NULL AS is_pro
FROM reader_token t LEFT JOIN "user" u ON u.id = t.user_id AND u.disabled_at IS NULL
LEFT JOIN pro_reader p ON p.user_id = u.id WHERE t.token_hash = $1
"""
#: Of concurrent requests with one cookie the first creates the user; the others wait for it here and create none.
CREATE_READER = """
WITH token AS (
    INSERT INTO reader_token (id, token_hash, user_id) VALUES ($1, $2, $3)
    ON CONFLICT (token_hash) DO NOTHING RETURNING user_id
)
INSERT INTO "user" (id) SELECT user_id FROM token RETURNING id
"""


class TokenOwner(NamedTuple):
    """The reader of a cookie. A revoked cookie has no user."""

    user_id: UUID | None
    is_pro: bool


class ReaderTokenManager(Manager["ReaderToken"]):
    users: ManagerOf[UserManager] = ManagerOf("User")

    async def find(self, value: str) -> TokenOwner | None:
        """Return the owner, or None if no reader was ever stored for this cookie."""
        rows = await self.sql(FIND_OWNER, digest(value))
        return TokenOwner(**rows[0]) if rows else None

    async def get_or_create_reader(self, value: str) -> tuple[UUID, bool]:
        """Return the cookie's user and whether they are pro, creating the reader if needed. Raises ReaderGone."""
        created = await self.sql(CREATE_READER, uuid7(), digest(value), uuid7())
        owner = TokenOwner(created[0]["id"], False) if created else await self.find(value)
        if owner is None or owner.user_id is None:
            raise ReaderGone
        return owner.user_id, owner.is_pro

    async def get_user(self, user_id: UUID) -> User:
        user = await self.users.where(id=user_id).get_or_none()
        if user is None:
            raise ReaderGone
        return user

    async def of(self, user_id: UUID, value: str) -> ReaderToken | None:
        """Return the token of this cookie, if the user owns it. A signed-in reader has none."""
        return await self.get_queryset().get_or_none(token_hash=digest(value), user_id=user_id)

    async def revoke(self, **filters: UUID | int) -> None:
        """Revoke the cookies of a user (`user_id`) or of a device (`device_id`)."""
        await self.get_queryset().filter(**filters).update(user_id=None)

    async def tidy(self) -> int:
        """Delete revoked cookies that no browser can still hold, and return how many."""
        return (
            await self.get_queryset().filter(user_id=None, created_at__lt=datetime.now(UTC) - MAX_COOKIE_AGE).delete()
        )
