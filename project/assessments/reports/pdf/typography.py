"""Text fitted and wrapped to a width. Sizes are in points."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics

from project.assessments.reports.pdf.fonts import Font
from project.assessments.reports.pdf.script import is_right_to_left, paragraphs, visual

ELLIPSIS = "…"
#: More characters than a page-wide line can show.
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line ready to draw from left to right. `characters` counts those of the original text, with its space."""

    text: str
    width: float
    right_to_left: bool
    characters: int


def fit(text: str, font: Font, size: float, width: float) -> TextLine:
    """Return the text on one line, cut with an ellipsis if it is too wide."""
    words = " ".join(paragraphs(text[: 2 * _LONGEST_LINE]))
    shown = words
    if len(text) > 2 * _LONGEST_LINE or _width(words, font, size) > width:
        room = width - pdfmetrics.stringWidth(ELLIPSIS, font, size)
        shown = words[: _prefix(words, font, size, room)].rstrip() + ELLIPSIS
    return _line(shown, font, size, is_right_to_left(words), len(words))


def wrap(text: str, font: Font, size: float, width: float, most: int) -> list[TextLine]:
    """Return at most `most` lines. Too wide words are broken; an ellipsis ends a cut text."""
    clipped = paragraphs(text[: most * _LONGEST_LINE])
    lines: list[TextLine] = []
    for part in clipped:
        right_to_left = is_right_to_left(part)
        for logical, characters in _broken(part.split(" "), font, size, width):
            if len(lines) == most:
                lines[-1] = _cut(lines[-1], font, size, width)
                return lines
            lines.append(_line(logical, font, size, right_to_left, characters))
    return lines


def _cut(line: TextLine, font: Font, size: float, width: float) -> TextLine:
    """Add an ellipsis on the side where reading ends."""
    room = width - pdfmetrics.stringWidth(ELLIPSIS, font, size)
    text = line.text
    while text and pdfmetrics.stringWidth(text, font, size) > room:
        text = text[1:] if line.right_to_left else text[:-1]
    text = ELLIPSIS + text if line.right_to_left else text + ELLIPSIS
    return TextLine(text, pdfmetrics.stringWidth(text, font, size), line.right_to_left, line.characters)


def _broken(words: Sequence[str], font: Font, size: float, width: float) -> Iterator[tuple[str, int]]:
    """Yield lines in reading order, each with the number of characters it uses."""
    space = pdfmetrics.stringWidth(" ", font, size)
    line: list[str] = []
    used = 0.0
    for word in words:
        rest, needed = word, _word_width(word, font, size)
        if line and used + space + needed > width:
            yield " ".join(line), len(" ".join(line)) + 1
            line, used = [], 0.0
        while needed > width:
            length = _prefix(rest[:_LONGEST_LINE], font, size, width)
            yield rest[:length], length
            rest = rest[length:]
            needed = _word_width(rest, font, size)
        used += needed + (space if line else 0)
        line.append(rest)
    yield " ".join(line), len(" ".join(line)) + 1


def _prefix(text: str, font: Font, size: float, width: float) -> int:
    """Return how many characters fit, at least one."""
    used, length = 0.0, 0
    while length < len(text) and used <= width:
        used += pdfmetrics.stringWidth(text[length], font, size)
        length += 1
    # Letters may be wider when joined, and a box wider than the character it stands for.
    while length > 1 and _width(text[:length], font, size) > width:
        length -= 1
    return max(1, length)


def _word_width(word: str, font: Font, size: float) -> float:
    return math.inf if len(word) > _LONGEST_LINE else _width(word, font, size)


def _width(text: str, font: Font, size: float) -> float:
    width: float = pdfmetrics.stringWidth(visual(text, font, False), font, size)
    return width


def _line(logical: str, font: Font, size: float, right_to_left: bool, characters: int) -> TextLine:
    text = visual(logical, font, right_to_left)
    return TextLine(text, pdfmetrics.stringWidth(text, font, size), right_to_left, characters)
