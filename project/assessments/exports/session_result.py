"""export.json: the result of one session."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from project.assessments.grading.advice import RiskLevel
from project.assessments.grading.outcomes import Outcome
from project.assessments.grading.sessions import SessionSummary
from project.assessments.models import Session
from project.assessments.reports.report import Report
from project.assessments.reports.tasks import TaskLevel, TaskReport
from project.assessments.schemas.session_formats import SessionFormat, with_further_fields

SessionStatus = Literal["completed", "partial", "abandoned"]
RiskCategory = Literal["normal", "borderline", "high-risk"]
RISK_CATEGORIES: dict[RiskLevel, RiskCategory] = {"normal": "normal", "monitor": "borderline", "high": "high-risk"}


@dataclass(frozen=True, slots=True)
class ExportedTask:
    """A recorded task. `score` is 0–2, durations are in seconds."""

    id: str | None
    task_name: str
    status: str
    outcome: Outcome
    score: int | None
    max_score: int
    level: TaskLevel
    duration_seconds: float | None
    notes: str
    reasons: list[str]
    metrics: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class ExportedOverall:
    """The scored tasks together. Percentages are 0–100; lists hold task names."""

    total_score: int
    max_possible_score: int
    percentage_score: float | None
    average_score: float | None
    scored_2: int
    scored_1: int
    scored_0: int
    risk_category: RiskCategory | None
    risk_level: RiskLevel | None
    overall_score: int | None
    rule: str
    strengths: list[str]
    developing: list[str]
    needs_focus: list[str]
    unscored: list[str]
    recommendations: list[str]


@with_further_fields(
    *("id", "created_at"),  # session_id, started_at
    *("risk_level", "overall_score"),  # overall
    *("observations", "diagnosis", "recommendations"),  # left out
)
class SessionResult(SessionFormat):
    """One session as a file: age in years, height in cm, weight in kg, times in ISO 8601."""

    session_id: str
    display_id: int | None
    child_name: str
    child_age: int
    child_height_cm: float | None
    child_weight_kg: float | None
    child_gender: str | None
    child_notes: str | None
    started_at: str | None
    session_type: str | None
    parent_session_id: str | None
    status: SessionStatus
    tasks: list[ExportedTask]
    overall: ExportedOverall
    disclaimer: str


def session_result(session: Session, report: Report) -> SessionResult:
    parent = session.parent_session_id
    shared = SessionResult.shared(session) | {
        "started_at": session.started_at.isoformat(),
        "parent_session_id": None if parent is None else str(parent),
    }
    return SessionResult(
        session_id=str(session.id),
        **shared,
        status=session_status(report.tasks),
        tasks=[_task(task) for task in report.tasks],
        overall=_overall(report.summary),
        disclaimer=report.disclaimer,
    )


def session_status(tasks: Iterable[TaskReport]) -> SessionStatus:
    """Return `completed` if every task succeeded, `abandoned` if none did or there is none.

    A task succeeds when its outcome is passed or partial. A repeated task counts by its best record.
    """
    came_off: dict[str, bool] = {}
    for task in tasks:
        came_off[task.task_name] = came_off.get(task.task_name, False) or task.outcome in {"passed", "partial"}
    if not any(came_off.values()):
        return "abandoned"
    return "completed" if all(came_off.values()) else "partial"


def _task(task: TaskReport) -> ExportedTask:
    return ExportedTask(
        id=None if task.id is None else str(task.id),
        task_name=task.task_name,
        status=task.status,
        outcome=task.outcome,
        score=task.score,
        max_score=2,
        level=task.level,
        duration_seconds=_finite(task.duration_seconds),
        notes=task.notes,
        reasons=task.reasons,
        metrics={metric.name: _finite(metric.value) for metric in task.metrics},
    )


def _overall(summary: SessionSummary) -> ExportedOverall:
    return ExportedOverall(
        total_score=summary.total_score,
        max_possible_score=summary.max_score,
        percentage_score=summary.percentage,
        average_score=summary.average,
        scored_2=summary.scored_2,
        scored_1=summary.scored_1,
        scored_0=summary.scored_0,
        risk_category=None if summary.risk_level is None else RISK_CATEGORIES[summary.risk_level],
        risk_level=summary.risk_level,
        overall_score=summary.overall_score,
        rule=summary.rule,
        strengths=summary.strengths,
        developing=summary.developing,
        needs_focus=summary.needs_focus,
        unscored=summary.unscored,
        recommendations=summary.recommendations,
    )


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
