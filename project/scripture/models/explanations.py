from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from project.scripture.managers import DefinitionManager, InsightManager, KeptManager
from project.users.models import User


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
