"""The user whom a reader is stored as."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from project.core.database import transaction
from project.core.managers import as_uuid
from project.scripture.readers.errors import ReaderGone, ReaderNotFound
from project.scripture.readers.models import ReaderToken
from project.users.models import User


async def present(user_id: UUID) -> User:
    """A user who was there a moment ago. Raises ReaderGone."""
    user = await User.objects.where(id=user_id).get_or_none()
    if user is None:
        raise ReaderGone
    return user


def pro_readers() -> QuerySet[User]:
    """Who reads without a daily limit, the longest first."""
    return User.objects.where(pro_since__not_isnull=True).order_by("pro_since", "id")


async def set_pro(anonymous_id_or_user_id: str, pro: bool) -> User:
    """Let a reader read without a daily limit, or no more. They are named by what `/api/user/session` tells them,
    or by the user's id. Raises ReaderNotFound."""
    user_id = as_uuid(anonymous_id_or_user_id.strip())
    known = await ReaderToken.objects.find(str(user_id)) if user_id else None
    async with transaction():
        found = await User.objects.lock_all((known.user_id if known else None) or user_id) if user_id else []
        if not found:
            raise ReaderNotFound
        user = found[0]
        if pro is not (user.pro_since is not None):
            user.pro_since = datetime.now(UTC) if pro else None
            await user.save(update_fields=["pro_since"])
    return user
