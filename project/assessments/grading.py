"""Metrics graded by age, tasks scored 0–2 and a sitting summed up. What was not measured is None, never a guess."""

import math
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from project.assessments.advice import RiskLevel, recommendations
from project.assessments.standards import (
    Band,
    Standard,
    measure_of,
    standard_of,
    standards_of,
)

GradedLevel = Literal["normal", "borderline", "abnormal"]
Level = Literal[GradedLevel, "not_graded"]

FAILED_STATUSES = frozenset({"failed", "fail"})
CRITICAL_TASKS = ("one_leg", "walk", "jump")

#: Metrics that hold a task's score of 0–2, the first present counts.
SCORE_METRICS: dict[str, tuple[str, ...]] = {
    "raise_hand": ("armRaiseScore", "shoulderScore", "score"),
    "one_leg": ("oneLegScore", "balanceScore", "score"),
    "walk": ("walkScore", "gaitScore", "score"),
    "jump": ("jumpScore", "score"),
    "tiptoe": ("tiptoeScore", "score"),
    "squat": ("squatScore", "formScore", "score"),
}

#: Without a score: metrics to read instead, and the values for 2 and for 1 point. The same at every age.
_SCORE_LIMITS: dict[str, tuple[tuple[str, ...], float, float]] = {
    "one_leg": (("holdTime", "balanceTime"), 5, 3),
    "walk": (("stepCount",), 10, 3),
    "tiptoe": (("holdTime", "tiptoeTime"), 8, 4),
}
_SHOULDER_ANGLES = ("bestShoulderAngle", "leftShoulderAngle", "rightShoulderAngle")
_JUMP_SIGNS = ("twoFootedTakeoff", "stableLanding", "airborneFrames")


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One recorded movement of a sitting."""

    task_name: str
    status: str
    metrics: Mapping[str, float]
    duration_seconds: float = 0.0
    notes: str = ""
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class MetricGrade:
    """A metric with its level; `unit` is None when unknown and empty for pure numbers."""

    name: str
    value: float
    unit: str | None
    level: Level
    normal_range: str | None
    reference: str | None
    #: Why the metric was not graded.
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """All scored tasks of a sitting taken together; the lists hold task names."""

    #: `percentage` rounded half up, 0–100.
    overall_score: int | None
    risk_level: RiskLevel | None
    total_score: int
    max_score: int
    percentage: float | None
    average: float | None
    scored_2: int
    scored_1: int
    scored_0: int
    strengths: list[str]
    developing: list[str]
    needs_focus: list[str]
    #: Recorded, but without a usable measurement: left out of the totals.
    unscored: list[str]
    recommendations: list[str]
    #: The condition that decided the risk level, in words.
    rule: str


def round_half_up(value: float, places: int = 0) -> float:
    """floor(x + 0.5) at the given decimal place; a value too large to have decimals is returned as it is."""
    if abs(value) >= 2**53:
        return value
    scale = 10.0**places
    return math.floor(value * scale + 0.5) / scale


def first_present(metrics: Mapping[str, float], names: Iterable[str]) -> float | None:
    return next((metrics[name] for name in names if name in metrics), None)


def grade_metric(task_name: str, metric_name: str, value: float, age_years: int) -> MetricGrade:
    """Grade one value by the standard of the child's age; without a standard or band it is not graded."""
    measure = measure_of(task_name, metric_name)
    unit = measure.unit if measure else None
    standard = standard_of(task_name, metric_name)
    if standard is None:
        return MetricGrade(metric_name, value, unit, "not_graded", None, None, "no standard for this metric")
    band = standard.band_for(age_years)
    if band is None:
        reason = f"no norm below age {standard.bands[0].from_age}"
        return MetricGrade(metric_name, value, unit, "not_graded", None, None, reason)
    level = level_in((standard, band), value) or "not_graded"
    return MetricGrade(metric_name, value, unit, level, standard.normal_range(band), standard.reference_for(band))


def level_of(task_name: str, metric_name: str, value: float, age_years: int) -> GradedLevel | None:
    """The level alone, None where it is not graded."""
    return level_in(graded_bands(task_name, age_years).get(metric_name), value)


@lru_cache(1000)
def graded_bands(task_name: str, age_years: int) -> dict[str, tuple[Standard, Band]]:
    """By name, the metrics of a task that are graded at this age."""
    found = {name: (standard, standard.band_for(age_years)) for name, standard in standards_of(task_name).items()}
    return {name: (standard, band) for name, (standard, band) in found.items() if band is not None}


def level_in(graded: tuple[Standard, Band] | None, value: float) -> GradedLevel | None:
    if graded is None:
        return None
    standard, band = graded
    if standard.reached(value, band.normal):
        return "normal"
    if band.borderline is None or standard.reached(value, band.borderline):
        return "borderline"
    return "abnormal"


