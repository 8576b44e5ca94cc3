"""The location of a fault in a document: a path for programs, bar and item for people."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    #: As in FastAPI's errors: keys, and indexes from 0.
    path: tuple[str | int, ...] = ("body",)
    #: Such as `bar 3, item 2`: the bar by its number, items from 1.
    label: str = ""

    def at(self, *steps: str | int) -> Location:
        return Location((*self.path, *steps), self.label)

    def labelled(self, label: str) -> Location:
        return Location(self.path, f"{self.label}, {label}" if self.label else label)


BODY = Location()


def excerpt(value: object, limit: int = 100) -> str:
    """Return the value as short text that is safe to repeat in a JSON error."""
    try:
        text = str(value)
    except (ValueError, RecursionError):  # an int of thousands of digits, or too deep nesting
        return "…"
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return short.encode("utf-8", "replace").decode()
