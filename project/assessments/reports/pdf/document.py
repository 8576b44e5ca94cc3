"""The report of one session as one or two A4 pages. Lengths are in points from the lower left corner."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from threading import Lock

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from project.assessments.reports.pdf.canvas import draw
from project.assessments.reports.pdf.fonts import BOLD
from project.assessments.reports.pdf.head import LABEL, draw_head
from project.assessments.reports.pdf.pages import (
    BOTTOM,
    LEFT,
    LINE_HEIGHT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
    PageRow,
    SectionHeading,
    height_of,
    paginate,
)
from project.assessments.reports.pdf.sections import sections_of
from project.assessments.reports.pdf.styles import INK, WIDTH, TextRun, TextStyle
from project.assessments.reports.pdf.typography import wrap
from project.assessments.schemas.reports import ReportOut

_HEADING = TextStyle(BOLD, 9.5, INK)
# All documents share the fonts, and reportlab keeps the state of subsetting in the font.
_one_at_a_time = Lock()


def render_report(report: ReportOut, printed_at: datetime) -> bytes:
    """Render the same bytes for the same input. What does not fit on two pages is counted, never cut silently."""
    pages = paginate(sections_of(report))
    buffer = BytesIO()
    with _one_at_a_time:
        canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="en")
        canvas.setTitle(f"Motor assessment {report.display_id}")
        canvas.setSubject("Screening report")
        canvas.setAuthor("")
        for number, rows in enumerate(pages, 1):
            top = TOP if number > 1 else draw_head(canvas, report, printed_at)
            _draw_rows(canvas, rows, top)
            _draw_footer(canvas, report.disclaimer, f"No. {report.display_id} · page {number} of {len(pages)}")
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _draw_rows(canvas: Canvas, rows: Sequence[PageRow], top: float) -> None:
    y = top
    for row in rows:
        y -= height_of(row) * LINE_HEIGHT
        if isinstance(row, SectionHeading):
            canvas.setStrokeColor(HexColor("#c9d0d8"))
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, y - 1, LEFT + WIDTH, y - 1)
            draw(canvas, [TextRun(0, row.text, _HEADING)], y + 2)
        else:
            draw(canvas, row, y)


def _draw_footer(canvas: Canvas, disclaimer: str, page: str) -> None:
    canvas.setStrokeColor(HexColor("#c9d0d8"))
    canvas.line(LEFT, BOTTOM - 10, LEFT + WIDTH, BOTTOM - 10)
    for row, line in enumerate(wrap(disclaimer, LABEL.font, LABEL.size, WIDTH - 90, 3)):
        draw(canvas, [TextRun(0, line.text, LABEL)], BOTTOM - 20 - 8 * row)
    canvas.drawRightString(LEFT + WIDTH, BOTTOM - 20, page)
