from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager, ManagerOf
from project.core.db.transactions import transaction
from project.scripture.chats.conversation import Conversation, Exchange, title_of
from project.scripture.errors import ChatNotFound
from project.scripture.managers.settlement import settle_call
from project.scripture.readers.managers.usage import Hold

if TYPE_CHECKING:
    from project.scripture.managers.messages import MessageManager
    from project.scripture.models import Chat
    from project.scripture.readers.dependencies import IdentifiedReader

START = """
INSERT INTO chat (user_id, title, passage_reference, passage_text, created_at, updated_at)
SELECT $1, $2, $3, $4, t, t FROM clock_timestamp() t RETURNING id
"""
#: Never earlier than before, even if the clock was set back.
TOUCH = (
    "UPDATE chat SET updated_at = greatest(clock_timestamp(), updated_at) WHERE id = $1 AND user_id = $2 RETURNING id"
)


class ChatManager(Manager["Chat"]):
    messages: ManagerOf[MessageManager] = ManagerOf("Message")

    def of(self, user_id: UUID) -> QuerySet[Chat]:
        return self.where(user_id=user_id)

    async def fetch(self, user_id: UUID, chat_id: int) -> Chat:
        chat = await self.of(user_id).get_or_none(id=chat_id)
        if chat is None:
            raise ChatNotFound
        return chat

    async def start(
        self,
        reader: IdentifiedReader,
        passage_reference: str | None,
        passage_text: str | None,
        exchange: Exchange,
        hold: Hold,
    ) -> int:
        async with transaction():
            user_id = await settle_call(hold, reader)
            (row,) = await self.sql(START, user_id, title_of(exchange.question), passage_reference, passage_text)
            chat_id: int = row["id"]
            await self.messages.store(Conversation(user_id, chat_id=chat_id), exchange)
        return chat_id

    async def continue_chat(
        self, reader: IdentifiedReader, chat_id: int, exchange: Exchange, hold: Hold
    ) -> Conversation:
        """Store a further question and answer, and count the call. Raises ChatNotFound if the chat was deleted."""
        async with transaction():
            conversation = Conversation(await settle_call(hold, reader), chat_id=chat_id)
            if not await self.sql(TOUCH, chat_id, conversation.user_id):
                raise ChatNotFound
            await self.messages.store(conversation, exchange)
        return conversation

    async def remove(self, user_id: UUID, chat_id: int) -> None:
        if not await self.of(user_id).filter(id=chat_id).delete():
            raise ChatNotFound
