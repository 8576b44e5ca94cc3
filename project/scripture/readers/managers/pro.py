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

    async def is_pro(self, user_id: UUID) -> bool:
        rows = await self.sql(IS_PRO, user_id)
        if not rows:
            raise ReaderGone
        return bool(rows[0]["is_pro"])

    async def set_pro(self, anonymous_id_or_user_id: str, pro: bool) -> UUID:
        """Grant or withdraw pro and return the user's id. Raises ReaderNotFound.

        The reader's name is the `anonymous_id` of `/api/user/session`, or the user's id.
        """
        user_id = as_uuid(anonymous_id_or_user_id.strip())
        owner = await self.tokens.find(str(user_id)) if user_id else None
        async with transaction():
            found = await self.users.lock_all((owner.user_id if owner else None) or user_id) if user_id else []
            if not found:
                raise ReaderNotFound
            if not pro:
                await self.get_queryset().filter(user_id=found[0].id).delete()
            elif not await self.get_queryset().filter(user_id=found[0].id).exists():
                await self.model.create(user_id=found[0].id)
        return found[0].id
