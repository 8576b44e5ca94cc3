"""A report of one sitting as one or two A4 pages. Lengths are in points, measured from the lower left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from threading import Lock

from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from project.assessments.grading import Summary
from project.assessments.printing.charts import HEIGHT as CHART_HEIGHT
from project.assessments.printing.charts import charts
from project.assessments.printing.lettering import BOLD, PLAIN, wrap
from project.assessments.printing.sections import (
    COLOURS,
    GREY,
    INK,
    QUIET,
    STRONG,
    WIDTH,
    PrintedLine,
    Run,
    Section,
    Style,
    number_words,
    rule_words,
    run,
    sections_of,
    word,
)
from project.assessments.report_schemas import ReportOut
from project.assessments.reporting import ChildFacts

#: A4.
PAGE_WIDTH, PAGE_HEIGHT = 595.27, 841.89
LEFT = (PAGE_WIDTH - WIDTH) / 2
TOP, BOTTOM = PAGE_HEIGHT - 36, 58.0
LINE = 10.2
#: What title, child, result and charts take of the first page.
HEAD = 172 + CHART_HEIGHT
ROOM_FIRST, ROOM_SECOND = int((TOP - HEAD - BOTTOM) / LINE), int((TOP - BOTTOM) / LINE)

_HEADING = Style(BOLD, 9.5, INK)
_LABEL = Style(PLAIN, 6.6, GREY)
_PALE = {"normal": "#e8f5ec", "monitor": "#fdf3e1", "high": "#fdeceb"}

# Fonts are shared by all documents, and cutting them down to the letters used keeps its place in the font itself.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


Row = Heading | PrintedLine


def render_report(report: ReportOut, printed_at: datetime) -> bytes:
    """The same bytes for the same input. What two pages cannot hold is counted and named, never cut silently."""
    pages = _paginate(sections_of(report))
    buffer = BytesIO()
    with _one_at_a_time:
        canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="en")
        canvas.setTitle(f"Motor assessment {report.display_id}")
        canvas.setSubject("Screening report")
        canvas.setAuthor("")
        for number, rows in enumerate(pages, 1):
            top = TOP if number > 1 else _draw_head(canvas, report, printed_at)
            _draw_rows(canvas, rows, top)
            _draw_footer(canvas, report.disclaimer, f"No. {report.display_id} · page {number} of {len(pages)}")
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def fair_shares(wanted: Sequence[int], weights: Sequence[int], room: int) -> list[int]:
    """Lines for each part: all it wants if that fits, else no more than one limit times its weight."""
    limit = max(wanted, default=0)
    while limit > 1 and sum(map(min, wanted, (limit * weight for weight in weights))) > room:
        limit -= 1
    return [min(lines, limit * weight) for lines, weight in zip(wanted, weights, strict=True)]


def _paginate(sections: Sequence[Section]) -> list[list[Row]]:
    """Two pages at most. Room is taken back until everything fits, as blocks that stay together leave gaps."""
    wanted = [sum(len(item.lines) for item in section.items) for section in sections]
    weights = [section.weight for section in sections]
    room = ROOM_FIRST + ROOM_SECOND
    pages = _flow(sections, wanted)
    while len(pages) > 2 and room > 0:
        pages = _flow(sections, fair_shares(wanted, weights, room))
        room -= 1
    return pages


def _flow(sections: Sequence[Section], shares: Sequence[int]) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    used, room = 0, ROOM_FIRST
    for section, share in zip(sections, shares, strict=True):
        for block in _blocks(section, share):
            height = sum(_height(row) for row in block)
            if used + height > room:
                pages.append([])
                used, room = 0, ROOM_SECOND
            pages[-1] += block
            used += height
    return pages


def _blocks(section: Section, share: int) -> list[list[Row]]:
    """Rows that stay on one page; the heading stays with the first of them."""
    blocks: list[list[Row]] = []
    shown = lines = 0
    for item in section.items:
        if lines + len(item.lines) > share:
            break
        blocks.append(list(item.lines))
        lines += len(item.lines)
        shown += item.amount
    if shown < section.total:
        blocks.append([[Run(0, f"… {section.total - shown} {section.more}", QUIET)]])
    start: list[Row] = [Heading(section.heading)]
    if section.columns is not None:
        start.append(section.columns)
    return [start + blocks[0], *blocks[1:]]


def _height(row: Row) -> int:
    """In lines."""
    return 2 if isinstance(row, Heading) else 1


def _draw(canvas: Canvas, line: PrintedLine, y: float) -> None:
    for part in line:
        canvas.setFont(part.style.font, part.style.size)
        canvas.setFillColor(HexColor(part.style.colour))
        canvas.drawString(LEFT + part.x, y, part.text)


def _draw_rows(canvas: Canvas, rows: Sequence[Row], top: float) -> None:
    y = top
    for row in rows:
        y -= _height(row) * LINE
        if isinstance(row, Heading):
            canvas.setStrokeColor(HexColor("#c9d0d8"))
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, y - 1, LEFT + WIDTH, y - 1)
            _draw(canvas, [Run(0, row.text, _HEADING)], y + 2)
        else:
            _draw(canvas, row, y)


def _draw_head(canvas: Canvas, report: ReportOut, printed_at: datetime) -> float:
    """Title, child, result and charts; returns where the text below begins."""
    _draw(canvas, [Run(0, "Motor assessment report", Style(BOLD, 16, INK))], TOP - 14)
    _draw(canvas, [run(345, f"No. {report.display_id}", STRONG, 170)], TOP - 6)
    _draw(canvas, [run(345, f"Printed {_time_words(printed_at)}", QUIET, 170)], TOP - 17)
    _draw_child(canvas, report.child, TOP - 34)
    details = [("Recorded", _time_words(report.started_at)), ("Kind of session", _or_dash(report.session_type))]
    for (label, value), x in zip(details, (0, 130), strict=True):
        _draw_fact(canvas, label, value, x, 120, TOP - 84)
    _draw_result(canvas, report.summary, TOP - 166)
    renderPDF.draw(charts(report), canvas, LEFT, TOP - HEAD)
    return TOP - HEAD


def _draw_child(canvas: Canvas, child: ChildFacts, y: float) -> None:
    _draw(canvas, [Run(0, "Child", _LABEL)], y)
    _draw(canvas, [run(0, child.name, Style(BOLD, 11, INK), WIDTH)], y - 13)
    facts = [
        ("Age", "1 year" if child.age == 1 else f"{child.age} years"),
        ("Gender", _or_dash(child.gender)),
        ("Height", _measure_words(child.height_cm, "cm")),
        ("Weight", _measure_words(child.weight_kg, "kg")),
        ("Body mass index", _measure_words(child.bmi, "kg/m²")),
    ]
    for column, (label, value) in enumerate(facts):
        _draw_fact(canvas, label, value, column * 103, 98, y - 26)


def _draw_fact(canvas: Canvas, label: str, value: str, x: float, width: float, y: float) -> None:
    _draw(canvas, [Run(x, label, _LABEL)], y)
    _draw(canvas, [run(x, value, Style(PLAIN, 8.4, INK), width)], y - 10)


def _draw_result(canvas: Canvas, summary: Summary, y: float) -> None:
    colour = COLOURS.get(summary.risk_level or "", GREY)
    canvas.setFillColor(HexColor(_PALE.get(summary.risk_level or "", "#eef1f4")))
    canvas.rect(LEFT, y, WIDTH, 58, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colour))
    canvas.rect(LEFT, y, 5, 58, stroke=0, fill=1)
    score = "Not graded" if summary.overall_score is None else f"{summary.overall_score} of 100"
    risk = "No data" if summary.risk_level is None else summary.risk_level.upper()
    _draw(canvas, [Run(16, "Overall score", _LABEL), Run(170, "Risk", _LABEL)], y + 46)
    _draw(canvas, [Run(16, score, Style(BOLD, 15, INK)), Run(170, risk, Style(BOLD, 15, colour))], y + 29)
    points = f"{summary.total_score} of {summary.max_score} points; tasks at 2, 1 and 0 points: "
    counts = f"{summary.scored_2}, {summary.scored_1} and {summary.scored_0}; not graded: {len(summary.unscored)}"
    _draw(canvas, [run(16, points + counts, QUIET, WIDTH - 24)], y + 17)
    _draw(canvas, [run(16, f"Decided by: {rule_words(summary.rule)}", QUIET, WIDTH - 24)], y + 6)


def _draw_footer(canvas: Canvas, disclaimer: str, page: str) -> None:
    canvas.setStrokeColor(HexColor("#c9d0d8"))
    canvas.line(LEFT, BOTTOM - 10, LEFT + WIDTH, BOTTOM - 10)
    for row, line in enumerate(wrap(disclaimer, _LABEL.font, _LABEL.size, WIDTH - 90, 3)):
        _draw(canvas, [Run(0, line.text, _LABEL)], BOTTOM - 20 - 8 * row)
    canvas.drawRightString(LEFT + WIDTH, BOTTOM - 20, page)


def _time_words(value: datetime | None) -> str:
    return "–" if value is None else value.isoformat(" ", "minutes").replace("+00:00", " UTC")


def _or_dash(value: str | None) -> str:
    return word(value) if value and value.strip() else "–"


def _measure_words(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{number_words(value)} {unit}"
