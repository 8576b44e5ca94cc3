"""The parts of a printed report as lines of words, each already as wide as the page. Lengths are in points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from project.assessments.grading import MetricGrade, Summary, round_half_up
from project.assessments.printing.lettering import BOLD, PLAIN, Font, fit, paragraphs, wrap
from project.assessments.report_schemas import ReportOut
from project.assessments.reporting import AngleFinding, Risk, TaskReport

WIDTH = 515.0

INK, GREY, GREEN, AMBER, RED = "#1b1f24", "#59626d", "#1a7f37", "#9a5b00", "#b42318"
COLOURS = {
    "normal": GREEN, "passed": GREEN, "within": GREEN,
    "monitor": AMBER, "borderline": AMBER, "partial": AMBER, "mild": AMBER, "moderate": AMBER,
    "high": RED, "abnormal": RED, "failed": RED, "significant": RED,
}  # fmt: skip

TASKS = {
    "raise_hand": "Raising the arms",
    "one_leg": "Standing on one leg",
    "walk": "Walking",
    "jump": "Jumping",
    "tiptoe": "Tiptoe",
    "squat": "Squatting",
    "touch_shoulder": "Touching the shoulder",
}
WORDS = {"not_graded": "Not graded", "no_data": "No data", "followup": "Follow-up"}

#: No part of the report needs more lines or entries than this: two pages hold fewer.
MOST = 120
IN_CSV = "see the CSV export"
IN_RECORD = "in the record of the session"

_TASK_NAMES = re.compile(r"\b(" + "|".join(TASKS) + r")\b")
_CAMEL_CASE = re.compile(r"[a-z]+([A-Z][a-z]*)+")
#: Left edge and width of the columns of the table of tasks.
_COLUMNS = {
    "Task": (0, 90),
    "Points": (94, 44),
    "Outcome": (142, 36),
    "Measurement": (182, 102),
    "Value": (288, 96),
    "Normal": (388, 82),
    "Level": (474, 41),
}


@dataclass(frozen=True, slots=True)
class Style:
    font: Font
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words in the order of drawing, from `x` to the right."""

    x: float
    text: str
    style: Style


PrintedLine = list[Run]


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that belong together, and how much of the section's total they show."""

    lines: list[PrintedLine]
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """`total` is what all its items would show; `more` ends the line "… 7 …" when some are left out."""

    heading: str
    items: list[Item]
    total: int
    more: str
    #: The line under the heading.
    columns: PrintedLine | None = None
    #: Its claim on the page when room is short.
    weight: int = 1


TEXT, STRONG = Style(PLAIN, 7.6, INK), Style(BOLD, 7.6, INK)
SMALL, QUIET = Style(PLAIN, 7, INK), Style(PLAIN, 7, GREY)


def task_words(task_name: str) -> str:
    return TASKS.get(task_name, task_name)


def metric_words(metric_name: str) -> str:
    """leftShoulderAngle → left shoulder angle; names of another form stay as they are."""
    if not _CAMEL_CASE.fullmatch(metric_name):
        return metric_name
    return re.sub("[A-Z]", lambda found: f" {found[0].lower()}", metric_name)


def number_words(value: float) -> str:
    """Two decimals, four below 1; very large and very small numbers with three digits."""
    if value != 0 and not 1e-4 <= abs(value) < 1e9:
        return f"{value:.3g}"
    return f"{round_half_up(value, 4 if abs(value) < 1 else 2):.12g}"


def word(value: str) -> str:
    text = str(value)
    return WORDS.get(text, text[:1].upper() + text[1:])


def rule_words(rule: str) -> str:
    """The rule with the tasks as they are called on paper."""
    return _TASK_NAMES.sub(lambda found: TASKS[found[0]].lower(), rule)


def run(x: float, text: str, style: Style, width: float) -> Run:
    return Run(x, fit(text, style.font, style.size, width).text, style)


def sections_of(report: ReportOut) -> list[Section]:
    """In the order of print; parts without content are left out."""
    sections = [
        _tasks(report.tasks),
        _risks(report.risks, report.summary),
        _strengths(report.summary),
        _bullets("Recommendations", report.summary.recommendations or ["No data: no task could be scored."]),
        _angles(report.angles),
        _notes("Clinician's observations", report.observations),
        _notes("Clinician's diagnosis", report.diagnosis),
        _notes("Clinician's recommendations", report.recommendations),
        _notes("Notes on the child", report.notes),
        _bullets("Further details", _further(report)),
        _bullets("Warnings", report.warnings),
        _bullets("References", report.references, QUIET),
    ]
    return [section for section in sections if section.items]


def _further(report: ReportOut) -> list[str]:
    values = {name: getattr(report, name) for name in report.further}
    return [f"{word(name.replace('_', ' '))}: {value}" for name, value in values.items() if value not in (None, "")]


def _paragraph(text: str, style: Style, x: float, width: float, most: int) -> list[tuple[Run, int]]:
    """Runs with the characters each shows; lines read from right to left end at the right edge."""
    found = wrap(text, style.font, style.size, width, most)
    return [
        (Run(x + width - line.width if line.right_to_left else x, line.text, style), line.characters) for line in found
    ]


def _bullets(heading: str, texts: Sequence[str], style: Style = TEXT) -> Section:
    items = [
        Item(_beside([Run(0, "•", style)], [run for run, _ in _paragraph(text, style, 9, WIDTH - 9, 3)]))
        for text in texts[:MOST]
    ]
    return Section(heading, items, len(texts), f"more, {IN_RECORD}")


