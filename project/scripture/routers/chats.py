from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from project.core.http.events import EventStream
from project.core.http.pagination import Page
from project.core.http.router import Router
from project.core.json.rows import JSONText
from project.scripture.chats import streams
from project.scripture.chats.conversation import Conversation
from project.scripture.chats.reserved_call import ReservedCall
from project.scripture.dependencies import CurrentCompanion
from project.scripture.models import Chat, Message
from project.scripture.readers.dependencies import CurrentReader, StoredReader
from project.scripture.readers.limits import count_call
from project.scripture.schemas.answer_events import ANSWER_EVENTS
from project.scripture.schemas.chats import (
    ChatIn,
    ChatMessageIn,
    ChatOut,
    ConversationPaging,
    Done,
    InsightMessageIn,
    MessageOut,
)
from project.scripture.schemas.explanations import Cleared, HistoryPaging

router = Router(prefix="/api", tags=["chats"])
Int4 = Annotated[int, Path(ge=-(2**31), lt=2**31)]
STREAM: dict[str, Any] = {"response_class": EventStream, "responses": ANSWER_EVENTS}


@router.post("/chat/message", **STREAM)
async def ask_about_insight(
    body: InsightMessageIn, request: Request, reader: StoredReader, companion: CurrentCompanion
) -> Response:
    """Ask about an insight. Question and answer are stored once the answer is complete."""
    await count_call(request, reader, "insight_chat")
    call = await ReservedCall.reserve(reader)
    return EventStream(streams.insight_message(companion, reader, call, body), call.cleanup)


@router.get("/chat/messages/{insight_id}", response_model=list[MessageOut])
async def list_insight_messages(
    insight_id: Int4, query: Annotated[ConversationPaging, Query()], reader: CurrentReader, page: Page
) -> Response:
    """List the reader's questions about an insight and their answers, oldest first."""
    if reader.user_id is None:
        return JSONText("[]")
    return await page(
        Message.objects.of(Conversation(reader.user_id, insight_id=insight_id)), MessageOut, query, "created_at"
    )


@router.delete("/chat/messages/{insight_id}", response_model=Cleared)
async def clear_insight_messages(insight_id: Int4, reader: CurrentReader) -> Cleared:
    """Delete the conversation about an insight."""
    conversation = Conversation(reader.user_id, insight_id=insight_id) if reader.user_id else None
    count = await Message.objects.clear(conversation) if conversation else 0
    return Cleared(message=f"Cleared {count} chat messages")


@router.post("/standalone-chat", **STREAM)
async def start_chat(body: ChatIn, request: Request, reader: StoredReader, companion: CurrentCompanion) -> Response:
    """Start a chat with a question. It is stored, with the answer, once that is complete."""
    await count_call(request, reader, "chat")
    call = await ReservedCall.reserve(reader)
    return EventStream(streams.new_chat(companion, reader, call, body), call.cleanup)


@router.post("/standalone-chat/message", **STREAM)
async def ask_in_chat(
    body: ChatMessageIn, request: Request, reader: StoredReader, companion: CurrentCompanion
) -> Response:
    """Ask a further question in a chat. It is stored, with the answer, once that is complete."""
    await count_call(request, reader, "chat_message")
    call = await ReservedCall.reserve(reader)
    return EventStream(streams.chat_message(companion, reader, call, body), call.cleanup)


@router.get("/standalone-chat", response_model=list[ChatOut])
async def list_chats(query: Annotated[HistoryPaging, Query()], reader: CurrentReader, page: Page) -> Response:
    """List the reader's chats, the most recently used first."""
    if reader.user_id is None:
        return JSONText("[]")
    return await page(Chat.objects.of(reader.user_id), ChatOut, query, "-updated_at")


@router.get("/standalone-chat/{chat_id}/messages", response_model=list[MessageOut])
async def list_chat_messages(
    chat_id: Int4, query: Annotated[ConversationPaging, Query()], reader: CurrentReader, page: Page
) -> Response:
    """List the messages of one of the reader's chats, oldest first."""
    if reader.user_id is None:
        return JSONText("[]")
    return await page(
        Message.objects.of(Conversation(reader.user_id, chat_id=chat_id)), MessageOut, query, "created_at"
    )


@router.delete("/standalone-chat/{chat_id}", response_model=Done, responses={404: {}})
async def delete_chat(chat_id: Int4, reader: StoredReader) -> Done:
    """Delete a chat with its messages."""
    await Chat.objects.remove(reader.user_id, chat_id)
    return Done(message="Chat deleted successfully")
