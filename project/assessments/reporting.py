"""A clinician's report of one sitting: graded tasks, risks, profile and angles. Percentages and profile are 0–100."""

import math
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from project.assessments.grading import (
    FAILED_STATUSES,
    MetricGrade,
    Summary,
    TaskResult,
    counted_tasks,
    first_present,
    grade_metric,
    round_half_up,
    summarise,
    task_score,
)
from project.assessments.outcomes import Outcome, task_outcome
from project.assessments.standards import NO_REFERENCE

Area = Literal["Balance", "Stability", "Shoulder range", "Gait", "Tiptoe", "Lower body"]
RiskDegree = Literal["high", "moderate"]
Finding = Literal["within", "mild", "moderate", "significant", "not measured"]
TaskLevel = Literal["normal", "borderline", "abnormal", "not_graded"]
Metrics = Mapping[str, Mapping[str, float]]

SUMMARY_REFERENCE = "FMS composite scoring; its limits were set for 7 tasks (14 points) and are read here as per cent"
DISCLAIMER = (
    "This report is a screening aid, not a diagnosis. It comes from a camera's estimate of the child's movements "
    "and does not replace an examination by a qualified clinician."
)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is known of the sitting and the child: age in years, height in cm, weight in kg."""

    child_name: str
    child_age: int
    child_height_cm: float | None = None
    child_weight_kg: float | None = None
    child_gender: str | None = None
    started_at: datetime | None = None
    session_type: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class ChildFacts:
    name: str
    age: int
    height_cm: float | None
    weight_kg: float | None
    gender: str | None
    #: kg/m², one decimal.
    bmi: float | None


@dataclass(frozen=True, slots=True)
class TaskReport:
    id: uuid.UUID | None
    task_name: str
    status: str
    duration_seconds: float
    notes: str
    #: 0–2 points.
    score: int | None
    level: TaskLevel
    outcome: Outcome
    reasons: list[str]
    metrics: list[MetricGrade]


@dataclass(frozen=True, slots=True)
class Risk:
    area: Area
    level: RiskDegree
    detail: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Each 0–100 with one decimal, higher is better; None where nothing was measured."""

    balance: float | None
    flexibility: float | None
    symmetry: float | None
    stability: float | None
    coordination: float | None


@dataclass(frozen=True, slots=True)
class AngleFinding:
    """An angle and its expected range, in degrees."""

    name: str
    value: float | None
    low: float
    high: float
    finding: Finding


@dataclass(frozen=True, slots=True)
class Report:
    child: ChildFacts
    started_at: datetime | None
    session_type: str | None
    notes: str | None
    tasks: list[TaskReport]
    summary: Summary
    risks: list[Risk]
    profile: Profile
    angles: list[AngleFinding]
    warnings: list[str]
    references: list[str]
    disclaimer: str


#: Name, task, metrics in order of preference, low and high end of the range in degrees.
_ANGLES: tuple[tuple[str, str, tuple[str, ...], float, float], ...] = (
    ("left shoulder", "raise_hand", ("leftShoulderAngle",), 150, 180),
    ("right shoulder", "raise_hand", ("rightShoulderAngle",), 150, 180),
    ("left elbow", "raise_hand", ("leftElbowAngle",), 160, 180),
    ("right elbow", "raise_hand", ("rightElbowAngle",), 160, 180),
    ("trunk lean on one leg", "one_leg", ("maxTrunkLean",), 0, 15),
    ("knee in squat", "squat", ("minKneeAngle", "kneeAngle"), 0, 130),
)

_LEVELS: dict[int | None, TaskLevel] = {2: "normal", 1: "borderline", 0: "abnormal", None: "not_graded"}


def build_report(facts: SessionFacts, tasks: Sequence[TaskResult], warnings: Sequence[str] = ()) -> Report:
    """Every task is listed; risks, profile, angles and summary read the one that counts of each name."""
    counted = counted_tasks(tasks)
    metrics = {name: task.metrics for name, task in counted.items()}
    reports = [_task_report(task, facts.child_age) for task in tasks]
    summary = summarise(tasks, facts.child_age)
    return Report(
        child=_child(facts),
        started_at=facts.started_at,
        session_type=facts.session_type,
        notes=facts.notes,
        tasks=reports,
        summary=summary,
        risks=list_risks(counted),
        profile=profile_of(metrics),
        angles=[_angle(metrics, *row) for row in _ANGLES],
        warnings=list(warnings),
        references=_references(reports, summary),
        disclaimer=DISCLAIMER,
    )


def body_mass_index(height_cm: float | None, weight_kg: float | None) -> float | None:
    """kg ÷ m², one decimal, half up; None unless both are above 0 and the result is a number."""
    if height_cm is None or weight_kg is None or height_cm <= 0 or weight_kg <= 0:
        return None
    area = (height_cm / 100) * (height_cm / 100)
    if area == 0 or not math.isfinite(area) or not math.isfinite(weight_kg / area):
        return None
    return round_half_up(weight_kg / area, 1)


