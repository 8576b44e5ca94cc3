from datetime import datetime

from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from project.assessments.grading.sessions import SessionSummary
from project.assessments.reports.facts import ChildFacts
from project.assessments.reports.pdf.canvas import draw
from project.assessments.reports.pdf.charts import charts
from project.assessments.reports.pdf.fonts import BOLD, PLAIN
from project.assessments.reports.pdf.labels import label_of, number_text, rule_text
from project.assessments.reports.pdf.pages import HEAD, LEFT, TOP
from project.assessments.reports.pdf.styles import (
    COLOURS,
    GREY,
    INK,
    QUIET,
    STRONG,
    WIDTH,
    TextRun,
    TextStyle,
    text_run,
)
from project.assessments.schemas.reports import ReportOut

LABEL = TextStyle(PLAIN, 6.6, GREY)
_PALE = {"normal": "#e8f5ec", "monitor": "#fdf3e1", "high": "#fdeceb"}


def draw_head(canvas: Canvas, report: ReportOut, printed_at: datetime) -> float:
    """Draw title, child, result and charts. Return the y where the text begins."""
    draw(canvas, [TextRun(0, "Motor assessment report", TextStyle(BOLD, 16, INK))], TOP - 14)
    draw(canvas, [text_run(345, f"No. {report.display_id}", STRONG, 170)], TOP - 6)
    draw(canvas, [text_run(345, f"Printed {_time_text(printed_at)}", QUIET, 170)], TOP - 17)
    _draw_child(canvas, report.child, TOP - 34)
    details = [("Recorded", _time_text(report.started_at)), ("Kind of session", _or_dash(report.session_type))]
    for (label, value), x in zip(details, (0, 130), strict=True):
        _draw_fact(canvas, label, value, x, 120, TOP - 84)
    _draw_result(canvas, report.summary, TOP - 166)
    renderPDF.draw(charts(report), canvas, LEFT, TOP - HEAD)
    return TOP - HEAD


def _draw_child(canvas: Canvas, child: ChildFacts, y: float) -> None:
    draw(canvas, [TextRun(0, "Child", LABEL)], y)
    draw(canvas, [text_run(0, child.name, TextStyle(BOLD, 11, INK), WIDTH)], y - 13)
    facts = [
        ("Age", "1 year" if child.age == 1 else f"{child.age} years"),
        ("Gender", _or_dash(child.gender)),
        ("Height", _quantity_text(child.height_cm, "cm")),
        ("Weight", _quantity_text(child.weight_kg, "kg")),
        ("Body mass index", _quantity_text(child.bmi, "kg/m²")),
    ]
    for column, (label, value) in enumerate(facts):
        _draw_fact(canvas, label, value, column * 103, 98, y - 26)


def _draw_fact(canvas: Canvas, label: str, value: str, x: float, width: float, y: float) -> None:
    draw(canvas, [TextRun(x, label, LABEL)], y)
    draw(canvas, [text_run(x, value, TextStyle(PLAIN, 8.4, INK), width)], y - 10)


def _draw_result(canvas: Canvas, summary: SessionSummary, y: float) -> None:
    colour = COLOURS.get(summary.risk_level or "", GREY)
    canvas.setFillColor(HexColor(_PALE.get(summary.risk_level or "", "#eef1f4")))
    canvas.rect(LEFT, y, WIDTH, 58, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colour))
    canvas.rect(LEFT, y, 5, 58, stroke=0, fill=1)
    score = "Not graded" if summary.overall_score is None else f"{summary.overall_score} of 100"
    risk = "No data" if summary.risk_level is None else summary.risk_level.upper()
    draw(canvas, [TextRun(16, "Overall score", LABEL), TextRun(170, "Risk", LABEL)], y + 46)
    draw(
        canvas, [TextRun(16, score, TextStyle(BOLD, 15, INK)), TextRun(170, risk, TextStyle(BOLD, 15, colour))], y + 29
    )
    points = f"{summary.total_score} of {summary.max_score} points; tasks at 2, 1 and 0 points: "
    counts = f"{summary.scored_2}, {summary.scored_1} and {summary.scored_0}; not graded: {len(summary.unscored)}"
    draw(canvas, [text_run(16, points + counts, QUIET, WIDTH - 24)], y + 17)
    draw(canvas, [text_run(16, f"Decided by: {rule_text(summary.rule)}", QUIET, WIDTH - 24)], y + 6)


def _time_text(value: datetime | None) -> str:
    return "–" if value is None else value.isoformat(" ", "minutes").replace("+00:00", " UTC")


def _or_dash(value: str | None) -> str:
    return label_of(value) if value and value.strip() else "–"


def _quantity_text(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{number_text(value)} {unit}"
