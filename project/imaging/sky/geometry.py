"""Places on the sky: unit vectors, HEALPix cells and distances. Degrees, ICRS.

The cells are those of Górski et al. 2005 (ApJ 622, 759), nested: base cells 0 to 11, each halved both ways at every
order. Written out here because a library needs longer to be called than this to answer, and a second to be loaded.
"""

from __future__ import annotations

import math
from typing import NamedTuple

#: 4 nanoarcseconds.
SNAP_DEG = 1e-12

Vector = tuple[float, float, float]


class Cone(NamedTuple):
    """A circle on the sky; the radius is at most 180°."""

    ra_deg: float
    dec_deg: float
    radius_deg: float


def unit_vector(ra_deg: float, dec_deg: float) -> Vector:
    ra, dec = math.radians(ra_deg), math.radians(dec_deg)
    return math.cos(dec) * math.cos(ra), math.cos(dec) * math.sin(ra), math.sin(dec)


def position(vector: Vector) -> tuple[float, float]:
    """Right ascension in [0, 360) and declination of a vector of any length but 0."""
    x, y, z = vector
    ra_deg = math.degrees(math.atan2(y, x)) % 360.0
    return 0.0 if ra_deg == 360.0 else ra_deg, math.degrees(math.atan2(z, math.hypot(x, y)))


def snapped(degrees: float) -> float:
    """0 for what is as good as that: PostgreSQL refuses products that are too small for a number."""
    return 0.0 if abs(degrees) < SNAP_DEG else degrees


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def angle(a: Vector, b: Vector) -> float:
    """Between two vectors of any length, in radians; exact for small angles and for those near 180° as well."""
    return math.atan2(math.hypot(*cross(a, b)), dot(a, b))


def separation_deg(ra_1: float, dec_1: float, ra_2: float, dec_2: float) -> float:
    return math.degrees(angle(unit_vector(ra_1, dec_1), unit_vector(ra_2, dec_2)))


def chord_squared(radius_deg: float) -> float:
    """Of the straight line between two unit vectors that far apart; for 180° and more, above that of any two."""
    return 4 * math.sin(math.radians(radius_deg) / 2) ** 2 if radius_deg < 180 else 5.0
