from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from project.assessments.reports.pdf.fonts import BOLD, PLAIN, Font
from project.assessments.reports.pdf.typography import fit

WIDTH = 515.0
INK, GREY, GREEN, AMBER, RED = "#1b1f24", "#59626d", "#1a7f37", "#9a5b00", "#b42318"
COLOURS = {
    "normal": GREEN, "passed": GREEN, "within": GREEN,
    "monitor": AMBER, "borderline": AMBER, "partial": AMBER, "mild": AMBER, "moderate": AMBER,
    "high": RED, "abnormal": RED, "failed": RED, "significant": RED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextStyle:
    font: Font
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in drawing order, from `x` to the right."""

    x: float
    text: str
    style: TextStyle


PrintedLine = list[TextRun]
TEXT, STRONG = TextStyle(PLAIN, 7.6, INK), TextStyle(BOLD, 7.6, INK)
SMALL, QUIET = TextStyle(PLAIN, 7, INK), TextStyle(PLAIN, 7, GREY)


def text_run(x: float, text: str, style: TextStyle, width: float) -> TextRun:
    return TextRun(x, fit(text, style.font, style.size, width).text, style)


def coloured(key: str) -> TextStyle:
    return TextStyle(PLAIN, 7, COLOURS.get(key, GREY))


def beside(*columns: Sequence[TextRun]) -> list[PrintedLine]:
    return [[run for run in row if run is not None and run.text] for row in zip_longest(*columns)]
