from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from project.core.db.vectors import CosineIndex, VectorField
from project.core.llm.embedder import DIMENSIONS
from project.scripture.managers import ChatManager, MessageManager, SummaryManager
from project.scripture.models.explanations import Insight
from project.users.models import User


class Chat(Model):
    """A conversation of a reader's own, about a passage or about none."""

    id = fields.IntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="chats", on_delete=fields.CASCADE
    )
    user_id: UUID
    title = fields.CharField(max_length=200, null=True)
    passage_reference = fields.CharField(max_length=100, null=True)
    passage_text = fields.TextField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)
    updated_at = fields.DatetimeField(auto_now_add=True)

    messages: fields.ReverseRelation[Message]

    objects = ChatManager()

    class Meta:
        table = "chat"
        indexes = (("user_id", "updated_at", "id"),)


class Message(Model):
    """A question of a reader, or its answer: in a chat, or about an insight."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="messages", on_delete=fields.CASCADE
    )
    user_id: UUID
    chat: fields.ForeignKeyNullableRelation[Chat] = fields.ForeignKeyField(
        "models.Chat", related_name="messages", on_delete=fields.CASCADE, null=True
    )
    chat_id: int | None
    insight: fields.ForeignKeyNullableRelation[Insight] = fields.ForeignKeyField(
        "models.Insight", related_name="messages", on_delete=fields.CASCADE, null=True, db_index=True
    )
    insight_id: int | None
    #: user or assistant.
    role = fields.CharField(max_length=20)
    content = fields.TextField()
    #: The answer was cut off at the limit of its length.
    was_truncated = fields.BooleanField(default=False)
    created_at = fields.DatetimeField(auto_now_add=True)
    embedding: Any = VectorField(DIMENSIONS, null=True)
    #: What made the embedding: those of different makers have nothing in common.
    embedder = fields.CharField(max_length=100, null=True)

    objects = MessageManager()

    class Meta:
        table = "message"
        ordering = ("created_at", "id")
        indexes = (
            ("user_id", "insight_id", "created_at", "id"),
            ("chat_id", "created_at", "id"),
            CosineIndex(fields=("embedding",), name="message_embedding"),
        )


class Summary(Model):
    """What a reader's conversation was about, in fewer words."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="summaries", on_delete=fields.CASCADE, db_index=True
    )
    user_id: UUID
    chat: fields.ForeignKeyNullableRelation[Chat] = fields.ForeignKeyField(
        "models.Chat", related_name="summaries", on_delete=fields.CASCADE, null=True, db_index=True
    )
    chat_id: int | None
    insight: fields.ForeignKeyNullableRelation[Insight] = fields.ForeignKeyField(
        "models.Insight", related_name="summaries", on_delete=fields.CASCADE, null=True, db_index=True
    )
    insight_id: int | None
    #: recall: a sentence or two to head excerpts of it; history: it stands for the messages up to `last_message_id`.
    kind = fields.CharField(max_length=20)
    text = fields.TextField()
    #: Messages that the conversation had when this was written.
    message_count = fields.IntField()
    last_message_id = fields.BigIntField(null=True)
    updated_at = fields.DatetimeField(auto_now=True)
    #: SHA-256 over kind, reader and conversation: there is one of each.
    key = fields.CharField(max_length=64, unique=True)

    objects = SummaryManager()

    class Meta:
        table = "summary"
