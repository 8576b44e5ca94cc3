from __future__ import annotations

from typing import Any

from tortoise import fields, timezone
from tortoise.models import Model

from project.core.db.fields import DocumentField, PartialIndex
from project.core.db.managers import Manager
from project.imaging.managers import JobManager
from project.imaging.models.products import ProductPath


class Job(Model):
    """A run in the queue: the pipeline's own, or one that was asked for here and is taken by a worker."""

    id = fields.BigIntField(primary_key=True)
    type = fields.CharField(max_length=50)
    #: pending, running, completed or failed.
    status = fields.CharField(max_length=20, default="pending")
    ms_path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="jobs", on_delete=fields.RESTRICT, db_index=True
    )
    ms_path_id: int
    run_id = fields.CharField(max_length=1000, null=True)
    params: Any = DocumentField(null=True)
    #: Of a run that was asked for here: what its command printed, the end of it.
    logs = fields.TextField(default="")
    artifacts: Any = DocumentField(default=list)
    created_at = fields.DatetimeField(default=timezone.now)
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    #: `job_` and 12 hexadecimal digits, of a run that was asked for here; null for the pipeline's own.
    key = fields.CharField(max_length=20, null=True, unique=True)
    #: How often a worker has taken it, and when one last said that it is at it.
    attempts = fields.SmallIntField(default=0)
    heartbeat_at = fields.DatetimeField(null=True)
    exit_code = fields.IntField(null=True)

    objects = JobManager()

    class Meta:
        table = "job"
        indexes = (
            ("run_id", "created_at"),
            PartialIndex(
                fields=("id",), name="job_to_take", condition="key IS NOT NULL AND status IN ('pending', 'running')"
            ),
        )


class BatchJob(Model):
    """Many items worked on as one, by the pipeline. Only counted here."""

    id = fields.BigIntField(primary_key=True)
    type = fields.CharField(max_length=100)
    created_at = fields.DatetimeField(default=timezone.now)
    #: pending, running, completed or failed: free text of the pipeline.
    status = fields.CharField(max_length=50, null=True)
    total_items = fields.IntField()
    completed_items = fields.IntField(default=0)
    failed_items = fields.IntField(default=0)
    params: Any = DocumentField(null=True)

    objects: Manager[BatchJob] = Manager()

    class Meta:
        table = "batch_job"
        indexes = (("type", "created_at"),)
