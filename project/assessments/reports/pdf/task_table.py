from collections.abc import Sequence
from itertools import zip_longest

from project.assessments.grading.metrics import MetricGrade
from project.assessments.reports.pdf.labels import label_of, metric_label, number_text, task_label
from project.assessments.reports.pdf.parts import IN_CSV, MAX_ITEMS, ReportSection, SectionItem, paragraph_runs
from project.assessments.reports.pdf.styles import (
    QUIET,
    SMALL,
    STRONG,
    TEXT,
    WIDTH,
    TextRun,
    TextStyle,
    beside,
    coloured,
    text_run,
)
from project.assessments.reports.tasks import TaskReport

#: Left edge and width of each column.
_COLUMNS = {
    "Task": (0, 90),
    "Points": (94, 44),
    "Outcome": (142, 36),
    "Measurement": (182, 102),
    "Value": (288, 96),
    "Normal": (388, 82),
    "Level": (474, 41),
}


def task_table(tasks: Sequence[TaskReport]) -> ReportSection:
    if not tasks:
        return ReportSection("Tasks", [SectionItem([[TextRun(0, "No data: no task was recorded.", TEXT)]])], 1, "")
    most_metrics = max(1, min(10, 60 // len(tasks)))
    columns = [text_run(x, name, QUIET, width) for name, (x, width) in _COLUMNS.items()]
    items = [_task(task, most_metrics) for task in tasks[:MAX_ITEMS]]
    return ReportSection("Tasks", items, len(tasks), f"more tasks, {IN_CSV}", columns, weight=3)


def _task(task: TaskReport, most_metrics: int) -> SectionItem:
    x, width = _COLUMNS["Task"]
    name = [run for run, _ in paragraph_runs(task_label(task.task_name), STRONG, x, width, 2)]
    name.append(_cell("Task", label_of(task.level), coloured(task.level)))
    if task.duration_seconds > 0:
        name.append(_cell("Task", f"{number_text(task.duration_seconds)} s", QUIET))
    points = [_cell("Points", "Not graded" if task.score is None else f"{task.score} of 2", SMALL)]
    outcome = [_cell("Outcome", label_of(task.outcome), coloured(task.outcome))]
    return SectionItem(beside(name, points, outcome, *_measurements(task, most_metrics)))


def _measurements(task: TaskReport, most: int) -> list[list[TextRun]]:
    """Return the columns right of the outcome: graded metrics, ungraded ones, reasons."""
    ordered = sorted(task.metrics, key=lambda metric: metric.level == "not_graded")
    rows = [_metric(metric) for metric in ordered[:most]]
    if len(ordered) > most:
        rows.append([TextRun(_COLUMNS["Measurement"][0], f"… {len(ordered) - most} more, {IN_CSV}", QUIET)])
    if not task.metrics:
        rows.append([_cell("Measurement", "No data", QUIET)])
    x = _COLUMNS["Measurement"][0]
    remarks = [*task.reasons[:3], *([f"… {len(task.reasons) - 3} more reasons"] if len(task.reasons) > 3 else [])]
    if most > 1 and task.notes.strip():
        remarks.append(task.notes)
    rows += [[TextRun(x, "–", QUIET), text_run(x + 9, remark, QUIET, WIDTH - x - 9)] for remark in remarks]
    return [list(column) for column in zip_longest(*rows, fillvalue=TextRun(0, "", QUIET))]


def _metric(metric: MetricGrade) -> list[TextRun]:
    return [
        _cell("Measurement", metric_label(metric.name), SMALL),
        _cell("Value", f"{number_text(metric.value)} {metric.unit or ''}", SMALL),
        _cell("Normal", metric.normal_range or "–", QUIET),
        _cell("Level", label_of(metric.level), coloured(metric.level)),
    ]


def _cell(column: str, text: str, style: TextStyle) -> TextRun:
    x, width = _COLUMNS[column]
    return text_run(x, text, style, width)
