from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tortoise import fields, timezone
from tortoise.contrib.postgres.fields import TSVectorField
from tortoise.contrib.postgres.indexes import GinIndex
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model
from uuid_utils.compat import uuid7

from project.assessments.grading.tasks import all_scoring_names
from project.assessments.managers.imports import ImportManager
from project.assessments.managers.metrics import MetricManager
from project.assessments.managers.sessions import SessionManager
from project.assessments.managers.tasks import TaskManager
from project.core.db.fields import DocumentField, PartialIndex
from project.core.db.models import Row, Versioned
from project.users.models import Organisation

SCORING = ", ".join(f"'{name}'" for name in all_scoring_names())


class Session(Row, Versioned):
    """One sitting of a child: its details, and the movements that were recorded."""

    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "models.Organisation", related_name="sessions", on_delete=fields.CASCADE
    )
    organisation_id: UUID
    #: A short number for people.
    display_id = fields.BigIntField(unique=True, db_default=SqlDefault("nextval('session_display_id_seq')"))
    child_name = fields.CharField(max_length=200)
    #: The words of the name, folded, for searching.
    child_name_words: Any = TSVectorField()
    #: In years.
    child_age = fields.SmallIntField()
    #: In cm.
    child_height_cm = fields.FloatField(null=True)
    #: In kg.
    child_weight_kg = fields.FloatField(null=True)
    child_gender = fields.CharField(max_length=50, null=True)
    child_notes = fields.TextField(null=True)
    started_at = fields.DatetimeField(default=timezone.now)
    #: initial or followup.
    session_type = fields.CharField(max_length=20, default="initial")
    parent_session: fields.ForeignKeyNullableRelation[Session] = fields.ForeignKeyField(
        "models.Session", related_name="followups", on_delete=fields.SET_NULL, null=True, db_index=True
    )
    parent_session_id: UUID | None
    #: What the client sent as `task_metrics`, as it was.
    task_metrics: Any = DocumentField(null=True)
    observations = fields.TextField(null=True)
    diagnosis = fields.TextField(null=True)
    recommendations = fields.TextField(null=True)
    #: normal, monitor or high; null without data. Kept current by every write to tasks and metrics.
    risk_level = fields.CharField(max_length=10, null=True)
    #: 0 to 100; null without data. Kept current like risk_level.
    overall_score = fields.SmallIntField(null=True)

    #: What is odd about a follow-up; worked out where it is asked for, not stored.
    warnings: Sequence[str] = ()
    tasks: fields.ReverseRelation[Task]

    objects = SessionManager()

    class Meta:
        table = "session"
        indexes = (
            ("organisation_id", "started_at", "id"),
            ("organisation_id", "child_name", "id"),
            ("organisation_id", "child_age", "started_at"),
            # Most sessions have no part in these two, so that making one costs nothing there.
            PartialIndex(
                fields=("organisation_id", "risk_level", "started_at"),
                name="session_risk_level",
                condition="risk_level IS NOT NULL",
            ),
            PartialIndex(
                fields=("organisation_id", "started_at"),
                name="session_followup",
                condition="session_type = 'followup'",
            ),
            GinIndex(fields=["child_name_words"], name="session_child_name_words"),
        )

    def __str__(self) -> str:
        return str(self.display_id)


class Task(Row, Versioned):
    """One movement that the child was asked for, and how it went."""

    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "models.Session", related_name="tasks", on_delete=fields.CASCADE
    )
    session_id: UUID
    #: Grows in the order of recording.
    seq = fields.BigIntField(db_default=SqlDefault("nextval('task_seq')"))
    task_name = fields.CharField(max_length=100)
    #: In seconds.
    duration_seconds = fields.FloatField(default=0.0)
    status = fields.CharField(max_length=20, default="pending")
    notes = fields.TextField(default="")
    #: Values of the `metrics` sent with the task that are not numbers.
    other_metrics: Any = DocumentField(null=True)

    #: 0 to 2; null where nothing could be scored. Kept current by every write to its metrics.
    score = fields.SmallIntField(null=True)

    metrics: fields.ReverseRelation[Metric]

    objects = TaskManager()

    class Meta:
        table = "task"
        ordering = ("seq",)
        indexes = (("session_id", "seq"),)

    def __str__(self) -> str:
        return self.task_name


class Metric(Model):
    """One number that was measured. Its unit and meaning depend on task and name: see standards.py."""

    id: UUID = fields.UUIDField(primary_key=True, default=uuid7)
    task: fields.ForeignKeyRelation[Task] = fields.ForeignKeyField(
        "models.Task", related_name="metrics", on_delete=fields.CASCADE
    )
    task_id: UUID
    #: Grows in the order of recording.
    seq = fields.BigIntField(db_default=SqlDefault("nextval('metric_seq')"))
    metric_name = fields.CharField(max_length=100)
    metric_value = fields.FloatField()
    #: It came in the task's own `metrics`: one of the same name that comes singly takes its place.
    with_task = fields.BooleanField(default=False)

    #: normal, borderline or abnormal by standards.py at the child's age; null where there is no standard.
    level = fields.CharField(max_length=10, null=True)

    objects = MetricManager()

    class Meta:
        table = "metric"
        ordering = ("seq",)
        indexes = (
            ("task_id", "seq"),
            PartialIndex(fields=("task_id", "metric_name"), name="metric_with_task", condition="with_task"),
            PartialIndex(fields=("task_id",), name="metric_scoring", condition=f"metric_name IN ({SCORING})"),
        )

    def __str__(self) -> str:
        return self.metric_name


class Import(Model):
    """An upload of whole sittings, under way or done: what it takes to go on after a cut."""

    #: SHA-256 over who sends it and their Idempotency-Key; random where they gave none.
    id = fields.CharField(max_length=64, primary_key=True)
    #: When it last came further, or began to go on.
    touched_at = fields.DatetimeField(auto_now_add=True, db_index=True)
    #: Lines that have been dealt with, empty ones included.
    lines = fields.BigIntField(default=0)
    #: Sittings that were stored.
    stored = fields.BigIntField(default=0)
    #: Lines that could not be.
    failed = fields.BigIntField(default=0)
    #: SHA-256 chained over those lines: the same upload has the same.
    digest = fields.CharField(max_length=64, default="")
    finished_at = fields.DatetimeField(null=True)

    objects = ImportManager()

    class Meta:
        table = "import"


class ImportFault(Model):
    """A line of an upload that could not be stored."""

    id = fields.BigIntField(primary_key=True)
    upload: fields.ForeignKeyRelation[Import] = fields.ForeignKeyField(
        "models.Import", related_name="faults", on_delete=fields.CASCADE
    )
    upload_id: str
    #: Counted from 1.
    line = fields.BigIntField()
    #: List of `{type, loc, msg}`; nothing of what was sent.
    errors: Any = DocumentField()

    class Meta:
        table = "import_fault"
        ordering = ("line",)
        unique_together = (("upload_id", "line"),)
