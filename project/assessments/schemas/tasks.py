from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field

from project.assessments.schemas.field_types import Notes, Seconds, Status, TaskMetrics, TaskName, TaskStatus
from project.assessments.schemas.metric_values import NUMBERS
from project.assessments.schemas.metrics import GradedMetricOut
from project.core.http.schemas import In, Out, Patch


class TaskDetails(In):
    """The task's own fields, in requests and import lines."""

    task_name: TaskName
    duration_seconds: Seconds | None = None
    status: Status = "pending"
    notes: Notes | None = None

    def details(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in TaskDetails.model_fields}
        return {**values, "duration_seconds": self.duration_seconds or 0.0, "notes": self.notes or ""}


class TaskIn(TaskDetails):
    metrics: TaskMetrics | None = None

    def parts(self) -> tuple[dict[str, Any], dict[str, float]]:
        sent = self.metrics or {}
        other = {name: value for name, value in sent.items() if type(value) not in NUMBERS}
        numbers = {name: float(value) for name, value in sent.items() if type(value) in NUMBERS}
        return {**self.details(), "other_metrics": other or None}, numbers


class TaskPatch(Patch):
    task_name: TaskName = ""
    duration_seconds: Seconds = 0.0
    status: TaskStatus = "pending"
    notes: Notes = ""


class TaskOut(Out):
    id: UUID
    session_id: UUID
    task_name: str = Field(examples=["one_leg"])
    duration_seconds: float = Field(examples=[15.5])
    status: str = Field(examples=["success"])
    notes: str
    score: int | None = Field(description="0 to 2; null if nothing could be scored.", examples=[2])


class TaskDeleted(Out):
    message: str = "Task deleted successfully"
    task_id: UUID


class FullTaskOut(TaskOut):
    other_metrics: dict[str, Any] | None = Field(description="Values sent with the task that are not numbers.")
    metrics: Annotated[list[GradedMetricOut], BeforeValidator(list)]
