from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from project.assessments.schemas.field_types import MAX_TASKS, Moment
from project.assessments.schemas.metric_values import MAX_METRICS
from project.assessments.schemas.sessions import SessionCreated, SessionIn
from project.assessments.schemas.tasks import FullTaskOut, TaskIn


class AssessmentIn(SessionIn):
    """A complete session in one body."""

    started_at: Moment | None = Field(default=None, description="Default: now.")
    tasks: list[TaskIn] = Field(
        default=[],
        max_length=MAX_TASKS,
        examples=[[{"task_name": "one_leg", "status": "success", "metrics": {"holdTime": 5.012, "oneLegScore": 2}}]],
    )

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if sum(len(task.metrics or {}) for task in self.tasks) > MAX_METRICS:
            raise ValueError(f"At most {MAX_METRICS} metrics in one body")
        return self

    def session(self) -> dict[str, Any]:
        values = self.model_dump(exclude={"tasks"})
        return values if self.started_at else {**values, "started_at": datetime.now(UTC)}


class FullSessionOut(SessionCreated):
    """A session with everything recorded in it."""

    task_metrics: dict[str, Any] | None
    tasks: Annotated[list[FullTaskOut], BeforeValidator(list)]
