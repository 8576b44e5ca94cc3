from collections.abc import Sequence
from dataclasses import dataclass

from project.assessments.reports.pdf.script import paragraphs
from project.assessments.reports.pdf.styles import TEXT, WIDTH, PrintedLine, TextRun, TextStyle, beside
from project.assessments.reports.pdf.typography import wrap

#: Lines or entries of a section. Two pages hold fewer.
MAX_ITEMS = 120
IN_CSV = "see the CSV export"
IN_RECORD = "in the record of the session"


@dataclass(frozen=True, slots=True)
class SectionItem:
    """Lines that stay together. `amount` is their share of the section's total."""

    lines: list[PrintedLine]
    amount: int = 1


@dataclass(frozen=True, slots=True)
class ReportSection:
    """`total` is what all items together would show; `more` ends the line "… 7 …" when some are left out."""

    heading: str
    items: list[SectionItem]
    total: int
    more: str
    #: Column titles.
    columns: PrintedLine | None = None
    #: Priority when room is short.
    weight: int = 1


def paragraph_runs(text: str, style: TextStyle, x: float, width: float, most: int) -> list[tuple[TextRun, int]]:
    """Wrap a text. Return each line with the characters it shows; right-to-left lines align right."""
    found = wrap(text, style.font, style.size, width, most)
    return [
        (TextRun(x + width - line.width if line.right_to_left else x, line.text, style), line.characters)
        for line in found
    ]


def bullet_section(heading: str, texts: Sequence[str], style: TextStyle = TEXT) -> ReportSection:
    items = [
        SectionItem(beside([TextRun(0, "•", style)], [run for run, _ in paragraph_runs(text, style, 9, WIDTH - 9, 3)]))
        for text in texts[:MAX_ITEMS]
    ]
    return ReportSection(heading, items, len(texts), f"more, {IN_RECORD}")


def notes_section(heading: str, text: str | None) -> ReportSection:
    items = [SectionItem([[run]], shown) for run, shown in paragraph_runs(text or "", TEXT, 0, WIDTH, MAX_ITEMS)]
    total = sum(len(part) + 1 for part in paragraphs(text or ""))
    return ReportSection(heading, items, total, f"more characters, {IN_RECORD}")
