"""Parts of the sky that are asked for, and the outlines of images; whether they meet. Edges are great circles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from project.imaging.sky.geometry import Cone, Vector, angle, cross, dot, position, unit_vector


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


@dataclass(frozen=True)
class Footprint:
    """What an image shows: a square of the plane that touches the sky in its middle, or just that middle."""

    middle: Vector
    #: From north-east by south to north-west; none where the size is not known.
    corners: tuple[Vector, ...] = ()

    @cached_property
    def edges(self) -> list[Arc]:
        return list(around(self.corners)) if self.corners else []

    @cached_property
    def _sides(self) -> list[tuple[Vector, float]]:
        """Of each edge its pole, and on which side of it the middle lies."""
        return [(pole, dot(pole, self.middle)) for pole in (cross(*edge) for edge in self.edges)]

    def contains(self, point: Vector) -> bool:
        """Whether it lies on the same side of every edge as the middle does."""
        return bool(self._sides) and all(dot(pole, point) * side >= 0 for pole, side in self._sides)


def footprint(ra_deg: float, dec_deg: float, width_deg: float | None, height_deg: float | None) -> Footprint:
    """Of an image whose axes lie along right ascension and declination (Calabretta and Greisen 2002, section 5.1.3).

    Radio images are projected otherwise (SIN), which moves the corners of one of 3.5° by 4 arcsec.
    """
    middle = unit_vector(ra_deg, dec_deg)
    if not width_deg or not height_deg:
        return Footprint(middle)
    ra, dec = math.radians(ra_deg), math.radians(dec_deg)
    east = (-math.sin(ra), math.cos(ra), 0.0)
    north = (-math.sin(dec) * math.cos(ra), -math.sin(dec) * math.sin(ra), math.cos(dec))
    x, y = math.radians(width_deg) / 2, math.radians(height_deg) / 2
    return Footprint(middle, tuple(_on_sky(middle, east, north, *at) for at in ((x, y), (x, -y), (-x, -y), (-x, y))))


def _on_sky(middle: Vector, east: Vector, north: Vector, x: float, y: float) -> Vector:
    a, b, c = (m + x * e + y * n for m, e, n in zip(middle, east, north, strict=True))
    length = math.hypot(a, b, c)
    return a / length, b / length, c / length


@dataclass(frozen=True)
class Circle:
    cone: Cone

    def contains(self, point: Vector) -> bool:
        return angle(unit_vector(self.cone.ra_deg, self.cone.dec_deg), point) <= math.radians(self.cone.radius_deg)

    def meets(self, image: Footprint) -> bool:
        middle = unit_vector(self.cone.ra_deg, self.cone.dec_deg)
        radius = math.radians(self.cone.radius_deg)
        if angle(middle, image.middle) <= radius or image.contains(middle):
            return True
        return any(edge.distance(middle) <= radius for edge in image.edges)


@dataclass(frozen=True)
class Box:
    """Between two right ascensions and two declinations, in degrees; the first of each is not above the second."""

    ra_deg: tuple[float, float]
    dec_deg: tuple[float, float]

    @property
    def cone(self) -> Cone:
        """One that holds it: nothing is further than first along the meridian, then along a parallel."""
        (west, east), (south, north) = self.ra_deg, self.dec_deg
        widest = 1.0 if south <= 0 <= north else math.cos(math.radians(min(abs(south), abs(north))))
        radius = (north - south) / 2 + (east - west) / 2 * widest
        return Cone((west + east) / 2, (south + north) / 2, min(radius, 180.0))

    def contains(self, point: Vector) -> bool:
        ra, dec = position(point)
        return self.dec_deg[0] <= dec <= self.dec_deg[1] and self._has(ra)

    def _has(self, ra: float) -> bool:
        west, east = self.ra_deg
        return west <= ra <= east or (ra == 0 and east == 360)

    def meets(self, image: Footprint) -> bool:
        corners = [unit_vector(ra, dec) for ra in self.ra_deg for dec in self.dec_deg]
        return (
            any(map(self.contains, (image.middle, *image.corners)))
            or any(map(image.contains, corners))
            or any(edge.crosses(meridian) for edge in image.edges for meridian in self._meridians())
            or any(self._has(position(point)[0]) for edge in image.edges for point in self._parallels(edge))
        )

    def _meridians(self) -> Iterator[Arc]:
        (west, east), (south, north) = self.ra_deg, self.dec_deg
        if east - west < 360:
            for ra in (west, east):
                for low, high in pairwise((south, (south + north) / 2, north)):
                    yield Arc(unit_vector(ra, low), unit_vector(ra, high))

    def _parallels(self, edge: Arc) -> Iterator[Vector]:
        for dec in self.dec_deg:
            yield from edge.at_declination(dec)


@dataclass(frozen=True)
class Polygon:
    """Of the two sides of its outline, the one that fits into a hemisphere."""

    corners: tuple[Vector, ...]

    @cached_property
    def middle(self) -> Vector:
        """Not normal, and (0, 0, 0) for one that has no middle."""
        x, y, z = map(sum, zip(*self.corners, strict=True))
        return x, y, z

    @cached_property
    def _edges(self) -> list[tuple[Arc, Vector]]:
        """Each with its pole."""
        return [(edge, cross(*edge)) for edge in around(self.corners)]

    @property
    def cone(self) -> Cone:
        radius = max(angle(self.middle, corner) for corner in self.corners)
        return Cone(*position(self.middle), math.degrees(radius))

    def contains(self, point: Vector) -> bool:
        """Whether the outline goes round it."""
        if dot(point, self.middle) <= 0:
            return False
        turns = [cross(point, corner) for corner in self.corners]
        total = sum(math.atan2(dot(point, cross(a, b)), dot(a, b)) for a, b in pairwise([*turns, turns[0]]))
        return abs(total) > math.pi

    def meets(self, image: Footprint) -> bool:
        return (
            self.contains(image.middle)
            or any(map(image.contains, self.corners))
            or any(edge.crosses(mine) for mine in self._edges_between(image.corners) for edge in image.edges)
        )

    def _edges_between(self, points: Sequence[Vector]) -> Iterator[Arc]:
        """Those that do not have all of these points on one side: most edges lie far away, and that is told quickly."""
        for edge, pole in self._edges:
            sides = [dot(pole, point) for point in points]
            if sides and min(sides) < 0 < max(sides):
                yield edge


Region = Circle | Box | Polygon
