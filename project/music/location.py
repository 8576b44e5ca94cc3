"""Where in a document a fault is: the path for programs, the bar and the item for people."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    #: As in FastAPI's errors: keys, and positions counted from 0.
    path: tuple[str | int, ...] = ("body",)
    #: Such as `bar 3, item 2`: the bar by its own number, items counted from 1.
    label: str = ""

    def at(self, *steps: str | int) -> Location:
        return Location((*self.path, *steps), self.label)

    def labelled(self, label: str) -> Location:
        """The same place, called so after what it was called before."""
        return Location(self.path, f"{self.label}, {label}" if self.label else label)


BODY = Location()


def excerpt(value: object, limit: int = 100) -> str:
    """What came in, as it may be repeated in an error: short, and fit for JSON."""
    try:
        text = str(value)
    except (ValueError, RecursionError):  # an int of thousands of digits, an object nested that deep
        return "…"
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return short.encode("utf-8", "replace").decode()