def _child(facts: SessionFacts) -> ChildFacts:
    bmi = body_mass_index(facts.child_height_cm, facts.child_weight_kg)
    return ChildFacts(
        facts.child_name, facts.child_age, facts.child_height_cm, facts.child_weight_kg, facts.child_gender, bmi
    )


RECORDED_AS_FAILED = "recorded as failed, though what was measured passes"


def _task_report(task: TaskResult, age_years: int) -> TaskReport:
    score = task_score(task)
    outcome = task_outcome(task)
    despite = outcome.outcome == "passed" and task.status in FAILED_STATUSES
    return TaskReport(
        id=task.id,
        task_name=task.task_name,
        status=task.status,
        duration_seconds=task.duration_seconds,
        notes=task.notes,
        score=score,
        level=_LEVELS[score],
        outcome=outcome.outcome,
        reasons=[*([RECORDED_AS_FAILED] if despite else []), *outcome.reasons],
        metrics=[grade_metric(task.task_name, name, value, age_years) for name, value in task.metrics.items()],
    )


def list_risks(counted: Mapping[str, TaskResult]) -> list[Risk]:
    """Risks by area, from one task a name. The limits are the same at every age."""
    metrics = {name: task.metrics for name, task in counted.items()}
    failed = {name for name, task in counted.items() if task.status in FAILED_STATUSES}
    recorded = "the task was recorded as failed"
    found = [
        _below(_value(metrics, "one_leg", "holdTime"), "Balance", 3, 5, "stood on one leg for", "s"),
        _sway_risk(_value(metrics, "one_leg", "swayIndex")),
        _below(_best_shoulder(metrics, above=0), "Shoulder range", 120, 150, "best shoulder angle", "°"),
        Risk("Gait", "high", recorded) if "walk" in failed else None,
        Risk("Tiptoe", "moderate", recorded) if "tiptoe" in failed else None,
        Risk("Lower body", "moderate", recorded) if "squat" in failed else None,
    ]
    return [risk for risk in found if risk is not None]


def _below(value: float | None, area: Area, high: float, moderate: float, words: str, unit: str) -> Risk | None:
    if value is None or value >= moderate:
        return None
    degree: RiskDegree = "high" if value < high else "moderate"
    limit = high if value < high else moderate
    return Risk(area, degree, f"{words} {value:g} {unit}, below {limit:g} {unit} (one limit for all ages)")


def _sway_risk(sway: float | None) -> Risk | None:
    if sway is None or sway <= 0.1:
        return None
    return Risk("Stability", "moderate", f"body sway {sway:g} of the frame, above 0.1 (one limit for all ages)")


def profile_of(metrics: Metrics) -> Profile:
    """The five axes from metrics by task name."""
    hold, sway = _value(metrics, "one_leg", "holdTime"), _value(metrics, "one_leg", "swayIndex")
    shoulder = _best_shoulder(metrics)
    coordination = _value(metrics, "jump", "jumpScore")
    if coordination is None:
        coordination = _value(metrics, "raise_hand", "armRaiseScore")
    return Profile(
        balance=None if hold is None else _percent(hold * 20),
        flexibility=None if shoulder is None else _percent(shoulder / 1.8),
        symmetry=_symmetry(metrics),
        stability=None if sway is None else _percent(100 - sway * 500),
        coordination=None if coordination is None else _percent(coordination * 50),
    )


def _symmetry(metrics: Metrics) -> float | None:
    measured = _value(metrics, "walk", "symmetryPercent", "gaitSymmetry", "symmetry")
    if measured is not None:
        return _percent(measured)
    alternating = _value(metrics, "walk", "alternatingSteps")
    return _percent(alternating * 20) if alternating else None


def _percent(value: float) -> float:
    return round_half_up(min(100.0, max(0.0, value)), 1)


def _value(metrics: Metrics, task_name: str, *names: str) -> float | None:
    return first_present(metrics.get(task_name, {}), names)


def _best_shoulder(metrics: Metrics, above: float = -math.inf) -> float | None:
    angles = (_value(metrics, "raise_hand", name) for name in ("leftShoulderAngle", "rightShoulderAngle"))
    best = max((angle for angle in angles if angle is not None), default=None)
    return best if best is not None and best > above else None


def _angle(metrics: Metrics, name: str, task_name: str, names: Iterable[str], low: float, high: float) -> AngleFinding:
    value = _value(metrics, task_name, *names)
    return AngleFinding(name, value, low, high, angle_finding(value, low, high))


def angle_finding(value: float | None, low: float, high: float) -> Finding:
    """Outside the range by up to 5° is mild, up to 15° moderate, more is significant."""
    if value is None:
        return "not measured"
    outside = max(low - value, value - high)
    if outside <= 0:
        return "within"
    if outside <= 5:
        return "mild"
    return "moderate" if outside <= 15 else "significant"


def _references(reports: Iterable[TaskReport], summary: Summary) -> list[str]:
    named = [grade.reference for report in reports for grade in report.metrics if grade.reference]
    if summary.risk_level is not None:
        named.append(SUMMARY_REFERENCE)
    return [reference for reference in dict.fromkeys(named) if reference != NO_REFERENCE]
