from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise.queryset import QuerySet

from project.core.database import fetch, transaction
from project.core.managers import Manager
from project.core.vectors import vector_text
from project.scripture.conversation import Conversation, Exchange, Said
from project.users.managers.usage import Hold

if TYPE_CHECKING:
    from project.scripture.models import Message

#: The answer is later than its question, by a microsecond at least.
ADD = """
INSERT INTO message (user_id, chat_id, insight_id, role, content, was_truncated, created_at, embedding, embedder)
VALUES ($1, $2, $3, 'user', $4, false, clock_timestamp(), $7::text::vector, $9),
    ($1, $2, $3, 'assistant', $5, $6, clock_timestamp() + interval '1 microsecond', $8::text::vector, $9)
"""
#: Messages of the reader's other conversations of the same kind, the nearest first.
NEAREST = """
SELECT id, chat_id, insight_id FROM message
WHERE user_id = $1 AND embedder = $2 AND embedding <=> $3::text::vector < $4
    AND CASE WHEN $5::int IS NULL THEN insight_id IS NOT NULL AND insight_id <> $6
        ELSE chat_id IS NOT NULL AND chat_id <> $5 END
ORDER BY embedding <=> $3::text::vector LIMIT $7
"""
#: By what no summary stands for yet.
COUNTED = """
SELECT m.chat_id, m.insight_id, m.user_id FROM message m LEFT JOIN summary s ON s.kind = 'history'
    AND s.user_id = m.user_id AND (s.chat_id = m.chat_id OR s.insight_id = m.insight_id)
WHERE m.id > coalesce(s.last_message_id, 0)
GROUP BY m.user_id, m.chat_id, m.insight_id HAVING sum(length(m.content)) > $1 LIMIT 100
"""
MOST_SAID = 1000


class MessageManager(Manager["Message"]):
    def of(self, conversation: Conversation) -> QuerySet[Message]:
        return self.where(**conversation.conditions)

    async def said(self, conversation: Conversation, after_id: int = 0) -> list[Said]:
        """The last thousand, in the order in which they were stored: what was imported comes after what was there."""
        rows = self.of(conversation).filter(id__gt=after_id).order_by("-id").limit(MOST_SAID)
        found = [Said(*row) for row in await rows.values_list("id", "role", "content", "created_at")]
        return found[::-1]

    async def clear(self, conversation: Conversation) -> int:
        """Delete what the reader and the model have said, and what stood for it."""
        async with transaction():
            await self.manager_of("Summary").where(**conversation.conditions).delete()
            return await self.of(conversation).delete()

    async def add(self, conversation: Conversation, exchange: Exchange, hold: Hold) -> None:
        """Store question and answer, and count the call: all or nothing."""
        async with transaction():
            await hold.settle()
            await self.store(conversation, exchange)

    async def store(self, conversation: Conversation, exchange: Exchange) -> None:
        of = (conversation.user_id, conversation.chat_id, conversation.insight_id)
        vectors = exchange.vectors or (None, None)
        said = (exchange.question, exchange.answer, exchange.was_truncated)
        await self.sql(ADD, *of, *said, *vectors, exchange.embedder)

    async def nearest(
        self, conversation: Conversation, embedder: str, vector: list[float], within: float, most: int
    ) -> list[tuple[Conversation, int]]:
        """What the reader has talked of before that is nearest to a vector: conversations, and ids of messages."""
        of = (conversation.chat_id, conversation.insight_id)
        rows = await fetch(NEAREST, [conversation.user_id, embedder, vector_text(vector), within, *of, most])
        return [(Conversation(conversation.user_id, chat_id, insight_id), id) for id, chat_id, insight_id in rows]

    async def longer_than(self, characters: int) -> list[Conversation]:
        """Conversations of all readers, for housekeeping."""
        rows = await self.sql(COUNTED, characters)
        return [Conversation(row["user_id"], row["chat_id"], row["insight_id"]) for row in rows]
