"""Outlines of images on the sky."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from project.imaging.sky.arcs import Arc, around
from project.imaging.sky.geometry import Vector, cross, dot, unit_vector


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
