"""What goes over the wire, as a tutorial would have it; the fields are those of the service."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator


class SessionIn(BaseModel):
    child_name: str = Field(min_length=1, max_length=200)
    child_age: int = Field(ge=0, le=25)
    child_height_cm: float | None = None
    child_weight_kg: float | None = None
    child_gender: str | None = None
    child_notes: str | None = None
    task_metrics: dict[str, Any] | None = None
    session_type: str = "initial"
    parent_session_id: UUID | None = None


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SessionOut(Out):
    id: UUID
    display_id: int
    child_name: str
    child_age: int
    child_height_cm: float | None
    child_weight_kg: float | None
    child_gender: str | None
    child_notes: str | None
    started_at: datetime
    session_type: str
    parent_session_id: UUID | None
    created_at: datetime = Field(validation_alias=AliasChoices("started_at"))
    risk_level: str | None
    overall_score: int | None
    observations: str | None
    diagnosis: str | None
    recommendations: str | None


class SessionCreated(SessionOut):
    warnings: list[str] = []


class MetricOut(Out):
    id: UUID
    task_id: UUID
    metric_name: str
    metric_value: float


class GradedMetricOut(MetricOut):
    level: str

    @field_validator("level", mode="before")
    @classmethod
    def _said(cls, level: str | None) -> str:
        return level or "not_graded"


class FullTaskOut(Out):
    id: UUID
    session_id: UUID
    task_name: str
    duration_seconds: float
    status: str
    notes: str
    score: int | None
    other_metrics: dict[str, Any] | None
    metrics: list[GradedMetricOut]


class FullSessionOut(SessionCreated):
    task_metrics: dict[str, Any] | None
    tasks: list[FullTaskOut]
