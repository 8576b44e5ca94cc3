from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from project.imaging.sky.arcs import Arc, polygon_edges
from project.imaging.sky.geometry import Vector, cross, dot, unit_vector


@dataclass(frozen=True)
class Footprint:
    """The outline of an image: a rectangle in the plane tangent at its centre, or only the centre."""

    centre: Vector
    #: North-east, south-east, south-west, north-west. Empty if the size is unknown.
    corners: tuple[Vector, ...] = ()

    @cached_property
    def edges(self) -> list[Arc]:
        return list(polygon_edges(self.corners)) if self.corners else []

    @cached_property
    def _sides(self) -> list[tuple[Vector, float]]:
        """The pole of each edge, and the side of the edge on which the centre lies."""
        return [(pole, dot(pole, self.centre)) for pole in (cross(*edge) for edge in self.edges)]

    def contains(self, point: Vector) -> bool:
        return bool(self._sides) and all(dot(pole, point) * side >= 0 for pole, side in self._sides)


def footprint(ra_deg: float, dec_deg: float, width_deg: float | None, height_deg: float | None) -> Footprint:
    """Return the footprint of an image aligned with the equatorial axes (Calabretta and Greisen 2002, section 5.1.3).

    Uses the gnomonic projection. Radio images have SIN, which at 3.5° moves the corners by 4 arcsec.
    """
    centre = unit_vector(ra_deg, dec_deg)
    if not width_deg or not height_deg:
        return Footprint(centre)
    ra, dec = math.radians(ra_deg), math.radians(dec_deg)
    east = (-math.sin(ra), math.cos(ra), 0.0)
    north = (-math.sin(dec) * math.cos(ra), -math.sin(dec) * math.sin(ra), math.cos(dec))
    x, y = math.radians(width_deg) / 2, math.radians(height_deg) / 2
    return Footprint(
        centre, tuple(_deprojected(centre, east, north, *corner) for corner in ((x, y), (x, -y), (-x, -y), (-x, y)))
    )


def _deprojected(centre: Vector, east: Vector, north: Vector, x: float, y: float) -> Vector:
    a, b, c = (m + x * e + y * n for m, e, n in zip(centre, east, north, strict=True))
    length = math.hypot(a, b, c)
    return a / length, b / length, c / length
