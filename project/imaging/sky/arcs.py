from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from project.imaging.sky.geometry import Vector, angle, cross, dot


class Arc(NamedTuple):
    """The shorter arc of a great circle between two unit vectors."""

    start: Vector
    end: Vector

    def crosses(self, other: Arc) -> bool:
        # Whether each arc has its ends on both sides of the other.
        (a, b), (c, d) = self, other
        ab, cd = cross(a, b), cross(c, d)
        left, right = -dot(ab, c), dot(ab, d)
        above, below = -dot(cd, b), dot(cd, a)
        return left * right > 0 and left * above > 0 and left * below > 0

    def distance(self, point: Vector) -> float:
        pole = cross(*self)
        length = math.hypot(*pole)
        if length and dot(cross(pole, self.start), point) > 0 > dot(cross(pole, self.end), point):
            return abs(math.asin(max(-1.0, min(1.0, dot(pole, point) / length))))
        return min(angle(self.start, point), angle(self.end, point))

    def at_declination(self, dec_deg: float) -> Iterator[Vector]:
        start, length = self.start, angle(*self)
        tangent = cross(cross(*self), start)
        norm = math.hypot(*tangent)
        if not norm:
            return
        direction = tuple(component / norm for component in tangent)
        # A point at angle t from the start is start·cos t + direction·sin t; its height is max_z·cos(t - top).
        max_z = math.hypot(start[2], direction[2])
        z_at_dec = math.sin(math.radians(dec_deg))
        if abs(z_at_dec) > max_z:
            return
        top, half = math.atan2(direction[2], start[2]), math.acos(z_at_dec / max_z) if max_z else 0.0
        for t in (top - half, top + half):
            if t % math.tau <= length:
                x, y, z = (a * math.cos(t) + b * math.sin(t) for a, b in zip(start, direction, strict=True))
                yield x, y, z


def polygon_edges(corners: Sequence[Vector]) -> Iterator[Arc]:
    return (Arc(a, b) for a, b in pairwise([*corners, corners[0]]))