def _notes(heading: str, text: str | None) -> Section:
    items = [Item([[run]], shown) for run, shown in _paragraph(text or "", TEXT, 0, WIDTH, MOST)]
    total = sum(len(part) + 1 for part in paragraphs(text or ""))
    return Section(heading, items, total, f"more characters, {IN_RECORD}")


#: Where no single area stands out.
NO_RISK = {
    None: "No data: no task could be scored.",
    "high": "No area stands out in what was measured; the level follows from the points of the tasks, see above.",
}


def _risks(risks: Sequence[Risk], summary: Summary) -> Section:
    if risks:
        return _bullets("Risks", [f"{risk.area}, {risk.level}: {risk.detail}" for risk in risks])
    return _bullets("Risks", [NO_RISK.get(summary.risk_level, "None found in what was measured.")])


def _strengths(summary: Summary) -> Section:
    groups = {
        "Strengths": summary.strengths,
        "Developing": summary.developing,
        "Needs focus": summary.needs_focus,
        "Not graded": summary.unscored,
    }
    items: list[Item] = []
    for label, names in groups.items():
        words = ", ".join(map(task_words, names[:MOST])) or "none"
        lines = [run for run, _ in _paragraph(words, TEXT, 70, WIDTH - 70, 3)]
        items.append(Item(_beside([Run(0, label, STRONG)], lines)))
    return Section("Strengths and what needs practice", items, len(items), f"more, {IN_RECORD}")


def _angles(angles: Sequence[AngleFinding]) -> Section:
    measured = [angle for angle in angles if angle.value is not None]
    items = [
        Item(
            [
                [
                    run(0, angle.name, TEXT, 120),
                    run(130, "Not measured" if angle.value is None else f"{number_words(angle.value)} °", TEXT, 80),
                    run(220, f"expected {angle.low:g}–{angle.high:g} °", QUIET, 120),
                    run(350, f"{angle.finding}", _coloured(angle.finding), WIDTH - 350),
                ]
            ]
        )
        for angle in measured
    ]
    return Section("Angles", items, len(items), f"more, {IN_CSV}")


def _tasks(tasks: Sequence[TaskReport]) -> Section:
    if not tasks:
        return Section("Tasks", [Item([[Run(0, "No data: no task was recorded.", TEXT)]])], 1, "")
    most_metrics = max(1, min(10, 60 // len(tasks)))
    columns = [run(x, name, QUIET, width) for name, (x, width) in _COLUMNS.items()]
    items = [_task(task, most_metrics) for task in tasks[:MOST]]
    return Section("Tasks", items, len(tasks), f"more tasks, {IN_CSV}", columns, weight=3)


def _task(task: TaskReport, most_metrics: int) -> Item:
    x, width = _COLUMNS["Task"]
    name = [run for run, _ in _paragraph(task_words(task.task_name), STRONG, x, width, 2)]
    name.append(_cell("Task", word(task.level), _coloured(task.level)))
    if task.duration_seconds > 0:
        name.append(_cell("Task", f"{number_words(task.duration_seconds)} s", QUIET))
    points = [_cell("Points", "Not graded" if task.score is None else f"{task.score} of 2", SMALL)]
    outcome = [_cell("Outcome", word(task.outcome), _coloured(task.outcome))]
    return Item(_beside(name, points, outcome, *_measurements(task, most_metrics)))


def _measurements(task: TaskReport, most: int) -> list[list[Run]]:
    """The columns right of the outcome: graded metrics first, then what was not graded, then the reasons."""
    ordered = sorted(task.metrics, key=lambda metric: metric.level == "not_graded")
    rows = [_metric(metric) for metric in ordered[:most]]
    if len(ordered) > most:
        rows.append([Run(_COLUMNS["Measurement"][0], f"… {len(ordered) - most} more, {IN_CSV}", QUIET)])
    if not task.metrics:
        rows.append([_cell("Measurement", "No data", QUIET)])
    x = _COLUMNS["Measurement"][0]
    remarks = [*task.reasons[:3], *([f"… {len(task.reasons) - 3} more reasons"] if len(task.reasons) > 3 else [])]
    if most > 1 and task.notes.strip():
        remarks.append(task.notes)
    rows += [[Run(x, "–", QUIET), run(x + 9, remark, QUIET, WIDTH - x - 9)] for remark in remarks]
    return [list(column) for column in zip_longest(*rows, fillvalue=Run(0, "", QUIET))]


def _metric(metric: MetricGrade) -> list[Run]:
    return [
        _cell("Measurement", metric_words(metric.name), SMALL),
        _cell("Value", f"{number_words(metric.value)} {metric.unit or ''}", SMALL),
        _cell("Normal", metric.normal_range or "–", QUIET),
        _cell("Level", word(metric.level), _coloured(metric.level)),
    ]


def _cell(column: str, text: str, style: Style) -> Run:
    x, width = _COLUMNS[column]
    return run(x, text, style, width)


def _coloured(key: str) -> Style:
    return Style(PLAIN, 7, COLOURS.get(key, GREY))


def _beside(*columns: Sequence[Run]) -> list[PrintedLine]:
    return [[run for run in row if run is not None and run.text] for row in zip_longest(*columns)]
