"""Vectors of messages, by which earlier conversations are recalled."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import structlog

from project.core.db.vectors import vector_text
from project.core.llm.embedder import Embedder
from project.core.llm.errors import ProviderError
from project.core.ops.locks import named_lock
from project.scripture.models import Message

log = structlog.get_logger(__name__)
#: Messages in one call, so that other tasks run in between.
BATCH = 20


async def question_vector(embedder: Embedder, question: str) -> Sequence[float] | None:
    """Return None if the embedder fails: the question is then answered without recall."""
    try:
        (vector,) = await embedder.embed([question])
    except ProviderError as error:
        log.warning("nothing is recalled", error=type(error).__name__)
        return None
    return vector


async def exchange_vectors(
    embedder: Embedder, question: str, vector: Sequence[float] | None, answer: str
) -> tuple[str, str] | None:
    """Embed an answer, and its question unless its vector is given. Return None if the embedder fails."""
    try:
        if vector is not None:
            (answer_vector,) = await embedder.embed([answer])
            return vector_text(vector), vector_text(answer_vector)
        first, second = await embedder.embed([question, answer])
        return vector_text(first), vector_text(second)
    except ProviderError as error:
        log.warning("messages are stored without vectors", error=type(error).__name__)
        return None


async def embed_messages(embedder: Embedder, user_id: UUID) -> None:
    """Restore the vectors that a reader's messages lost when readers were merged."""
    async with named_lock(f"embed {user_id}"):
        while found := await Message.objects.find_without_vector(user_id, embedder.name, BATCH):
            vectors = await embedder.embed(list(found.values()))
            await Message.objects.set_vectors(dict(zip(found, vectors, strict=True)))
