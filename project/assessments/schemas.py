from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Discriminator,
    Field,
    JsonValue,
    RootModel,
    StringConstraints,
    Tag,
    WrapValidator,
    model_validator,
)

from project.assessments.followups import WARNINGS
from project.assessments.plain_numbers import MAX_METRICS, NUMBERS, quickly_as_floats
from project.core.json_text import NullAs, Written
from project.core.paging import Paging
from project.core.schemas import (
    NOT_BLANK,
    NOT_BOOLEAN,
    UNION_TAG,
    VISIBLE,
    In,
    Instant,
    JsonObject,
    Name,
    Number,
    Out,
    Patch,
    Text,
)

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
#: Its length stands before VISIBLE, where pydantic looks at it in no time.
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
    Field(description="Empty or null: initial.", examples=["initial"]),
]
Status = Annotated[
    Literal[TaskStatus, "", None],
    AfterValidator(lambda status: status or "completed"),
    Field(description="Empty or null: completed.", examples=["success"]),
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
        description="Name → number. Values that are not numbers are kept beside.",
        examples=[{"holdTime": 5.012, "swayIndex": 0.0061}],
        json_schema_extra={"maxProperties": MAX_METRICS, "propertyNames": METRIC_NAMES},
    ),
]


class SessionIn(In):
    child_name: ChildName
    child_age: ChildAge
    child_height_cm: HeightCm | None = None
    child_weight_kg: WeightKg | None = None
    child_gender: Gender | None = None
    child_notes: Notes | None = None
    task_metrics: JsonObject | None = Field(default=None, description="Kept as it is.")
    session_type: Kind = "initial"
    parent_session_id: UUID | None = Field(
        default=None, description="The session that this one follows.", examples=[None]
    )


class SessionPatch(Patch):
    child_name: ChildName = ""
    child_age: ChildAge = 0
    child_height_cm: HeightCm | None = None
    child_weight_kg: WeightKg | None = None
    child_gender: Gender | None = None
    child_notes: Notes | None = None
    observations: Notes | None = None
    diagnosis: Notes | None = None
    recommendations: Notes | None = None
    started_at: Moment = FIRST_DAY
    session_type: SessionType = "initial"
    parent_session_id: UUID | None = Field(default=None, examples=[None])


class TaskDetails(In):
    """The task's own fields, as requests and import lines have them."""

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
        """Return the task's own fields, and the numbers among its metrics."""
        sent = self.metrics or {}
        other = {name: value for name, value in sent.items() if type(value) not in NUMBERS}
        numbers = {name: float(value) for name, value in sent.items() if type(value) in NUMBERS}
        return {**self.details(), "other_metrics": other or None}, numbers


class TaskPatch(Patch):
    task_name: TaskName = ""
    duration_seconds: Seconds = 0.0
    status: TaskStatus = "pending"
    notes: Notes = ""


class AssessmentIn(SessionIn):
    """A whole session in one body."""

    started_at: Moment | None = Field(default=None, description="Now, when left out.")
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
        """The session's own fields."""
        values = self.model_dump(exclude={"tasks"})
        return values if self.started_at else {**values, "started_at": datetime.now(UTC)}


class MetricIn(In):
    metric_name: MetricName
    metric_value: Number = Field(examples=[5.012])

    def values(self) -> dict[str, float]:
        return {self.metric_name: self.metric_value}


class MetricsIn(RootModel[dict[MetricName, Number]]):
    """Name → number; stored in the order of the keys, all or none."""

    root: Annotated[
        dict[MetricName, Number], Field(min_length=1, max_length=MAX_METRICS), WrapValidator(quickly_as_floats)
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


class SessionQuery(Paging):
    skip: int = Field(default=0, ge=0, le=2**31 - 1, description="For old clients: `after` costs less.")
    q: Text | None = Field(default=None, max_length=200, description="Beginnings of words of the child's name.")
    session_type: SessionType | None = None
    risk_level: RiskLevel | None = None
    started_after: Instant | None = Field(default=None, description="At or after this time.")
    started_before: Instant | None = Field(default=None, description="Before this time.")
    age_min: int | None = Field(default=None, ge=0, le=25)
    age_max: int | None = Field(default=None, ge=0, le=25)
    parent_session_id: UUID | None = None
    order: SessionOrder = "-started_at"


class SessionOut(Out):
    id: UUID
    display_id: int = Field(examples=[1042])
    child_name: str = Field(examples=["Mina Haddad"])
    child_age: int = Field(examples=[8])
    child_height_cm: float | None = Field(examples=[130.5])
    child_weight_kg: float | None = Field(examples=[28.0])
    child_gender: str | None = Field(examples=["female"])
    child_notes: str | None = Field(examples=["Wears glasses"])
    started_at: datetime
    session_type: str = Field(examples=["initial"])
    parent_session_id: UUID | None
    created_at: datetime = Field(validation_alias=AliasChoices("started_at"), description="The same as `started_at`.")
    risk_level: RiskLevel | None = Field(description="Null without data.")
    overall_score: int | None = Field(description="0 to 100; null without data.", examples=[83])
    observations: str | None
    diagnosis: str | None
    recommendations: str | None


class SessionCreated(SessionOut):
    warnings: Annotated[list[str], Written(WARNINGS)] = Field(
        description="What is odd about a follow-up.", examples=[[]]
    )


class SessionDeleted(Out):
    message: str = "Session deleted successfully"
    session_id: UUID


class TaskOut(Out):
    id: UUID
    session_id: UUID
    task_name: str = Field(examples=["one_leg"])
    duration_seconds: float = Field(examples=[15.5])
    status: str = Field(examples=["success"])
    notes: str
    score: int | None = Field(description="0 to 2; null where nothing could be scored.", examples=[2])


class TaskDeleted(Out):
    message: str = "Task deleted successfully"
    task_id: UUID


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


class FullTaskOut(TaskOut):
    other_metrics: dict[str, Any] | None = Field(description="Values sent with the task that are not numbers.")
    metrics: Annotated[list[GradedMetricOut], BeforeValidator(list)]


class FullSessionOut(SessionCreated):
    """A session with all that was recorded in it."""

    task_metrics: dict[str, Any] | None
    tasks: Annotated[list[FullTaskOut], BeforeValidator(list)]
