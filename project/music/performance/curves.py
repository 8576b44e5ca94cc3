"""Curve values, and note velocities under them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from project.music.notation.rhythm import to_float
from project.music.notation.tree import (
    NoteNode,
    Point,
)

PLAIN_VELOCITY = 100


def velocity_of(note: NoteNode, curve: Sequence[Point]) -> int:
    """Return the curve's value, else the note's own velocity, else 100. At least 1, because 0 means note-off."""
    if curve:
        return max(1, min(127, int(value_at(curve, to_float(note.start)))))
    own = note.velocity
    return PLAIN_VELOCITY if own is None else max(1, min(127, int(own)))


def value_at(curve: Sequence[Point], time: float) -> float:
    """Interpolate linearly between points in order of time; constant outside them."""
    after = bisect_right(curve, time, key=lambda point: point.time)
    if after == 0:
        return float(curve[0].value)
    before = curve[after - 1]
    if after == len(curve):
        return float(before.value)
    share = (time - before.time) / (curve[after].time - before.time)
    return float(before.value + share * (curve[after].value - before.value))


def in_time(curve: Sequence[Point] | None) -> list[Point]:
    return sorted(curve or (), key=lambda point: point.time)
