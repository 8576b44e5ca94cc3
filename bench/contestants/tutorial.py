"""FastAPI and Tortoise ORM as their tutorials show them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI, HTTPException
from tortoise import fields
from tortoise.contrib.fastapi import RegisterTortoise
from tortoise.contrib.postgres.fields import TSVectorField
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model
from tortoise.query_utils import Prefetch

from bench.contestants.schemas import FullSessionOut, MetricOut, SessionCreated, SessionIn, SessionOut
from project.assessments.name_search import as_tsvector
from project.core.db.dsn import parse_dsn

ORGANISATION_ID = UUID(os.environ["BENCH_ORGANISATION_ID"])


class Row(Model):
    id = fields.UUIDField(primary_key=True, default=uuid4)
    created_at = fields.DatetimeField(auto_now_add=True)
    version = fields.IntField(default=1)
    updated_at = fields.DatetimeField(auto_now=True)

    class Meta:
        abstract = True


class Session(Row):
    organisation_id = fields.UUIDField()
    display_id = fields.BigIntField(unique=True, db_default=SqlDefault("nextval('session_display_id_seq')"))
    child_name = fields.CharField(max_length=200)
    child_name_words: Any = TSVectorField()
    child_age = fields.SmallIntField()
    child_height_cm = fields.FloatField(null=True)
    child_weight_kg = fields.FloatField(null=True)
    child_gender = fields.CharField(max_length=50, null=True)
    child_notes = fields.TextField(null=True)
    started_at = fields.DatetimeField(auto_now_add=True)
    session_type = fields.CharField(max_length=20, default="initial")
    parent_session: Any = fields.ForeignKeyField("models.Session", related_name="followups", null=True)
    task_metrics: Any = fields.JSONField(null=True)
    observations = fields.TextField(null=True)
    diagnosis = fields.TextField(null=True)
    recommendations = fields.TextField(null=True)
    risk_level = fields.CharField(max_length=10, null=True)
    overall_score = fields.SmallIntField(null=True)

    class Meta:
        table = "session"


class Task(Row):
    session: Any = fields.ForeignKeyField("models.Session", related_name="tasks")
    seq = fields.BigIntField(db_default=SqlDefault("nextval('task_seq')"))
    task_name = fields.CharField(max_length=100)
    duration_seconds = fields.FloatField(default=0.0)
    status = fields.CharField(max_length=20, default="pending")
    notes = fields.TextField(default="")
    other_metrics: Any = fields.JSONField(null=True)
    score = fields.SmallIntField(null=True)

    class Meta:
        table = "task"


class Metric(Model):
    id = fields.UUIDField(primary_key=True, default=uuid4)
    task: Any = fields.ForeignKeyField("models.Task", related_name="metrics")
    seq = fields.BigIntField(db_default=SqlDefault("nextval('metric_seq')"))
    metric_name = fields.CharField(max_length=100)
    metric_value = fields.FloatField()
    with_task = fields.BooleanField(default=False)
    level = fields.CharField(max_length=10, null=True)

    class Meta:
        table = "metric"


def orm() -> dict[str, Any]:
    credentials = {**parse_dsn(os.environ["DATABASE_URL"]), "minsize": 10, "maxsize": 10}
    return {
        "connections": {"default": {"engine": "tortoise.backends.asyncpg", "credentials": credentials}},
        "apps": {"models": {"models": [__name__], "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with RegisterTortoise(app, config=orm(), add_exception_handlers=True):
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def read_health() -> dict[str, str]:
    return {"status": "healthy"}


@app.get("/sessions", response_model=list[SessionOut])
async def list_sessions(limit: int = 100) -> list[Session]:
    return await Session.filter(organisation_id=ORGANISATION_ID).order_by("-started_at", "-id").limit(limit)


@app.post("/sessions", response_model=SessionCreated, status_code=201)
async def create_session(body: SessionIn) -> Session:
    return await Session.create(
        organisation_id=ORGANISATION_ID, child_name_words=as_tsvector(body.child_name), **body.model_dump()
    )


@app.get("/sessions/{session_id}", response_model=SessionOut)
async def read_session(session_id: UUID) -> Session:
    return await Session.get(id=session_id)


@app.get("/sessions/{session_id}/full", response_model=FullSessionOut)
async def read_full_session(session_id: UUID) -> Session:
    return await Session.get(id=session_id).prefetch_related(
        Prefetch(
            "tasks",
            queryset=Task.all().order_by("seq").prefetch_related(Prefetch("metrics", Metric.all().order_by("seq"))),
        )
    )


@app.post("/tasks/{task_id}/metrics", response_model=list[MetricOut], status_code=201)
async def create_metrics(task_id: UUID, body: dict[str, float]) -> list[Metric]:
    if not await Task.exists(id=task_id):
        raise HTTPException(404, "Task not found")
    metrics = [Metric(task_id=task_id, metric_name=name, metric_value=value) for name, value in body.items()]
    await Metric.bulk_create(metrics)
    return metrics
