from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager, ManagerOf
from project.core.db.statements import as_uuid
from project.core.db.transactions import transaction
from project.scripture.readers.errors import ReaderGone, ReaderNotFound

if TYPE_CHECKING:
    from project.scripture.readers.managers.tokens import ReaderTokenManager
    from project.scripture.readers.models import ProReader
    from project.users.managers import UserManager

IS_PRO = """
SELECT p.user_id IS NOT NULL AS is_pro FROM "user" u LEFT JOIN pro_reader p ON p.user_id = u.id WHERE u.id = $1
"""


class ProReaderManager(Manager["ProReader"]):
    tokens: ManagerOf[ReaderTokenManager] = ManagerOf("ReaderToken")
    users: ManagerOf[UserManager] = ManagerOf("User")

    def longest_first(self) -> QuerySet[ProReader]:
        return self.get_queryset().order_by("since", "user_id").select_related("user")

    async def has(self, user_id: UUID) -> bool:
        """Whether a user who was there a moment ago is pro. Raises ReaderGone."""
        rows = await self.sql(IS_PRO, user_id)
        if not rows:
            raise ReaderGone
        return bool(rows[0]["is_pro"])

    async def put(self, anonymous_id_or_user_id: str, pro: bool) -> UUID:
        """Let a reader read without a daily limit, or no more; gives who it is. They are named by what
        `/api/user/session` tells them, or by the user's id. Raises ReaderNotFound."""
        user_id = as_uuid(anonymous_id_or_user_id.strip())
        known = await self.tokens.find(str(user_id)) if user_id else None
        async with transaction():
            found = await self.users.lock_all((known.user_id if known else None) or user_id) if user_id else []
            if not found:
                raise ReaderNotFound
            if not pro:
                await self.get_queryset().filter(user_id=found[0].id).delete()
            elif not await self.get_queryset().filter(user_id=found[0].id).exists():
                await self.model.create(user_id=found[0].id)
        return found[0].id
