"""Recall over a reader's own messages, made visible for developers."""

from __future__ import annotations

from uuid import UUID

from project.core.llm.embedder import Embedder
from project.scripture.chats.conversation import Conversation
from project.scripture.models import Message
from project.scripture.schemas.recall import (
    RecallCounts,
    RecallHit,
    RecallSample,
    RecallStatusOut,
    RecallTrial,
    RecallTrialOut,
)

SAMPLES = 5
SAMPLE_CHARACTERS = 200
#: Greater than any cosine distance: every message is shown.
FARTHEST = 2.1
#: No chat has this id.
NO_CHAT = 0


async def recall_status(embedder: Embedder, user_id: UUID | None) -> RecallStatusOut:
    counts = await Message.objects.counts(user_id, embedder.name) if user_id else {}
    last = Message.objects.where(user_id=user_id, embedder=embedder.name).order_by("-id").limit(SAMPLES)
    return RecallStatusOut(
        embedder=embedder.name,
        threshold=embedder.threshold,
        insight=_counts(*counts.get("insight", (0, 0))),
        standalone=_counts(*counts.get("standalone", (0, 0))),
        samples=[_sample(message) for message in await last] if user_id else [],
    )


async def try_recall(embedder: Embedder, user_id: UUID | None, trial: RecallTrial) -> RecallTrialOut:
    """Raises ProviderError if the question cannot be embedded."""
    (vector,) = await embedder.embed([trial.query])
    hits: list[RecallHit] = []
    if user_id is not None:
        conversation = Conversation(user_id, chat_id=NO_CHAT if trial.chat_id is None else trial.chat_id)
        near = await Message.objects.nearest(conversation, embedder.name, vector, FARTHEST, SAMPLES)
        found = await Message.objects.where(user_id=user_id).in_bulk([hit.message_id for hit in near], "id")
        hits = [
            RecallHit(
                **_sample(found[hit.message_id]).model_dump(),
                chat_id=hit.conversation.chat_id,
                distance=round(hit.distance, 4),
                recalled=hit.distance < embedder.threshold,
            )
            for hit in near
        ]
    return RecallTrialOut(query=trial.query, chat_id=trial.chat_id, embedder=embedder.name, results=hits)


def _counts(messages: int, embedded: int) -> RecallCounts:
    return RecallCounts(messages=messages, embedded=embedded)


def _sample(message: Message) -> RecallSample:
    return RecallSample(id=message.id, role=message.role, content=message.content[:SAMPLE_CHARACTERS])
