"""A line of an import."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Discriminator, Field, Tag, WrapValidator, model_validator

from project.assessments.schemas.field_types import Moment, Notes, TaskMetrics
from project.assessments.schemas.metric_values import NUMBERS, checked_unless_plain
from project.assessments.schemas.metrics import MetricIn
from project.assessments.schemas.sessions import SessionIn
from project.assessments.schemas.tasks import TaskDetails
from project.core.http.schemas import UNION_TAG, JsonObject

#: Limits of a line. Higher than those of a body, because a session may have been recorded in many requests.
MAX_LINE_TASKS = 1000
MAX_LINE_METRICS = 10_000


def _form(metrics: Any) -> str:
    return UNION_TAG + ("list" if isinstance(metrics, list) else "object")


#: A list fails at its first bad metric, as a line may hold a million.
LineMetrics = Annotated[
    Annotated[TaskMetrics, Tag(UNION_TAG + "object")]
    | Annotated[list[MetricIn], Field(max_length=MAX_LINE_METRICS, fail_fast=True), Tag(UNION_TAG + "list")],
    Discriminator(_form),
]


class TaskLine(TaskDetails):
    """A task with its metrics as `POST /assessments` takes them, or as an export has them."""

    metrics: Annotated[LineMetrics | None, WrapValidator(checked_unless_plain)] = None
    other_metrics: JsonObject | None = None

    def parts(self) -> tuple[Collection[tuple[str, float]], dict[str, Any]]:
        """Return the numbers in order, where names may repeat, and everything that is not a number."""
        other = self.other_metrics or {}
        if isinstance(self.metrics, list):
            return [(metric.metric_name, metric.metric_value) for metric in self.metrics], other
        sent = self.metrics or {}
        if not NUMBERS.issuperset(map(type, sent.values())):
            other = {**other, **{name: value for name, value in sent.items() if type(value) not in NUMBERS}}
            sent = {name: value for name, value in sent.items() if type(value) in NUMBERS}
        return sent.items(), other


class SessionLine(SessionIn):
    """A complete session, new or exported elsewhere. Scores and levels are ignored and computed anew."""

    id: UUID | None = None
    started_at: Moment | None = None
    observations: Notes | None = None
    diagnosis: Notes | None = None
    recommendations: Notes | None = None
    tasks: list[TaskLine] = Field(default=[], max_length=MAX_LINE_TASKS)

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if sum(len(task.metrics or ()) for task in self.tasks) > MAX_LINE_METRICS:
            raise ValueError(f"At most {MAX_LINE_METRICS} metrics in one line")
        return self


REFERENCE = "#/components/schemas/{model}"
_line = SessionLine.model_json_schema(ref_template=REFERENCE)
#: OpenAPI schemas of a line and its parts.
LINE_MODELS: dict[str, Any] = {**_line.pop("$defs"), "SessionLine": _line}