def task_score(task: TaskResult) -> int | None:
    """0–2 points, or None when nothing usable was measured. A failed task without measurements scores 0."""
    names = SCORE_METRICS.get(task.task_name)
    if names is None:
        return None
    stated = first_present(task.metrics, names)
    if stated is not None:
        return int(min(2.0, max(0.0, round_half_up(stated))))
    score = _score_without_score(task)
    if score is None and task.status in FAILED_STATUSES:
        return 0
    return score


def _score_without_score(task: TaskResult) -> int | None:
    if task.task_name == "raise_hand":
        return _shoulder_score(task.metrics)
    if task.task_name == "jump":
        return _jump_score(task.metrics)
    if task.task_name not in _SCORE_LIMITS:
        return None
    names, full, partial = _SCORE_LIMITS[task.task_name]
    return _points(first_present(task.metrics, names), full, partial)


@cache
def scoring_names(task_name: str) -> frozenset[str]:
    """Metrics that can change the task's score."""
    names = {"raise_hand": _SHOULDER_ANGLES, "jump": _JUMP_SIGNS}.get(task_name) or _SCORE_LIMITS.get(task_name, ((),))[
        0
    ]
    return frozenset((*SCORE_METRICS[task_name], *names)) if task_name in SCORE_METRICS else frozenset()


def all_scoring_names() -> list[str]:
    return sorted(frozenset().union(*map(scoring_names, SCORE_METRICS)))


def _points(value: float | None, full: float, partial: float) -> int | None:
    if value is None:
        return None
    return (value >= partial) + (value >= full)


def _shoulder_score(metrics: Mapping[str, float]) -> int | None:
    seen = [metrics[name] for name in _SHOULDER_ANGLES if name in metrics]
    return _points(next((angle for angle in seen if angle), 0.0), 150, 90) if seen else None


def _jump_score(metrics: Mapping[str, float]) -> int | None:
    if metrics.keys().isdisjoint(_JUMP_SIGNS):
        return None
    if metrics.get("twoFootedTakeoff") and metrics.get("stableLanding"):
        return 2
    return int(metrics.get("airborneFrames", 0) > 0)


def counted_tasks(tasks: Sequence[TaskResult]) -> dict[str, TaskResult]:
    """One task a name, in order of first appearance: the latest that can be scored, else the latest."""
    counted: dict[str, TaskResult] = {}
    for task in tasks:
        if task.task_name not in counted or task_score(task) is not None or task_score(counted[task.task_name]) is None:
            counted[task.task_name] = task
    return counted


def summarise(tasks: Sequence[TaskResult], age_years: int) -> Summary:
    """Sum up a sitting. A task recorded twice counts once, with its latest scored record.

    Source: FMS composite scoring; its limits, set for 7 tasks, are read as per cent. The age chooses words only.
    """
    scored_or_not = {name: task_score(task) for name, task in counted_tasks(tasks).items()}
    scores = {name: score for name, score in scored_or_not.items() if score is not None}
    by_points = {points: [name for name, score in scores.items() if score == points] for points in (0, 1, 2)}
    total = sum(scores.values())
    percentage = percentage_of(scores.values()) if scores else None
    risk_level, rule = _risk(by_points[0], percentage)
    return Summary(
        overall_score=None if percentage is None else int(round_half_up(percentage)),
        risk_level=risk_level,
        total_score=total,
        max_score=2 * len(scores),
        percentage=percentage,
        average=total / len(scores) if scores else None,
        scored_2=len(by_points[2]),
        scored_1=len(by_points[1]),
        scored_0=len(by_points[0]),
        strengths=by_points[2],
        developing=by_points[1],
        needs_focus=by_points[0],
        unscored=[name for name, score in scored_or_not.items() if score is None],
        recommendations=recommendations(risk_level, scores, age_years),
        rule=rule,
    )


def overall(scores: Sequence[tuple[str, int | None]]) -> tuple[int | None, RiskLevel | None]:
    """Score of 0–100 and risk level of tasks that are scored already, given by name in the order of recording."""
    counted: dict[str, int] = {}
    for name, score in scores:
        if score is not None:
            counted[name] = score
    if not counted:
        return None, None
    percentage = percentage_of(counted.values())
    return int(round_half_up(percentage)), _risk([name for name, score in counted.items() if score == 0], percentage)[0]


def percentage_of(scores: Collection[int]) -> float:
    return sum(scores) / (2 * len(scores)) * 100


def _risk(at_zero: Sequence[str], percentage: float | None) -> tuple[RiskLevel | None, str]:
    if percentage is None:
        return None, "no data: no task could be scored"
    critical = [name for name in CRITICAL_TASKS if name in at_zero]
    if critical:
        return "high", f"a critical task scored 0: {', '.join(critical)}"
    if len(at_zero) > 1:
        return "high", f"more than one task scored 0: {', '.join(at_zero)}"
    if percentage <= 43:
        return "high", "43 % of the possible points or less"
    if not at_zero and percentage > 71:
        return "normal", "no task scored 0 and more than 71 % of the possible points"
    return "monitor", "neither the conditions for high nor those for normal are met"
