from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, JsonValue, StringConstraints

from project.assessments.schemas.metric_values import MAX_METRICS
from project.core.http.schemas import NOT_BLANK, NOT_BOOLEAN, VISIBLE, Instant, JsonObject, Name, Text

MAX_TASKS = 100
METRIC_NAMES: dict[str, JsonValue] = {"pattern": NOT_BLANK, "maxLength": 100}
FIRST_DAY = datetime(1990, 1, 1, tzinfo=UTC)
SessionType = Literal["initial", "followup"]
RiskLevel = Literal["normal", "monitor", "high"]
TaskStatus = Literal["success", "failed", "pending", "completed", "skipped", "fail", "borderline"]
SessionOrder = Literal["-started_at", "started_at", "child_name", "-child_name"]


def _not_in_future(moment: datetime) -> datetime:
    if not FIRST_DAY <= moment <= datetime.now(UTC) + timedelta(days=1):
        raise ValueError("Should lie between 1990 and today")
    return moment


ChildName = Annotated[Name, Field(max_length=200, examples=["Mina Haddad"])]
ChildAge = Annotated[int, Field(ge=0, le=25, description="In years.", examples=[8]), NOT_BOOLEAN]
HeightCm = Annotated[float, Field(ge=1, le=300, description="In cm.", examples=[130.5]), NOT_BOOLEAN]
WeightKg = Annotated[float, Field(ge=1, le=300, description="In kg.", examples=[28.0]), NOT_BOOLEAN]
Gender = Annotated[Text, Field(max_length=50, examples=["female"])]
Notes = Annotated[Text, Field(max_length=10_000, examples=["Wears glasses"])]
TaskName = Annotated[Name, Field(max_length=100, examples=["one_leg"])]
#: The length comes before VISIBLE, so that pydantic checks it natively.
MetricName = Annotated[str, StringConstraints(pattern=NOT_BLANK, max_length=100), VISIBLE, Field(examples=["holdTime"])]
Seconds = Annotated[float, Field(ge=0, le=86_400, description="In seconds.", examples=[15.5]), NOT_BOOLEAN]
Moment = Annotated[
    Instant,
    AfterValidator(_not_in_future),
    Field(description="Between 1990 and today.", examples=["2024-05-14T09:30:00Z"]),
]
Kind = Annotated[
    Literal[SessionType, "", None],
    AfterValidator(lambda kind: kind or "initial"),
    Field(description="Empty or null means initial.", examples=["initial"]),
]
Status = Annotated[
    Literal[TaskStatus, "", None],
    AfterValidator(lambda status: status or "completed"),
    Field(description="Empty or null means completed.", examples=["success"]),
]


def _named_within_bounds(metrics: dict[str, Any]) -> dict[str, Any]:
    if len(metrics) > MAX_METRICS:
        raise ValueError(f"At most {MAX_METRICS} metrics")
    if any(not name.strip() or len(name) > 100 for name in metrics):
        raise ValueError("Names of metrics have 1 to 100 characters")
    return metrics


TaskMetrics = Annotated[
    JsonObject,
    AfterValidator(_named_within_bounds),
    Field(
        description="Name → number. Other values are stored in `other_metrics`.",
        examples=[{"holdTime": 5.012, "swayIndex": 0.0061}],
        json_schema_extra={"maxProperties": MAX_METRICS, "propertyNames": METRIC_NAMES},
    ),
]
