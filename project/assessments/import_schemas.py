"""What a line of an upload may hold, and what is answered to an upload."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Discriminator, Field, Tag, WrapValidator, model_validator

from project.assessments.plain_numbers import NUMBERS, quickly
from project.assessments.schemas import (
    MetricIn,
    Moment,
    Notes,
    SessionIn,
    TaskDetails,
    TaskMetrics,
)
from project.core.schemas import UNION_TAG, JsonObject, Out

#: Of one line. More than of one body, because a sitting may have been recorded in many.
MAX_LINE_TASKS = 1000
MAX_LINE_METRICS = 10_000


def _form(metrics: Any) -> str:
    return UNION_TAG + ("list" if isinstance(metrics, list) else "object")


#: Of a list no more than its first metric that is wrong: in one line there may be a million.
LineMetrics = Annotated[
    Annotated[TaskMetrics, Tag(UNION_TAG + "object")]
    | Annotated[list[MetricIn], Field(max_length=MAX_LINE_METRICS, fail_fast=True), Tag(UNION_TAG + "list")],
    Discriminator(_form),
]


class RecordedTask(TaskDetails):
    """A task with its metrics as `POST /assessments` takes them, or as an export has them."""

    metrics: Annotated[LineMetrics | None, WrapValidator(quickly)] = None
    other_metrics: JsonObject | None = None

    def parts(self) -> tuple[Collection[tuple[str, float]], dict[str, Any]]:
        """The numbers in their order, of which one name may come twice, and whatever is no number."""
        other = self.other_metrics or {}
        if isinstance(self.metrics, list):
            return [(metric.metric_name, metric.metric_value) for metric in self.metrics], other
        sent = self.metrics or {}
        if not NUMBERS.issuperset(map(type, sent.values())):
            other = {**other, **{name: value for name, value in sent.items() if type(value) not in NUMBERS}}
            sent = {name: value for name, value in sent.items() if type(value) in NUMBERS}
        return sent.items(), other


class SittingLine(SessionIn):
    """A whole sitting, new or exported elsewhere. What is always worked out here (scores, levels) is ignored."""

    id: UUID | None = None
    started_at: Moment | None = None
    observations: Notes | None = None
    diagnosis: Notes | None = None
    recommendations: Notes | None = None
    tasks: list[RecordedTask] = Field(default=[], max_length=MAX_LINE_TASKS)

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if sum(len(task.metrics or ()) for task in self.tasks) > MAX_LINE_METRICS:
            raise ValueError(f"At most {MAX_LINE_METRICS} metrics in one line")
        return self


class ErrorOut(Out):
    type: str = Field(examples=["less_than_equal"])
    loc: list[str | int] = Field(examples=[["body", "child_age"]])
    msg: str = Field(examples=["Input should be less than or equal to 25"])


class LineErrors(Out):
    line: int = Field(description="Counted from 1.", examples=[3])
    errors: list[ErrorOut] = Field(description="The first 20.")


class ImportOut(Out):
    lines: int = Field(description="All lines, empty ones included.", examples=[3])
    stored: int = Field(description="Sittings that were stored.", examples=[2])
    failed: int = Field(description="Lines that were not.", examples=[1])
    errors: list[LineErrors] = Field(description="Of every line that was not stored, in their order.")


REFERENCE = "#/components/schemas/{model}"
_line = SittingLine.model_json_schema(ref_template=REFERENCE)
#: Of the document: a line, and what it is made of.
LINE_MODELS: dict[str, Any] = {**_line.pop("$defs"), "SittingLine": _line}
