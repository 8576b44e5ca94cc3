from collections.abc import Sequence

from project.assessments.exports.csv_lines import BYTE_ORDER_MARK, csv_line, plain_cell
from project.assessments.exports.session_result import RISK_CATEGORIES
from project.assessments.grading.numbers import round_half_up
from project.assessments.grading.sessions import SessionSummary
from project.assessments.models import Session
from project.assessments.reports.report import Report
from project.assessments.schemas.session_formats import further_fields
from project.core.http.csv_cells import Cell

#: Not in the CSV of one session, which was recorded as a table of tasks.
LEFT_OUT_OF_CSV = frozenset(
    {"id", "display_id", "child_name", "child_age", "child_height_cm", "child_weight_kg", "child_gender"}
    | {"child_notes", "started_at", "created_at", "session_type", "parent_session_id", "risk_level", "overall_score"}
    | {"observations", "diagnosis", "recommendations"}
)


def tasks_csv(session: Session, report: Report) -> bytes:
    names = list(dict.fromkeys(metric.name for task in report.tasks for metric in task.metrics))
    rows: list[Sequence[Cell]] = [["Task", "Score", "Notes", *names]]
    for task in report.tasks:
        values = {metric.name: metric.value for metric in task.metrics}
        rows.append([task.task_name, task.score, task.notes, *(values.get(name) for name in names)])
    further = [[name, plain_cell(getattr(session, name))] for name in further_fields(LEFT_OUT_OF_CSV)]
    text = "".join(map(csv_line, [*rows, [], *_overall_rows(report.summary), *further]))
    return (BYTE_ORDER_MARK + text).encode()


def _overall_rows(summary: SessionSummary) -> list[list[Cell]]:
    category = "no data" if summary.risk_level is None else RISK_CATEGORIES[summary.risk_level]
    percentage = "no data" if summary.percentage is None else f"{round_half_up(summary.percentage):.0f}%"
    return [
        ["Overall", category, summary.rule],
        ["Total Score", f"{summary.total_score}/{summary.max_score}"],
        ["Percentage", percentage],
    ]
