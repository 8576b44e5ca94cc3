"""Changes of metrics from a first session through its follow-ups."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from project.assessments.grading.advice import RiskLevel
from project.assessments.grading.sessions import summarise
from project.assessments.grading.tasks import TaskResult, counted_tasks
from project.assessments.norms.metrics import Direction, definition_of
from project.assessments.reports.changes import Verdict, change_between, percent_between, verdict_between


@dataclass(frozen=True, slots=True)
class RecordedSession:
    """A session with its tasks. Age in years."""

    session_id: uuid.UUID
    started_at: datetime | None
    child_age: int
    tasks: Sequence[TaskResult]


@dataclass(frozen=True, slots=True)
class GradedSession:
    session_id: uuid.UUID
    started_at: datetime | None
    #: 0–100.
    overall_score: int | None
    risk_level: RiskLevel | None


@dataclass(frozen=True, slots=True)
class MetricValue:
    session_id: uuid.UUID
    started_at: datetime | None
    value: float | None


@dataclass(frozen=True, slots=True)
class MetricProgress:
    """A metric of a task over the sessions. Change, percent and verdict compare the last with the first."""

    task_name: str
    metric_name: str
    unit: str | None
    direction: Direction | None
    #: One per session, in order. The value is None where it was not measured.
    values: list[MetricValue]
    change: float | None
    #: Change in per cent of the first value, to one decimal. None if that is 0 or missing.
    percent: float | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Progress:
    sessions: list[GradedSession]
    metrics: list[MetricProgress]


def progress(initial: RecordedSession, followups: Sequence[RecordedSession]) -> Progress:
    """Compare the last follow-up with the initial session. Follow-ups come oldest first."""
    sessions = [initial, *followups]
    counted = [counted_tasks(session.tasks) for session in sessions]
    return Progress([graded_session(session) for session in sessions], metric_progress(sessions, counted))


def graded_session(session: RecordedSession) -> GradedSession:
    summary = summarise(session.tasks, session.child_age)
    return GradedSession(session.session_id, session.started_at, summary.overall_score, summary.risk_level)


def metric_progress(
    sessions: Sequence[RecordedSession], counted: Sequence[Mapping[str, TaskResult]]
) -> list[MetricProgress]:
    found: list[MetricProgress] = []
    for task_name in dict.fromkeys(name for tasks in counted for name in tasks):
        recorded = [tasks[task_name].metrics if task_name in tasks else {} for tasks in counted]
        metric_names = dict.fromkeys(name for metrics in recorded for name in metrics)
        found += [_metric(task_name, metric_name, sessions, recorded) for metric_name in metric_names]
    return found


def _metric(
    task_name: str, metric_name: str, sessions: Iterable[RecordedSession], recorded: Sequence[Mapping[str, float]]
) -> MetricProgress:
    measure = definition_of(task_name, metric_name)
    direction = measure.direction if measure else None
    values = [metrics.get(metric_name) for metrics in recorded]
    first, last = (values[0], values[-1]) if len(values) > 1 else (values[0], None)
    return MetricProgress(
        task_name=task_name,
        metric_name=metric_name,
        unit=measure.unit if measure else None,
        direction=direction,
        values=[
            MetricValue(session.session_id, session.started_at, value)
            for session, value in zip(sessions, values, strict=True)
        ],
        change=change_between(first, last),
        percent=percent_between(first, last),
        verdict=verdict_between(first, last, direction),
    )
