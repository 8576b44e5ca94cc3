from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from project.core.db.managers import Manager
from project.core.hashing import digest
from project.scripture.chats.conversation import Conversation

if TYPE_CHECKING:
    from project.scripture.models import Summary

Kind = Literal["recall", "history"]
#: An older summary never replaces a newer one, and none is stored of messages that were deleted meanwhile.
KEEP = """
INSERT INTO summary AS s (key, kind, user_id, chat_id, insight_id, text, message_count, last_message_id)
SELECT $1, $2, $3, $4, $5, $6, $7, id FROM message WHERE id = $8 AND user_id = $3 FOR KEY SHARE
ON CONFLICT (key) DO UPDATE SET text = excluded.text, message_count = excluded.message_count,
    last_message_id = excluded.last_message_id, updated_at = now()
    WHERE s.message_count <= excluded.message_count
"""


def summary_key(kind: str, of: Conversation) -> str:
    return digest(kind, str(of.user_id), str(of.chat_id), str(of.insight_id))


class SummaryManager(Manager["Summary"]):
    async def find(self, kind: Kind, of: Conversation) -> Summary | None:
        return await self.get_queryset().get_or_none(key=summary_key(kind, of))

    async def keep(self, kind: Kind, of: Conversation, text: str, message_count: int, last_message_id: int) -> None:
        values = (of.user_id, of.chat_id, of.insight_id, text, message_count, last_message_id)
        await self.sql(KEEP, summary_key(kind, of), kind, *values)
