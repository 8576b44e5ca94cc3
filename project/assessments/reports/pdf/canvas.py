from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from project.assessments.reports.pdf.pages import LEFT
from project.assessments.reports.pdf.styles import PrintedLine


def draw(canvas: Canvas, line: PrintedLine, y: float) -> None:
    for part in line:
        canvas.setFont(part.style.font, part.style.size)
        canvas.setFillColor(HexColor(part.style.colour))
        canvas.drawString(LEFT + part.x, y, part.text)
