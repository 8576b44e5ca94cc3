"""Positions (ICRS, degrees) as unit vectors, and angles between them."""

from __future__ import annotations

import math
from typing import NamedTuple

#: 4 nanoarcseconds.
SNAP_DEG = 1e-12

Vector = tuple[float, float, float]


class Cone(NamedTuple):
    """A circle on the sky of radius up to 180°."""

    ra_deg: float
    dec_deg: float
    radius_deg: float


def unit_vector(ra_deg: float, dec_deg: float) -> Vector:
    ra, dec = math.radians(ra_deg), math.radians(dec_deg)
    return math.cos(dec) * math.cos(ra), math.cos(dec) * math.sin(ra), math.sin(dec)


def position(vector: Vector) -> tuple[float, float]:
    """Return right ascension in [0, 360) and declination. The vector need not have length 1."""
    x, y, z = vector
    ra_deg = math.degrees(math.atan2(y, x)) % 360.0
    return 0.0 if ra_deg == 360.0 else ra_deg, math.degrees(math.atan2(z, math.hypot(x, y)))


def snapped(degrees: float) -> float:
    """Return 0 for angles that are negligible: PostgreSQL raises an error where a product underflows."""
    return 0.0 if abs(degrees) < SNAP_DEG else degrees


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def angle(a: Vector, b: Vector) -> float:
    """Return the angle in radians, accurate near 0° and 180° too. The vectors need not have length 1."""
    return math.atan2(math.hypot(*cross(a, b)), dot(a, b))


def separation_deg(ra_1: float, dec_1: float, ra_2: float, dec_2: float) -> float:
    return math.degrees(angle(unit_vector(ra_1, dec_1), unit_vector(ra_2, dec_2)))


def chord_squared(radius_deg: float) -> float:
    """Return the squared chord between unit vectors at this distance. From 180° on, more than any two have."""
    return 4 * math.sin(math.radians(radius_deg) / 2) ** 2 if radius_deg < 180 else 5.0
