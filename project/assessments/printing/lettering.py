"""Text as it stands on paper: fonts, joined Arabic letters, reading order, widths and line breaks. Sizes in points."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from arabic_reshaper import ArabicReshaper
from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Font = Literal["DejaVuSans", "DejaVuSans-Bold"]
PLAIN: Font = "DejaVuSans"
BOLD: Font = "DejaVuSans-Bold"

#: Stands for a character that the fonts cannot draw.
MISSING = "□"
ELLIPSIS = "…"

#: More characters than the widest page can show in one line.
_LONGEST_LINE = 400

_FOLDER = Path(__file__).parent / "fonts"
_FONTS = {name: TTFont(name, _FOLDER / f"{name}.ttf", shapable=False) for name in (PLAIN, BOLD)}
for _font in _FONTS.values():
    pdfmetrics.registerFont(_font)

# Vowel marks are left out: without the font's own positioning they would stand beside their letters.
# The fonts have no single glyph for "Allah", so its letters are joined like those of any other word.
_RESHAPER = ArabicReshaper({"delete_harakat": True, "ARABIC LIGATURE ALLAH": False})

# Letters of Quran and Urdu spelling that the fonts lack, by the nearest letter they have.
_NEAREST = str.maketrans("ٱہۂۃےۓ", "اههةیئ")

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ARABIC_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
# Ordering does not turn brackets round. A sign without width after each bracket shows which way its run reads.
_MARK = "\ufe00"
_BRACKET = f"([{re.escape(''.join(MIRRORED))}])"
_BRACKETS = re.compile(_BRACKET)
_ORDERED_BRACKETS = re.compile(f"{_MARK}{_BRACKET}|{_BRACKET}{_MARK}")
# Arabic reshaper 3.1 loses count of the letters after a zero width joiner (U+200D) and may raise IndexError.
_UNSEEN = re.compile("[\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw from left to right. `characters` counts those of the original text, with its space."""

    text: str
    width: float
    right_to_left: bool
    characters: int


def clean(text: str) -> str:
    """The same text with plain line ends and spaces, and nothing that cannot be written to a file."""
    text = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))
    text = _ARABIC_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text)).translate(_NEAREST)


def paragraphs(text: str) -> list[str]:
    """The paragraphs that hold words, with single spaces."""
    joined = (" ".join(part.split()) for part in clean(text).split("\n"))
    return [part for part in joined if part]


def visual(text: str, font: Font, right_to_left: bool) -> str:
    """Clean text of one line in the order of drawing, letters joined, characters without a glyph shown as a box."""
    if text.isascii():
        return text
    shaped = _BRACKETS.sub(rf"\1{_MARK}", _RESHAPER.reshape(_UNSEEN.sub("", text)))
    ordered = get_display(shaped, base_dir="R" if right_to_left else "L")
    ordered = _ORDERED_BRACKETS.sub(lambda found: MIRRORED[found[1]] if found[1] else found[2], ordered)
    return "".join(_drawable(character, font) for character in ordered)


@lru_cache(maxsize=8192)
def _drawable(character: str, font: Font) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    if _has_glyph(character, font):
        return character
    plain = unicodedata.normalize("NFKC", character)
    if all(_has_glyph(part, font) for part in plain):
        return plain[::-1] if unicodedata.bidirectional(character) in {"R", "AL"} else plain
    return MISSING


def _has_glyph(character: str, font: Font) -> bool:
    # reportlab cannot name characters above U+FFFF in the text layer of a file.
    return ord(character) <= 0xFFFF and ord(character) in _FONTS[font].face.charToGlyph


def fit(text: str, font: Font, size: float, width: float) -> Line:
    """The text on one line; what does not fit is cut and shown as an ellipsis."""
    words = " ".join(paragraphs(text[: 2 * _LONGEST_LINE]))
    shown = words
    if len(text) > 2 * _LONGEST_LINE or _width(words, font, size) > width:
        room = width - pdfmetrics.stringWidth(ELLIPSIS, font, size)
        shown = words[: _prefix(words, font, size, room)].rstrip() + ELLIPSIS
    return _line(shown, font, size, _is_right_to_left(words), len(words))


def wrap(text: str, font: Font, size: float, width: float, most: int) -> list[Line]:
    """At most so many lines; words too wide for a line are broken, and an ellipsis ends a text that was cut."""
    clipped = paragraphs(text[: most * _LONGEST_LINE])
    lines: list[Line] = []
    for part in clipped:
        right_to_left = _is_right_to_left(part)
        for logical, characters in _broken(part.split(" "), font, size, width):
            if len(lines) == most:
                lines[-1] = _cut(lines[-1], font, size, width)
                return lines
            lines.append(_line(logical, font, size, right_to_left, characters))
    return lines


def _cut(line: Line, font: Font, size: float, width: float) -> Line:
    """The last line with an ellipsis on the side where reading ends."""
    room = width - pdfmetrics.stringWidth(ELLIPSIS, font, size)
    text = line.text
    while text and pdfmetrics.stringWidth(text, font, size) > room:
        text = text[1:] if line.right_to_left else text[:-1]
    text = ELLIPSIS + text if line.right_to_left else text + ELLIPSIS
    return Line(text, pdfmetrics.stringWidth(text, font, size), line.right_to_left, line.characters)


def _broken(words: Sequence[str], font: Font, size: float, width: float) -> Iterator[tuple[str, int]]:
    """Lines in the order of reading, each with the characters it uses up."""
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
    """How many characters fit, at least one."""
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


def _is_right_to_left(text: str) -> bool:
    # get_base_level refuses an empty text.
    return text != "" and get_base_level(text) == 1


def _line(logical: str, font: Font, size: float, right_to_left: bool, characters: int) -> Line:
    text = visual(logical, font, right_to_left)
    return Line(text, pdfmetrics.stringWidth(text, font, size), right_to_left, characters)
