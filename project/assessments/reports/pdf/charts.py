"""Bar charts of the printed report: task points and profile. Lengths are in points."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from project.assessments.reports.pdf.fonts import BOLD, PLAIN
from project.assessments.reports.pdf.labels import number_text, task_label
from project.assessments.reports.pdf.styles import COLOURS, GREY, INK, WIDTH
from project.assessments.reports.pdf.typography import fit
from project.assessments.reports.tasks import TaskReport
from project.assessments.schemas.reports import ReportOut

#: Bars that fit a chart.
MAX_BARS = 8
ROW = 12.5
HEIGHT = (MAX_BARS + 1) * ROW + 4
_LABEL, _VALUE = 88.0, 46.0
_PANEL = (WIDTH - 20) / 2
_BLUE = "#2f6fb2"


@dataclass(frozen=True, slots=True)
class ChartBar:
    """`share` is 0–1 of the full length; None draws only the text."""

    label: str
    share: float | None
    text: str
    colour: str


def charts(report: ReportOut) -> Drawing:
    drawing = Drawing(WIDTH, HEIGHT)
    _panel(drawing, 0, "Points of each task (0–2)", _task_bars(report.tasks))
    profile = [
        ChartBar(name.capitalize(), None if value is None else value / 100, _profile_text(value), _BLUE)
        for name, value in asdict(report.profile).items()
    ]
    _panel(drawing, _PANEL + 20, "Profile (0–100, higher is better)", profile)
    return drawing


def _task_bars(tasks: Sequence[TaskReport]) -> list[ChartBar]:
    seen: Counter[str] = Counter()
    bars: list[ChartBar] = []
    for task in tasks:
        seen[task.task_name] += 1
        times = seen[task.task_name]
        label = task_label(task.task_name) if times == 1 else f"{task_label(task.task_name)} ({times})"
        text = "Not graded" if task.score is None else f"{task.score} of 2"
        share = None if task.score is None else task.score / 2
        bars.append(ChartBar(label, share, text, COLOURS.get(task.level, GREY)))
    return bars or [ChartBar("No data", None, "", GREY)]


def _profile_text(value: float | None) -> str:
    return "No data" if value is None else number_text(value)


def _panel(drawing: Drawing, x: float, title: str, bars: Sequence[ChartBar]) -> None:
    drawing.add(String(x, HEIGHT - ROW + 3, title, fontName=BOLD, fontSize=7.6, fillColor=HexColor(INK)))
    shown = bars if len(bars) <= MAX_BARS else bars[: MAX_BARS - 1]
    for row, bar in enumerate(shown, 2):
        _row(drawing, x, HEIGHT - row * ROW, bar)
    if len(shown) < len(bars):
        y = HEIGHT - (MAX_BARS + 1) * ROW + 3
        _label(drawing, x, y, f"… {len(bars) - len(shown)} more, see the CSV export", _PANEL, GREY)
    axis = HEIGHT - (len(shown) + 1) * ROW
    drawing.add(Line(x + _LABEL, HEIGHT - ROW, x + _LABEL, axis, strokeColor=HexColor(GREY), strokeWidth=0.5))


def _row(drawing: Drawing, x: float, y: float, bar: ChartBar) -> None:
    full = _PANEL - _LABEL - _VALUE
    _label(drawing, x, y + 3.2, bar.label, _LABEL - 4, INK)
    _label(drawing, x + _LABEL + full + 4, y + 3.2, bar.text, _VALUE - 4, INK)
    back = HexColor("#eceff2")
    drawing.add(Rect(x + _LABEL, y + 1.5, full, ROW - 4, fillColor=back, strokeColor=None, strokeWidth=0))
    if bar.share is not None:
        # A bar without length would look like a task without data.
        length = max(1.5, full * bar.share)
        colour = HexColor(bar.colour)
        drawing.add(Rect(x + _LABEL, y + 1.5, length, ROW - 4, fillColor=colour, strokeColor=None, strokeWidth=0))


def _label(drawing: Drawing, x: float, y: float, text: str, width: float, colour: str) -> None:
    shown = fit(text, PLAIN, 7.2, width).text
    drawing.add(String(x, y, shown, fontName=PLAIN, fontSize=7.2, fillColor=HexColor(colour)))
