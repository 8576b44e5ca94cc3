"""What virtual observatories ask: the parameters of Simple Cone Search 1.03, SIA 2.0 and DALI 1.1."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from project.core.errors import ProjectError
from project.imaging.votable.formats import Format

#: Rows of an answer, where the caller does not say, and at most.
DEFAULT_MAXREC = 1_000
MAX_MAXREC = 10_000
#: Of one parameter, and corners of all polygons together: each image is held against all of them.
MAX_VALUES = 50

#: What RESPONSEFORMAT may say, in lower case.
FORMATS: dict[str, Format] = {
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
    """A parameter that cannot be read. The message begins as DALI 1.1, section 4.2, wants it."""

    status = 400
    title = "Bad Request"

    def __init__(self, message: str) -> None:
        super().__init__(f"UsageFault: {message}")


class Parameters:
    """Of a query, whatever the case of their names. Empty ones are none."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            if value.strip():
                self._values[name.upper()].append(value.strip())

    def all(self, name: str) -> list[str]:
        """Raises Usage where there are too many."""
        found = self._values.get(name, [])
        if len(found) > MAX_VALUES:
            raise UsageFault(f"{name} is given more than {MAX_VALUES} times")
        return found

    def one(self, name: str) -> str | None:
        """Raises Usage where it is given twice."""
        found = self.all(name)
        if len(found) > 1:
            raise UsageFault(f"{name} is given {len(found)} times")
        return found[0] if found else None

    def number(self, name: str, low: float, high: float) -> float:
        text = self.one(name)
        if text is None:
            raise UsageFault(f"{name} is missing")
        value = read_number(name, text)
        if not low <= value <= high:
            raise UsageFault(f"{name} lies between {low:g} and {high:g}")
        return value

    def whole(self, name: str, default: int) -> int:
        """0 or more."""
        text = self.one(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) <= 1000):
            raise UsageFault(f"{name} is a whole number, not below 0")
        return int(text)

    @property
    def maxrec(self) -> int:
        return min(self.whole("MAXREC", DEFAULT_MAXREC), MAX_MAXREC)

    @property
    def form(self) -> Format:
        text = self.one("RESPONSEFORMAT") or "votable"
        found = FORMATS.get(text.partition(";")[0].strip().lower())
        if found is None:
            raise UsageFault(f"RESPONSEFORMAT is one of {', '.join(FORMATS)}")
        return found


def read_number(name: str, text: str) -> float:
    """Infinite ones are numbers here (DALI 1.1, section 3.3.4)."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value) or "_" in text:
        raise UsageFault(f"{name} holds {text[:50]!r}, which is no number")
    return value
