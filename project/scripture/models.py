from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import TSVectorField
from tortoise.contrib.postgres.indexes import GinIndex
from tortoise.models import Model

from project.core.fields import DocumentField
from project.core.llm.embedder import DIMENSIONS
from project.core.vectors import CosineIndex, VectorField
from project.scripture.managers import (
    ChatManager,
    DefinitionManager,
    InsightManager,
    KeptManager,
    MessageManager,
    PassageManager,
    SummaryManager,
    TranslationManager,
    VerseManager,
)
from project.scripture.readers.models import Device, LinkCode, ProReader, ReaderToken, Usage, UsageHold  # noqa: F401
from project.users.models import User


class Translation(Model):
    """A translation whose text is in the database."""

    #: As the public Bible file names it, such as `eng_kjv`.
    id = fields.CharField(max_length=30, primary_key=True)
    name = fields.CharField(max_length=200)
    loaded_at = fields.DatetimeField(auto_now=True)

    objects = TranslationManager()

    class Meta:
        table = "translation"

    def __str__(self) -> str:
        return self.name


class Verse(Model):
    """One verse of a translation."""

    id = fields.IntField(primary_key=True)
    translation: fields.ForeignKeyRelation[Translation] = fields.ForeignKeyField(
        "models.Translation", related_name="verses", on_delete=fields.CASCADE
    )
    translation_id: str
    #: GEN to REV, or the id of a book beyond the 66.
    book = fields.CharField(max_length=3)
    chapter = fields.SmallIntField()
    number = fields.SmallIntField()
    text = fields.TextField()
    #: List of texts, poetry, line breaks and notes, where the source has it.
    parts: Any = DocumentField(null=True)
    #: The words of the text, and `@` with the translation's id, so that one index narrows to both.
    words = TSVectorField()

    objects = VerseManager()

    class Meta:
        table = "verse"
        unique_together = (("translation_id", "book", "chapter", "number"),)
        indexes = (GinIndex(fields=("words",), name="verse_words"),)


class Chapter(Model):
    """A chapter as its source lays it out: headings, verses, line breaks."""

    id = fields.IntField(primary_key=True)
    translation: fields.ForeignKeyRelation[Translation] = fields.ForeignKeyField(
        "models.Translation", related_name="chapters", on_delete=fields.CASCADE
    )
    translation_id: str
    book = fields.CharField(max_length=3)
    number = fields.SmallIntField()
    content: Any = DocumentField()

    class Meta:
        table = "chapter"
        unique_together = (("translation_id", "book", "number"),)


class SavedPassage(Model):
    """A passage that a reader has marked to keep."""

    id = fields.IntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="saved_passages", on_delete=fields.CASCADE, db_index=True
    )
    user_id: UUID
    reference = fields.CharField(max_length=100)
    book = fields.CharField(max_length=50)
    chapter = fields.IntField()
    verse_start = fields.IntField()
    verse_end = fields.IntField(null=True)
    translation = fields.CharField(max_length=30)
    text = fields.TextField()
    created_at = fields.DatetimeField(auto_now_add=True)

    objects = PassageManager()

    class Meta:
        table = "saved_passage"


class Insight(Model):
    """Three texts on a passage. One that was imported belongs to its importer; the others serve all readers."""

    id = fields.IntField(primary_key=True)
    #: SHA-256 over reference, text and owner: what makes it the same insight.
    key = fields.CharField(max_length=64, unique=True)
    owner: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="own_insights", on_delete=fields.CASCADE, null=True, db_index=True
    )
    owner_id: UUID | None
    passage_reference = fields.CharField(max_length=100)
    passage_text = fields.TextField()
    historical_context = fields.TextField()
    theological_significance = fields.TextField()
    practical_application = fields.TextField()
    created_at = fields.DatetimeField(auto_now_add=True)

    objects = InsightManager()

    class Meta:
        table = "insight"


class KeptInsight(Model):
    """An insight in a reader's history."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="kept_insights", on_delete=fields.CASCADE
    )
    user_id: UUID
    insight: fields.ForeignKeyRelation[Insight] = fields.ForeignKeyField(
        "models.Insight", related_name="kept", on_delete=fields.CASCADE, db_index=True
    )
    insight_id: int
    created_at = fields.DatetimeField(auto_now_add=True)

    objects = KeptManager["KeptInsight"]()

    class Meta:
        table = "kept_insight"
        unique_together = (("user_id", "insight_id"),)
        indexes = (("user_id", "created_at", "id"),)


class Definition(Model):
    """Three texts on a word in a verse. One that was imported belongs to its importer; the others serve all readers."""

    id = fields.IntField(primary_key=True)
    #: SHA-256 over word, reference, verse and owner: what makes it the same definition.
    key = fields.CharField(max_length=64, unique=True)
    owner: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="own_definitions", on_delete=fields.CASCADE, null=True, db_index=True
    )
    owner_id: UUID | None
    word = fields.CharField(max_length=100)
    passage_reference = fields.CharField(max_length=100)
    verse_text = fields.TextField()
    definition = fields.TextField()
    biblical_usage = fields.TextField()
    original_language = fields.TextField()
    created_at = fields.DatetimeField(auto_now_add=True)

    objects = DefinitionManager()

    class Meta:
        table = "definition"


class KeptDefinition(Model):
    """A definition in a reader's history."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="kept_definitions", on_delete=fields.CASCADE
    )
    user_id: UUID
    definition: fields.ForeignKeyRelation[Definition] = fields.ForeignKeyField(
        "models.Definition", related_name="kept", on_delete=fields.CASCADE, db_index=True
    )
    definition_id: int
    created_at = fields.DatetimeField(auto_now_add=True)

    objects = KeptManager["KeptDefinition"]()

    class Meta:
        table = "kept_definition"
        unique_together = (("user_id", "definition_id"),)
        indexes = (("user_id", "created_at", "id"),)


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
