"""What goes to the model with a question: the conversation, its summary, and excerpts of earlier ones."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence

import structlog

from project.core.llm.errors import ProviderError
from project.scripture.chats.conversation import Conversation, StoredMessage, turns_to_send
from project.scripture.chats.embeddings import question_vector
from project.scripture.chats.excerpts import Excerpt, around
from project.scripture.companion import Companion
from project.scripture.models import Message, Summary
from project.scripture.prompts.chats import ChatContext
from project.scripture.prompts.summaries import recall_summary_prompt

log = structlog.get_logger(__name__)
#: Messages recalled from earlier conversations.
MAX_RECALLED = 5
#: To summarise one for its excerpt, before NO_SUMMARY stands in.
SUMMARY_SECONDS = 8
NO_SUMMARY = "an earlier conversation"


async def chat_context(
    companion: Companion, conversation: Conversation, question: str
) -> tuple[ChatContext, Sequence[float] | None]:
    summary = await Summary.objects.find("history", conversation)
    messages = await Message.objects.recent(conversation, (summary and summary.last_message_id) or 0)
    turns = turns_to_send([message.turn for message in messages], question, companion.history_characters)
    vector = await question_vector(companion.embedder, question)
    excerpts = await _excerpts(companion, conversation, vector) if vector is not None else ""
    return ChatContext(turns, excerpts, summary.text if summary else ""), vector


async def _excerpts(companion: Companion, conversation: Conversation, vector: Sequence[float]) -> str:
    """Write excerpts of the reader's earlier conversations that are near to the question."""
    embedder = companion.embedder
    hits = await Message.objects.nearest(conversation, embedder.name, vector, embedder.threshold, MAX_RECALLED)
    found: dict[Conversation, set[int]] = defaultdict(set)
    for hit in hits:
        found[hit.conversation].add(hit.message_id)
    excerpts = await asyncio.gather(*(_excerpt(companion, other, ids) for other, ids in found.items()))
    return "\n\n".join(excerpt.text() for excerpt in excerpts if excerpt is not None)


async def _excerpt(companion: Companion, conversation: Conversation, found: set[int]) -> Excerpt | None:
    messages = await Message.objects.recent(conversation)
    near = around(messages, found)
    if not near:
        return None
    return Excerpt(await _summary(companion, conversation, messages), messages[0].created_at, near, found)


async def _summary(companion: Companion, conversation: Conversation, messages: Sequence[StoredMessage]) -> str:
    stored = await Summary.objects.find("recall", conversation)
    if stored is not None and stored.message_count == len(messages):
        return stored.text
    prompt = recall_summary_prompt([message.turn for message in messages])
    try:
        async with asyncio.timeout(SUMMARY_SECONDS):
            completion = await companion.provider.complete(prompt)
    except (ProviderError, TimeoutError) as error:
        log.warning("an excerpt has no new summary", error=type(error).__name__)
        return stored.text if stored is not None else NO_SUMMARY
    text = completion.text.strip() or NO_SUMMARY
    await Summary.objects.keep("recall", conversation, text, len(messages), messages[-1].id)
    return text
