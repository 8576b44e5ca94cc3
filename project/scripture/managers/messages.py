from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager, ManagerOf
from project.core.db.transactions import fetch, transaction
from project.core.db.vectors import vector_text
from project.core.llm.embedder import DIMENSIONS
from project.scripture.chats.conversation import Conversation, Exchange, StoredMessage
from project.scripture.managers.settlement import settle_call
from project.scripture.readers.managers.usage import Hold

if TYPE_CHECKING:
    from project.scripture.managers.summaries import SummaryManager
    from project.scripture.models import Message
    from project.scripture.readers.dependencies import IdentifiedReader

#: The answer is at least a microsecond later than its question.
ADD = """
INSERT INTO message (user_id, chat_id, insight_id, role, content, was_truncated, created_at, embedding, embedder)
VALUES ($1, $2, $3, 'user', $4, false, clock_timestamp(), $7::text::vector, $9),
    ($1, $2, $3, 'assistant', $5, $6, clock_timestamp() + interval '1 microsecond', $8::text::vector, $9)
"""
#: Messages of the reader's other conversations of the same kind, nearest first.
NEAREST = """
SELECT id, chat_id, insight_id, embedding <=> $3::text::vector AS distance FROM message
WHERE user_id = $1 AND embedder = $2 AND embedding <=> $3::text::vector < $4
    AND CASE WHEN $5::int IS NULL THEN insight_id IS NOT NULL AND insight_id <> $6
        ELSE chat_id IS NOT NULL AND chat_id <> $5 END
ORDER BY embedding <=> $3::text::vector LIMIT $7
"""
COUNTS = """
SELECT CASE WHEN chat_id IS NULL THEN 'insight' ELSE 'standalone' END AS kind, count(*) AS messages,
    count(*) FILTER (WHERE embedder = $2) AS embedded
FROM message WHERE user_id = $1 GROUP BY kind
"""
#: Stands for a lost vector: it is near to nothing, and pgvector keeps it out of the index.
NO_VECTOR = f"array_fill(0::real, ARRAY[{DIMENSIONS}])::vector"
WITHOUT_VECTOR = f"""
SELECT id, content FROM message WHERE user_id = $1 AND embedder = $2 AND embedding = {NO_VECTOR}
ORDER BY id DESC LIMIT $3
"""
EMBED = f"""
UPDATE message SET embedding = new.vector::vector FROM unnest($1::bigint[], $2::text[]) AS new (id, vector)
WHERE message.id = new.id AND embedding = {NO_VECTOR}
"""
MAX_RECENT = 1000


class NearMessage(NamedTuple):
    message_id: int
    conversation: Conversation
    #: Cosine distance, 0 to 2.
    distance: float


class MessageManager(Manager["Message"]):
    summaries: ManagerOf[SummaryManager] = ManagerOf("Summary")

    def of(self, conversation: Conversation) -> QuerySet[Message]:
        return self.where(**conversation.conditions)

    async def recent(self, conversation: Conversation, after_id: int = 0) -> list[StoredMessage]:
        """Return the last thousand messages in the order of storage: imported ones follow those that were there."""
        rows = self.of(conversation).filter(id__gt=after_id).order_by("-id").limit(MAX_RECENT)
        found = [StoredMessage(*row) for row in await rows.values_list("id", "role", "content", "created_at")]
        return found[::-1]

    async def clear(self, conversation: Conversation) -> int:
        async with transaction():
            await self.summaries.where(**conversation.conditions).delete()
            return await self.of(conversation).delete()

    async def add(self, reader: IdentifiedReader, insight_id: int, exchange: Exchange, hold: Hold) -> Conversation:
        async with transaction():
            conversation = Conversation(await settle_call(hold, reader), insight_id=insight_id)
            await self.store(conversation, exchange)
        return conversation

    async def store(self, conversation: Conversation, exchange: Exchange) -> None:
        of = (conversation.user_id, conversation.chat_id, conversation.insight_id)
        vectors = exchange.vectors or (None, None)
        texts = (exchange.question, exchange.answer, exchange.was_truncated)
        await self.sql(ADD, *of, *texts, *vectors, exchange.embedder)

    async def nearest(
        self, conversation: Conversation, embedder: str, vector: Sequence[float], within: float, limit: int
    ) -> list[NearMessage]:
        of = (conversation.chat_id, conversation.insight_id)
        rows = await fetch(NEAREST, [conversation.user_id, embedder, vector_text(vector), within, *of, limit])
        user_id = conversation.user_id
        return [
            NearMessage(row["id"], Conversation(user_id, row["chat_id"], row["insight_id"]), row["distance"])
            for row in rows
        ]

    async def counts(self, user_id: UUID, embedder: str) -> dict[str, tuple[int, int]]:
        rows = await fetch(COUNTS, [user_id, embedder])
        return {row["kind"]: (row["messages"], row["embedded"]) for row in rows}

    async def find_without_vector(self, user_id: UUID, embedder: str, limit: int) -> dict[int, str]:
        return {row["id"]: row["content"] for row in await fetch(WITHOUT_VECTOR, [user_id, embedder, limit])}

    async def set_vectors(self, vectors: Mapping[int, Sequence[float]]) -> None:
        await fetch(EMBED, [list(vectors), [vector_text(vector) for vector in vectors.values()]])
