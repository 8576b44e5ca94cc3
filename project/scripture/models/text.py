from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import TSVectorField
from tortoise.contrib.postgres.indexes import GinIndex
from tortoise.models import Model

from project.core.db.fields import DocumentField
from project.scripture.managers import PassageManager, TranslationManager, VerseManager
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
