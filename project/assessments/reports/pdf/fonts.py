from pathlib import Path
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Font = Literal["DejaVuSans", "DejaVuSans-Bold"]
PLAIN: Font = "DejaVuSans"
BOLD: Font = "DejaVuSans-Bold"
_FOLDER = Path(__file__).parent / "fonts"
_FONTS = {name: TTFont(name, _FOLDER / f"{name}.ttf", shapable=False) for name in (PLAIN, BOLD)}
for _font in _FONTS.values():
    pdfmetrics.registerFont(_font)


def has_glyph(character: str, font: Font) -> bool:
    # reportlab cannot name characters above U+FFFF in the text layer of a file.
    return ord(character) <= 0xFFFF and ord(character) in _FONTS[font].face.charToGlyph
