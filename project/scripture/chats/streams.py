"""The three kinds of streamed conversation: what is asked of the model, and what is stored of its answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from project.core.events import Event
from project.core.llm.provider import Turn
from project.scripture.chats.conversation import Conversation, Exchange
from project.scripture.companion import Companion, PreparedPrompt, ReservedCall
from project.scripture.errors import InsightNotFound
from project.scripture.models import Chat, Insight, Message
from project.scripture.prompts import prompts
from project.scripture.prompts.prompts import ChatContext
from project.scripture.readers.dependencies import Stored
from project.scripture.readers.managers.usage import Hold
from project.scripture.schemas.chats import ChatIn, ChatMessageIn, InsightMessageIn


def about_insight(
    companion: Companion, reader: Stored, held: ReservedCall, body: InsightMessageIn
) -> AsyncGenerator[Event]:
    conversation = Conversation(reader.user_id, insight_id=body.insight_id)

    async def ask() -> PreparedPrompt:
        if not await Insight.objects.serves(reader.user_id, body.insight_id):
            raise InsightNotFound
        past, vector = await companion.past(conversation, body.message)
        about = (body.passage_reference, body.passage_text, body.insight_context.model_dump())
        return PreparedPrompt(prompts.insight_chat(*about, past, companion.settings), vector)

    async def keep(exchange: Exchange, hold: Hold) -> Sequence[Event]:
        companion.go_on_later(await Message.objects.add(reader, body.insight_id, exchange, hold))
        return []

    return companion.answer(held, ask, keep)


def new_chat(companion: Companion, reader: Stored, held: ReservedCall, body: ChatIn) -> AsyncGenerator[Event]:
    async def ask() -> PreparedPrompt:
        past = ChatContext([Turn("user", body.message)])
        return PreparedPrompt(prompts.chat(body.passage_reference, body.passage_text, past, companion.settings))

    async def keep(exchange: Exchange, hold: Hold) -> Sequence[Event]:
        passage = (body.passage_reference, body.passage_text)
        return [Event("chat_id", {"chat_id": await Chat.objects.start(reader, *passage, exchange, hold)})]

    return companion.answer(held, ask, keep)


def next_message(
    companion: Companion, reader: Stored, held: ReservedCall, body: ChatMessageIn
) -> AsyncGenerator[Event]:
    conversation = Conversation(reader.user_id, chat_id=body.chat_id)

    async def ask() -> PreparedPrompt:
        chat = await Chat.objects.fetch(reader.user_id, body.chat_id)
        past, vector = await companion.past(conversation, body.message)
        return PreparedPrompt(prompts.chat(chat.passage_reference, chat.passage_text, past, companion.settings), vector)

    async def keep(exchange: Exchange, hold: Hold) -> Sequence[Event]:
        companion.go_on_later(await Chat.objects.go_on(reader, body.chat_id, exchange, hold))
        return []

    return companion.answer(held, ask, keep)
