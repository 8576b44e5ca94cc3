"""The tables as SQLAlchemy's documentation declares them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import FetchedValue, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSONB, datetime: TIMESTAMP(timezone=True)}


class Session(Base):
    __tablename__ = "session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID]
    display_id: Mapped[int] = mapped_column(server_default=FetchedValue())
    child_name: Mapped[str]
    child_name_words: Mapped[str] = mapped_column(TSVECTOR)
    child_age: Mapped[int]
    child_height_cm: Mapped[float | None]
    child_weight_kg: Mapped[float | None]
    child_gender: Mapped[str | None]
    child_notes: Mapped[str | None]
    started_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    session_type: Mapped[str]
    parent_session_id: Mapped[UUID | None] = mapped_column(ForeignKey("session.id"))
    task_metrics: Mapped[dict[str, Any] | None]
    observations: Mapped[str | None]
    diagnosis: Mapped[str | None]
    recommendations: Mapped[str | None]
    risk_level: Mapped[str | None]
    overall_score: Mapped[int | None]

    tasks: Mapped[list[Task]] = relationship(order_by="Task.seq")


class Task(Base):
    __tablename__ = "task"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"))
    seq: Mapped[int] = mapped_column(server_default=FetchedValue())
    task_name: Mapped[str]
    duration_seconds: Mapped[float]
    status: Mapped[str]
    notes: Mapped[str]
    other_metrics: Mapped[dict[str, Any] | None]
    score: Mapped[int | None]

    metrics: Mapped[list[Metric]] = relationship(order_by="Metric.seq")


class Metric(Base):
    __tablename__ = "metric"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"))
    seq: Mapped[int] = mapped_column(server_default=FetchedValue())
    metric_name: Mapped[str]
    metric_value: Mapped[float]
    level: Mapped[str | None]
