"""Work after an answer, beside the requests."""

from __future__ import annotations

from uuid import UUID

from project.core.ops.locks import named_lock
from project.scripture.chats.conversation import Conversation, summarised_part
from project.scripture.chats.embeddings import embed_messages
from project.scripture.companion import Companion
from project.scripture.models import Message, Summary
from project.scripture.prompts.summaries import history_summary_prompt


def start_upkeep(companion: Companion, conversation: Conversation) -> None:
    """Shorten the conversation if it has grown too long, and finish what an ended process has left undone."""
    companion.background.start(shorten_history(companion, conversation))
    start_embedding(companion, conversation.user_id)


def start_embedding(companion: Companion, user_id: UUID) -> None:
    companion.background.start(embed_messages(companion.embedder, user_id))


async def shorten_history(companion: Companion, conversation: Conversation) -> None:
    async with named_lock(f"shorten {conversation}"):
        summary = await Summary.objects.find("history", conversation)
        messages = await Message.objects.recent(conversation, (summary and summary.last_message_id) or 0)
        if sum(len(message.content) for message in messages) <= companion.history_characters:
            return
        part = summarised_part(messages)
        prompt = history_summary_prompt([message.turn for message in part], summary.text if summary else "")
        text = (await companion.provider.complete(prompt)).text.strip()
        count = (summary.message_count if summary else 0) + len(part)
        await Summary.objects.keep("history", conversation, text, count, part[-1].id)
