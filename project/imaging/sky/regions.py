"""Regions of the sky, and whether they overlap the footprint of an image. Edges are great circles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from project.imaging.sky.arcs import Arc, polygon_edges
from project.imaging.sky.footprints import Footprint
from project.imaging.sky.geometry import Cone, Vector, angle, cross, dot, position, unit_vector


@dataclass(frozen=True)
class Circle:
    cone: Cone

    def contains(self, point: Vector) -> bool:
        return angle(unit_vector(self.cone.ra_deg, self.cone.dec_deg), point) <= math.radians(self.cone.radius_deg)

    def overlaps(self, image: Footprint) -> bool:
        centre = unit_vector(self.cone.ra_deg, self.cone.dec_deg)
        radius = math.radians(self.cone.radius_deg)
        if angle(centre, image.centre) <= radius or image.contains(centre):
            return True
        return any(edge.distance(centre) <= radius for edge in image.edges)


@dataclass(frozen=True)
class CoordinateRange:
    """A range of right ascension and one of declination, in degrees and ascending."""

    ra_deg: tuple[float, float]
    dec_deg: tuple[float, float]

    @property
    def cone(self) -> Cone:
        """A cone that contains the range: no point is farther than along the meridian and then along a parallel."""
        (west, east), (south, north) = self.ra_deg, self.dec_deg
        widest = 1.0 if south <= 0 <= north else math.cos(math.radians(min(abs(south), abs(north))))
        radius = (north - south) / 2 + (east - west) / 2 * widest
        return Cone((west + east) / 2, (south + north) / 2, min(radius, 180.0))

    def contains(self, point: Vector) -> bool:
        ra, dec = position(point)
        return self.dec_deg[0] <= dec <= self.dec_deg[1] and self._contains_ra(ra)

    def _contains_ra(self, ra: float) -> bool:
        west, east = self.ra_deg
        return west <= ra <= east or (ra == 0 and east == 360)

    def overlaps(self, image: Footprint) -> bool:
        corners = [unit_vector(ra, dec) for ra in self.ra_deg for dec in self.dec_deg]
        return (
            any(map(self.contains, (image.centre, *image.corners)))
            or any(map(image.contains, corners))
            or any(edge.crosses(meridian) for edge in image.edges for meridian in self._meridians())
            or any(self._contains_ra(position(point)[0]) for edge in image.edges for point in self._parallels(edge))
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
    """A polygon within a hemisphere."""

    corners: tuple[Vector, ...]

    @cached_property
    def centre(self) -> Vector:
        x, y, z = map(sum, zip(*self.corners, strict=True))
        return x, y, z

    @cached_property
    def _edges(self) -> list[tuple[Arc, Vector]]:
        """Each edge and its pole."""
        return [(edge, cross(*edge)) for edge in polygon_edges(self.corners)]

    @property
    def cone(self) -> Cone:
        radius = max(angle(self.centre, corner) for corner in self.corners)
        return Cone(*position(self.centre), math.degrees(radius))

    def contains(self, point: Vector) -> bool:
        """Whether the outline winds around the point."""
        if dot(point, self.centre) <= 0:
            return False
        turns = [cross(point, corner) for corner in self.corners]
        total = sum(math.atan2(dot(point, cross(a, b)), dot(a, b)) for a, b in pairwise([*turns, turns[0]]))
        return abs(total) > math.pi

    def overlaps(self, image: Footprint) -> bool:
        return (
            self.contains(image.centre)
            or any(map(image.contains, self.corners))
            or any(edge.crosses(mine) for mine in self._edges_between(image.corners) for edge in image.edges)
        )

    def _edges_between(self, points: Sequence[Vector]) -> Iterator[Arc]:
        """Yield edges with points on both sides. Most lie far away, so this test saves the expensive one."""
        for edge, pole in self._edges:
            sides = [dot(pole, point) for point in points]
            if sides and min(sides) < 0 < max(sides):
                yield edge


Region = Circle | CoordinateRange | Polygon
