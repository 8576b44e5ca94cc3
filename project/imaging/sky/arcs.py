"""Arcs of great circles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from project.imaging.sky.geometry import Vector, angle, cross, dot


class Arc(NamedTuple):
    """The shorter way from one unit vector to another."""

    start: Vector
    end: Vector

    def crosses(self, other: Arc) -> bool:
        """Whether they have a point in common that is an end of neither."""
        (a, b), (c, d) = self, other
        ab, cd = cross(a, b), cross(c, d)
        left, right = -dot(ab, c), dot(ab, d)
        above, below = -dot(cd, b), dot(cd, a)
        return left * right > 0 and left * above > 0 and left * below > 0

    def distance(self, point: Vector) -> float:
        """In radians, to its nearest point."""
        pole = cross(*self)
        length = math.hypot(*pole)
        if length and dot(cross(pole, self.start), point) > 0 > dot(cross(pole, self.end), point):
            return abs(math.asin(max(-1.0, min(1.0, dot(pole, point) / length))))
        return min(angle(self.start, point), angle(self.end, point))

    def at_declination(self, dec_deg: float) -> Iterator[Vector]:
        """Its points there, up to two."""
        start, length = self.start, angle(*self)
        across = cross(cross(*self), start)
        size = math.hypot(*across)
        if not size:
            return
        east = tuple(part / size for part in across)
        height = math.hypot(start[2], east[2])
        level = math.sin(math.radians(dec_deg))
        if abs(level) > height:
            return
        top, half = math.atan2(east[2], start[2]), math.acos(level / height) if height else 0.0
        for turn in (top - half, top + half):
            if turn % math.tau <= length:
                x, y, z = (a * math.cos(turn) + b * math.sin(turn) for a, b in zip(start, east, strict=True))
                yield x, y, z


def around(corners: Sequence[Vector]) -> Iterator[Arc]:
    return (Arc(a, b) for a, b in pairwise([*corners, corners[0]]))
