"""Sittings as CSV and JSON files. Cells are safe to open in a spreadsheet: text never becomes a formula."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Literal

from project.assessments.advice import RiskLevel
from project.assessments.grading import Summary, round_half_up
from project.assessments.models import Session
from project.assessments.outcomes import Outcome
from project.assessments.reporting import Report, TaskLevel, TaskReport
from project.assessments.session_fields import SessionFormat, further_fields, with_further_fields
from project.core.cells import Cell, safe_cell

SessionStatus = Literal["completed", "partial", "abandoned"]
RiskCategory = Literal["normal", "borderline", "high-risk"]

#: Excel takes a file for UTF-8 only when it begins with this.
BYTE_ORDER_MARK = "\ufeff"

RISK_CATEGORIES: dict[RiskLevel, RiskCategory] = {"normal": "normal", "monitor": "borderline", "high": "high-risk"}


def _csv_columns() -> tuple[str, ...]:
    names = further_fields({"created_at"})  # the same as started_at
    names.insert(names.index("observations"), "task_count")
    return tuple(names)


#: One column each in the export of all sessions; `csv_row` reads the same keys.
CSV_COLUMNS = _csv_columns()
#: The CSV of one session is a table of its tasks, and none of these stand in it.
LEFT_OUT_OF_CSV = frozenset(
    {"id", "display_id", "child_name", "child_age", "child_height_cm", "child_weight_kg", "child_gender"}
    | {"child_notes", "started_at", "created_at", "session_type", "parent_session_id", "risk_level", "overall_score"}
    | {"observations", "diagnosis", "recommendations"}
)


@dataclass(frozen=True, slots=True)
class ExportedTask:
    """A recorded task; `score` is 0–2, durations in seconds."""

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
    """The scored tasks together; percentage 0–100, lists of task names."""

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
    """One sitting as a file: age in years, height in cm, weight in kg, times in ISO 8601."""

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


def session_csv(session: Session, report: Report) -> bytes:
    """One row a recorded task with a column for every metric, then the three rows of the whole sitting."""
    names = list(dict.fromkeys(metric.name for task in report.tasks for metric in task.metrics))
    rows: list[Sequence[Cell]] = [["Task", "Score", "Notes", *names]]
    for task in report.tasks:
        values = {metric.name: metric.value for metric in task.metrics}
        rows.append([task.task_name, task.score, task.notes, *(values.get(name) for name in names)])
    further = [[name, _plain(getattr(session, name))] for name in further_fields(LEFT_OUT_OF_CSV)]
    text = "".join(map(_csv_line, [*rows, [], *_overall_rows(report.summary), *further]))
    return (BYTE_ORDER_MARK + text).encode()


def session_result(session: Session, report: Report) -> SessionResult:
    """Holds nothing that JSON has no form for; numbers beyond it (NaN, infinity) are None."""
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
    """Abandoned when no task came off or none was recorded, completed when all did.

    A task came off unless its outcome is failed or no data. One recorded again counts with its best record.
    """
    came_off: dict[str, bool] = {}
    for task in tasks:
        came_off[task.task_name] = came_off.get(task.task_name, False) or task.outcome in {"passed", "partial"}
    if not any(came_off.values()):
        return "abandoned"
    return "completed" if all(came_off.values()) else "partial"


def csv_header() -> str:
    """The first line of the export of all sessions, with the mark that tells Excel its encoding."""
    return BYTE_ORDER_MARK + _csv_line(CSV_COLUMNS)


def csv_row(session: Mapping[str, object]) -> str:
    """One session as a line; keys that are missing leave their cell empty."""
    return _csv_line([_plain(session.get(column)) for column in CSV_COLUMNS])


def _csv_line(cells: Iterable[Cell]) -> str:
    # All text is quoted: a semicolon or tab must not part a cell in countries where it parts columns.
    line = StringIO()
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC).writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def _plain(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _overall_rows(summary: Summary) -> list[list[Cell]]:
    category = "no data" if summary.risk_level is None else RISK_CATEGORIES[summary.risk_level]
    percentage = "no data" if summary.percentage is None else f"{round_half_up(summary.percentage):.0f}%"
    return [
        ["Overall", category, summary.rule],
        ["Total Score", f"{summary.total_score}/{summary.max_score}"],
        ["Percentage", percentage],
    ]


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


def _overall(summary: Summary) -> ExportedOverall:
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
