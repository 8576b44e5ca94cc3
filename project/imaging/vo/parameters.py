"""Query parameters of the virtual observatory (DALI 1.1). All readers raise UsageFault."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from project.core.errors import ProjectError
from project.imaging.votable.formats import TableFormat

#: Rows of an answer.
DEFAULT_MAXREC = 1_000
MAX_MAXREC = 10_000
#: Values of one parameter: each image is compared with all of them.
MAX_VALUES = 50
#: By value of RESPONSEFORMAT, in lower case.
FORMATS: dict[str, TableFormat] = {
    "votable": "votable",
    "application/x-votable+xml": "votable",
    "application/xml": "votable",
    "text/xml": "votable",
    "csv": "csv",
    "text/csv": "csv",
    "fits": "fits",
    "application/fits": "fits",
}


class UsageFault(ProjectError):
    """An invalid parameter. Its message begins as DALI 1.1, section 4.2, asks."""

    status = 400
    title = "Bad Request"

    def __init__(self, message: str) -> None:
        super().__init__(f"UsageFault: {message}")


class Parameters:
    """The parameters of a query. Names are case-insensitive, and empty values count as missing.

    All methods raise UsageFault.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            if value.strip():
                self._values[name.upper()].append(value.strip())

    def all(self, name: str) -> list[str]:
        values = self._values.get(name, [])
        if len(values) > MAX_VALUES:
            raise UsageFault(f"{name} is given more than {MAX_VALUES} times")
        return values

    def one(self, name: str) -> str | None:
        values = self.all(name)
        if len(values) > 1:
            raise UsageFault(f"{name} is given {len(values)} times")
        return values[0] if values else None

    def number(self, name: str, low: float, high: float) -> float:
        text = self.one(name)
        if text is None:
            raise UsageFault(f"{name} is missing")
        value = read_number(name, text)
        if not low <= value <= high:
            raise UsageFault(f"{name} lies between {low:g} and {high:g}")
        return value

    def count(self, name: str, default: int) -> int:
        text = self.one(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) <= 1000):
            raise UsageFault(f"{name} is a whole number of 0 or more")
        return int(text)

    @property
    def maxrec(self) -> int:
        return min(self.count("MAXREC", DEFAULT_MAXREC), MAX_MAXREC)

    @property
    def format(self) -> TableFormat:
        text = self.one("RESPONSEFORMAT") or "votable"
        table_format = FORMATS.get(text.partition(";")[0].strip().lower())
        if table_format is None:
            raise UsageFault(f"RESPONSEFORMAT is one of {', '.join(FORMATS)}")
        return table_format


def read_number(name: str, text: str) -> float:
    """Read a number, which may be infinite (DALI 1.1, section 3.3.4). Raises UsageFault."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value) or "_" in text:
        raise UsageFault(f"{name} holds {text[:50]!r}, which is not a number")
    return value
