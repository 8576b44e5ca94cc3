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

#: No browser keeps a cookie for longer.
KEPT_FOR = timedelta(days=400)

#: Of a user who is shut out as well, nothing is to be seen.
KNOWN = """
SELECT u.id AS user_id, p.user_id IS NOT NULL AS is_pro
FROM reader_token t LEFT JOIN "user" u ON u.id = t.user_id AND u.disabled_at IS NULL
LEFT JOIN pro_reader p ON p.user_id = u.id WHERE t.token_hash = $1
"""
#: Of requests at once with one cookie the first makes the user; the others wait for it here, and make none.
START = """
WITH token AS (
    INSERT INTO reader_token (id, token_hash, user_id) VALUES ($1, $2, $3)
    ON CONFLICT (token_hash) DO NOTHING RETURNING user_id
)
INSERT INTO "user" (id) SELECT user_id FROM token RETURNING id
"""


class Known(NamedTuple):
    """Whom a cookie stands for. Without a user: it was taken back."""

    user_id: UUID | None
    is_pro: bool


class ReaderTokenManager(Manager["ReaderToken"]):
    users: ManagerOf[UserManager] = ManagerOf("User")

    async def find(self, value: str) -> Known | None:
        """None where no reader was ever stored for this cookie."""
        rows = await self.sql(KNOWN, digest(value))
        return Known(**rows[0]) if rows else None

    async def start(self, value: str) -> tuple[UUID, bool]:
        """The reader of this cookie and whether they are pro: stored now, or by another request at the same moment."""
        made = await self.sql(START, uuid7(), digest(value), uuid7())
        known = Known(made[0]["id"], False) if made else await self.find(value)
        if known is None or known.user_id is None:
            raise ReaderGone
        return known.user_id, known.is_pro

    async def user(self, user_id: UUID) -> User:
        """A reader who was there a moment ago. Raises ReaderGone."""
        user = await self.users.where(id=user_id).get_or_none()
        if user is None:
            raise ReaderGone
        return user

    async def of(self, user_id: UUID, value: str) -> ReaderToken | None:
        """The browser with this cookie, if the cookie stands for the user. None of one who has signed in."""
        return await self.get_queryset().get_or_none(token_hash=digest(value), user_id=user_id)

    async def take_back(self, **of: UUID | int) -> None:
        """End the access of browsers: of a user's (`user_id`), or of a device's (`device_id`)."""
        await self.get_queryset().filter(**of).update(user_id=None)

    async def tidy(self) -> int:
        """Forget cookies that were taken back, once no browser can have them any more."""
        return await self.get_queryset().filter(user_id=None, created_at__lt=datetime.now(UTC) - KEPT_FOR).delete()
