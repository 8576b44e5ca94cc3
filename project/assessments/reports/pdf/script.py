import re
import unicodedata
from functools import lru_cache

from arabic_reshaper import ArabicReshaper
from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED

from project.assessments.reports.pdf.fonts import Font, has_glyph

#: Replaces characters that the fonts cannot draw.
MISSING = "□"
# Drop vowel marks: without the font's positioning they would stand beside their letters.
# The fonts have no single glyph for "Allah", so its letters are joined like those of any other word.
_RESHAPER = ArabicReshaper({"delete_harakat": True, "ARABIC LIGATURE ALLAH": False})
# Letters of Quran and Urdu spelling that the fonts lack, and the nearest that they have.
_NEAREST = str.maketrans("ٱہۂۃےۓ", "اههةیئ")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ARABIC_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
# Reordering does not mirror brackets. A zero-width mark after each bracket shows the direction of its run.
_MARK = "\ufe00"
_BRACKET = f"([{re.escape(''.join(MIRRORED))}])"
_BRACKETS = re.compile(_BRACKET)
_ORDERED_BRACKETS = re.compile(f"{_MARK}{_BRACKET}|{_BRACKET}{_MARK}")
# Arabic reshaper 3.1 loses count of the letters after a zero width joiner (U+200D) and may raise IndexError.
_UNSEEN = re.compile("[\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def clean(text: str) -> str:
    """Normalise line ends and spaces, and drop what a file cannot hold."""
    text = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))
    text = _ARABIC_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text)).translate(_NEAREST)


def paragraphs(text: str) -> list[str]:
    joined = (" ".join(part.split()) for part in clean(text).split("\n"))
    return [part for part in joined if part]


def visual(text: str, font: Font, right_to_left: bool) -> str:
    """Return a clean line in drawing order, with Arabic letters joined and missing glyphs as boxes."""
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
    if has_glyph(character, font):
        return character
    plain = unicodedata.normalize("NFKC", character)
    if all(has_glyph(part, font) for part in plain):
        return plain[::-1] if unicodedata.bidirectional(character) in {"R", "AL"} else plain
    return MISSING


def is_right_to_left(text: str) -> bool:
    # get_base_level refuses an empty text.
    return text != "" and get_base_level(text) == 1
