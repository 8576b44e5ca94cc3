"""How measurements changed: from the first sitting to its follow-ups, or between two sittings."""

import math
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from project.assessments.advice import RiskLevel
from project.assessments.grading import TaskResult, counted_tasks, round_half_up, summarise
from project.assessments.standards import Direction, measure_of

Verdict = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session with its tasks, as far as progress needs it. Age in years."""

    session_id: uuid.UUID
    started_at: datetime | None
    child_age: int
    tasks: Sequence[TaskResult]


@dataclass(frozen=True, slots=True)
class SittingSummary:
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
    """One metric of one task over the sittings; change, percent and verdict are of the last against the first."""

    task_name: str
    metric_name: str
    unit: str | None
    direction: Direction | None
    #: One a sitting, in their order; the value is None where it was not measured.
    values: list[MetricValue]
    change: float | None
    #: Change in per cent of the first value's size, one decimal; None when that is 0 or missing.
    percent: float | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Progress:
    sessions: list[SittingSummary]
    metrics: list[MetricProgress]


@dataclass(frozen=True, slots=True)
class TaskDurations:
    """Seconds of one task in either session, None where it was not recorded."""

    task_name: str
    duration1_seconds: float | None
    duration2_seconds: float | None
    change_seconds: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Session 2 against session 1: changes are the second's value less the first's."""

    session1: SittingSummary
    session2: SittingSummary
    metrics: list[MetricProgress]
    durations: list[TaskDurations]
    only_in_session1: list[str]
    only_in_session2: list[str]


def progress(initial: Sitting, followups: Sequence[Sitting]) -> Progress:
    """Follow-ups come oldest first; the last one is held against the initial sitting."""
    sittings = [initial, *followups]
    counted = [counted_tasks(sitting.tasks) for sitting in sittings]
    return Progress([_summary(sitting) for sitting in sittings], _metrics(sittings, counted))


def compare(session1: Sitting, session2: Sitting) -> Comparison:
    """Hold session 2 against session 1. Of a task recorded twice, the record that counts is read."""
    first, second = counted_tasks(session1.tasks), counted_tasks(session2.tasks)
    return Comparison(
        session1=_summary(session1),
        session2=_summary(session2),
        metrics=_metrics([session1, session2], [first, second]),
        durations=[_durations(name, first.get(name), second.get(name)) for name in first | second],
        only_in_session1=[name for name in first if name not in second],
        only_in_session2=[name for name in second if name not in first],
    )


def change_between(first: float | None, last: float | None) -> float | None:
    """last − first; None when either is missing or the difference is beyond a float."""
    return None if first is None or last is None else _finite(last - first)


def percent_between(first: float | None, last: float | None) -> float | None:
    """Change in per cent of |first|, one decimal, half up; None when first is 0 or missing, or beyond a float."""
    change = change_between(first, last)
    if not first or change is None:
        return None
    percent = _finite(change / abs(first) * 100)
    return None if percent is None else round_half_up(percent, 1)


def verdict_between(first: float | None, last: float | None, direction: Direction | None) -> Verdict | None:
    if first is None or last is None or direction is None:
        return None
    if first == last:
        return "same"
    return "better" if (last > first) == (direction == "higher") else "worse"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _summary(sitting: Sitting) -> SittingSummary:
    summary = summarise(sitting.tasks, sitting.child_age)
    return SittingSummary(sitting.session_id, sitting.started_at, summary.overall_score, summary.risk_level)


def _metrics(sittings: Sequence[Sitting], counted: Sequence[Mapping[str, TaskResult]]) -> list[MetricProgress]:
    found: list[MetricProgress] = []
    for task_name in dict.fromkeys(name for tasks in counted for name in tasks):
        recorded = [tasks[task_name].metrics if task_name in tasks else {} for tasks in counted]
        metric_names = dict.fromkeys(name for metrics in recorded for name in metrics)
        found += [_metric(task_name, metric_name, sittings, recorded) for metric_name in metric_names]
    return found


def _metric(
    task_name: str, metric_name: str, sittings: Iterable[Sitting], recorded: Sequence[Mapping[str, float]]
) -> MetricProgress:
    measure = measure_of(task_name, metric_name)
    direction = measure.direction if measure else None
    values = [metrics.get(metric_name) for metrics in recorded]
    first, last = (values[0], values[-1]) if len(values) > 1 else (values[0], None)
    return MetricProgress(
        task_name=task_name,
        metric_name=metric_name,
        unit=measure.unit if measure else None,
        direction=direction,
        values=[
            MetricValue(sitting.session_id, sitting.started_at, value)
            for sitting, value in zip(sittings, values, strict=True)
        ],
        change=change_between(first, last),
        percent=percent_between(first, last),
        verdict=verdict_between(first, last, direction),
    )


def _durations(task_name: str, first: TaskResult | None, second: TaskResult | None) -> TaskDurations:
    duration1 = None if first is None else first.duration_seconds
    duration2 = None if second is None else second.duration_seconds
    return TaskDurations(task_name, duration1, duration2, change_between(duration1, duration2))
