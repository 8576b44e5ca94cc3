"""CSV cells that a spreadsheet never runs as formulas."""

from __future__ import annotations

import math
import re

# East Asian editions read the full-width signs too, and spreadsheets may drop what precedes a sign.
FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)

Cell = str | int | float | None


def safe_cell(value: Cell) -> Cell:
    """Prefix text that a spreadsheet would run with an apostrophe. Numbers stay."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, str) and FORMULA.match(value) and not NUMBER.fullmatch(value):
        return "'" + value
    return value
