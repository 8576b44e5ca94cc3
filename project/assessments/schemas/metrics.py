from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Discriminator, Field, RootModel, Tag, WrapValidator

from project.assessments.schemas.field_types import METRIC_NAMES, MetricName
from project.assessments.schemas.metric_values import MAX_METRICS, floats_unless_checked
from project.core.http.schemas import UNION_TAG, In, Number, Out
from project.core.json.text import NullAs


class MetricIn(In):
    metric_name: MetricName
    metric_value: Number = Field(examples=[5.012])

    def values(self) -> dict[str, float]:
        return {self.metric_name: self.metric_value}


class MetricsIn(RootModel[dict[MetricName, Number]]):
    """Name → number. Stored in the order of the keys, all or none."""

    root: Annotated[
        dict[MetricName, Number], Field(min_length=1, max_length=MAX_METRICS), WrapValidator(floats_unless_checked)
    ] = Field(
        examples=[{"accuracy": 0.95, "max_angle": 165.5}],
        json_schema_extra={"propertyNames": {**METRIC_NAMES, "not": {"enum": ["metric_name", "metric_value"]}}},
    )

    def values(self) -> dict[str, float]:
        return self.root


def _form(body: Any) -> str:
    keys = body if isinstance(body, dict) else vars(body) if isinstance(body, MetricIn) else ()
    return UNION_TAG + "metric" if "metric_name" in keys or "metric_value" in keys else UNION_TAG + "metrics"


MetricBody = Annotated[
    Annotated[MetricIn, Tag(UNION_TAG + "metric")] | Annotated[MetricsIn, Tag(UNION_TAG + "metrics")],
    Discriminator(_form),
]


class MetricOut(Out):
    id: UUID
    task_id: UUID
    metric_name: str = Field(examples=["holdTime"])
    metric_value: float = Field(examples=[5.012])


class MetricDeleted(Out):
    message: str = "Metric deleted successfully"
    metric_id: UUID


class GradedMetricOut(MetricOut):
    level: Annotated[Literal["normal", "borderline", "abnormal", "not_graded"], NullAs("not_graded")]
