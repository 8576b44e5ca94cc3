"""The three kinds of streamed conversation: what each asks the model, and what it stores of the answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from project.core.http.events import Event
from project.core.llm.provider import Turn
from project.scripture.chats.answers import PreparedPrompt, stream_answer
from project.scripture.chats.context import chat_context
from project.scripture.chats.conversation import Conversation, Exchange
from project.scripture.chats.reserved_call import ReservedCall
from project.scripture.chats.upkeep import start_upkeep
from project.scripture.companion import Companion
from project.scripture.errors import InsightNotFound
from project.scripture.models import Chat, Insight, Message
from project.scripture.prompts.chats import ChatContext, chat_prompt, insight_chat_prompt
from project.scripture.readers.dependencies import IdentifiedReader
from project.scripture.readers.managers.usage import Hold
from project.scripture.schemas.chats import ChatIn, ChatMessageIn, InsightMessageIn


def insight_message(
    companion: Companion, reader: IdentifiedReader, call: ReservedCall, body: InsightMessageIn
) -> AsyncGenerator[Event]:
    conversation = Conversation(reader.user_id, insight_id=body.insight_id)

    async def prepare() -> PreparedPrompt:
        if not await Insight.objects.serves(reader.user_id, body.insight_id):
            raise InsightNotFound
        context, vector = await chat_context(companion, conversation, body.message)
        subject = (body.passage_reference, body.passage_text, body.insight_context.model_dump())
        return PreparedPrompt(insight_chat_prompt(*subject, context, companion.settings), vector)

    async def keep(exchange: Exchange, hold: Hold) -> Sequence[Event]:
        start_upkeep(companion, await Message.objects.add(reader, body.insight_id, exchange, hold))
        return []

    return stream_answer(companion, call, prepare, keep)


def new_chat(companion: Companion, reader: IdentifiedReader, call: ReservedCall, body: ChatIn) -> AsyncGenerator[Event]:
    passage = (body.passage_reference, body.passage_text)

    async def prepare() -> PreparedPrompt:
        context = ChatContext([Turn("user", body.message)])
        return PreparedPrompt(chat_prompt(*passage, context, companion.settings))

    async def keep(exchange: Exchange, hold: Hold) -> Sequence[Event]:
        return [Event("chat_id", {"chat_id": await Chat.objects.start(reader, *passage, exchange, hold)})]

    return stream_answer(companion, call, prepare, keep)


def chat_message(
    companion: Companion, reader: IdentifiedReader, call: ReservedCall, body: ChatMessageIn
) -> AsyncGenerator[Event]:
    conversation = Conversation(reader.user_id, chat_id=body.chat_id)

    async def prepare() -> PreparedPrompt:
        chat = await Chat.objects.fetch(reader.user_id, body.chat_id)
        context, vector = await chat_context(companion, conversation, body.message)
        passage = (chat.passage_reference, chat.passage_text)
        return PreparedPrompt(chat_prompt(*passage, context, companion.settings), vector)

    async def keep(exchange: Exchange, hold: Hold) -> Sequence[Event]:
        start_upkeep(companion, await Chat.objects.continue_chat(reader, body.chat_id, exchange, hold))
        return []

    return stream_answer(companion, call, prepare, keep)
