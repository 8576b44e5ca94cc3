"""Places on the sky: unit vectors, HEALPix cells and distances. Degrees, ICRS.

The cells are those of Górski et al. 2005 (ApJ 622, 759), nested: base cells 0 to 11, each halved both ways at every
order. Written out here because a library needs longer to be called than this to answer, and a second to be loaded.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

#: Of `hpx29`: cells of 0.4 milliarcseconds.
DEEPEST = 29
#: Cells of 13 arcsec, as wide as the beam: finer ones would hold no less.
FINEST = 14
#: Width of a base cell, as the root of its area.
BASE_CELL_RAD = math.sqrt(math.pi / 3)
#: Added to the radius of a cone that is to be covered: more than all that rounding can do.
SLACK_RAD = 1e-9
#: 4 nanoarcseconds.
SNAP_DEG = 1e-12
#: Ring and longitude of the base cells' southern corners.
RING_OF_FACE = (2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4)
LONGITUDE_OF_FACE = (1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7)

Vector = tuple[float, float, float]


class Range(NamedTuple):
    """Cells at order 29, both ends included."""

    first: int
    last: int


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


def hpx29(ra_deg: float, dec_deg: float) -> int:
    """HEALPix index, nested, order 29, of a declination within ±90."""
    z = math.sin(math.radians(dec_deg))
    # In quarters of a turn. The half angle keeps what 1 - |z| would lose near the poles.
    turn = (ra_deg % 360.0) / 90.0 % 4.0
    nside = 1 << DEEPEST
    if abs(z) <= 2 / 3:
        face, x, y = _in_belt(turn, z, nside)
    else:
        half = math.sqrt(6) * math.sin(math.radians(90 - abs(dec_deg)) / 2)
        face, x, y = _in_cap(turn, half, nside, north=z > 0)
    return (face << 2 * DEEPEST) + _interleaved(x) + 2 * _interleaved(y)


def _in_belt(turn: float, z: float, nside: int) -> tuple[int, int, int]:
    """Base cell, and column and row within it, between the polar caps (Górski et al., section 5.2)."""
    rising, falling = nside * (0.5 + turn - 0.75 * z), int(nside * (0.5 + turn + 0.75 * z))
    up, down = int(rising) // nside, falling // nside
    face = 4 + up % 4 if up == down else up % 4 if up < down else 8 + down % 4
    return face, falling % nside, min(nside - 1, nside - math.ceil(rising - up * nside))


def _in_cap(turn: float, half: float, nside: int, *, north: bool) -> tuple[int, int, int]:
    """The same north or south of the belt; `half` is √(3(1 - |z|))."""
    quarter = min(int(turn), 3)
    part = turn - quarter
    rising, falling = (min(int(nside * half * share), nside - 1) for share in (part, 1 - part))
    if north:
        return quarter, nside - 1 - falling, nside - 1 - rising
    return 8 + quarter, rising, falling


def _interleaved(value: int) -> int:
    """Each of up to 32 bits with a 0 before it."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555


def _reach(order: int) -> float:
    """No point of a cell is further from its middle, in radians (`max_pixrad` of the HEALPix library)."""
    nside = 1 << order
    z, corner = 2 / 3, 1 - (1 - 1 / nside) ** 2 / 3
    across = math.sqrt((1 - z * z) * (1 - corner * corner)) * math.cos(math.pi / (4 * nside))
    return math.acos(min(1.0, z * corner + across))


REACH = [_reach(order) for order in range(FINEST + 1)]


def order_for(radius_deg: float) -> int:
    """The coarsest whose cells are at most half as wide as the radius, so that about 20 ranges cover the cone."""
    radius = max(math.radians(radius_deg), BASE_CELL_RAD * 2.0**-FINEST)
    return max(0, min(FINEST, math.ceil(math.log2(2 * BASE_CELL_RAD / radius))))


def cone_ranges(cone: Cone) -> list[Range]:
    """Ascending, apart from one another, and together all of the cone; with some of what lies round it."""
    ra_deg, dec_deg, radius_deg = cone
    order, radius = order_for(radius_deg), math.radians(min(radius_deg, 180.0)) + SLACK_RAD
    z0, phi0 = math.sin(math.radians(dec_deg)), math.radians(ra_deg)
    across0 = math.cos(math.radians(dec_deg))
    found: list[Range] = []
    waiting = [(face, 0, 0, 0, 0) for face in range(12)]
    near = [_cosine(radius + reach) for reach in REACH]
    within = [_cosine(radius - reach) if radius > reach else 2.0 for reach in REACH]
    while waiting:
        face, level, x, y, number = waiting.pop()
        z, across, phi = _middle(face, 1 << level, x, y)
        nearness = z * z0 + across * across0 * math.cos(phi - phi0)
        if nearness < near[level]:
            continue
        if level == order or nearness >= within[level]:
            bits = 2 * (DEEPEST - level)
            first = ((face << 2 * level) + number) << bits
            found.append(Range(first, first + (1 << bits) - 1))
            continue
        x, y, number, level = 2 * x, 2 * y, 4 * number, level + 1
        waiting += [
            (face, level, x, y, number),
            (face, level, x + 1, y, number + 1),
            (face, level, x, y + 1, number + 2),
            (face, level, x + 1, y + 1, number + 3),
        ]
    return merged(found)


def _cosine(radians: float) -> float:
    """-2, which is below all, from 180° on."""
    return math.cos(radians) if radians < math.pi else -2.0


def _middle(face: int, nside: int, x: int, y: int) -> tuple[float, float, float]:
    """Of a cell: z, distance from the axis, and longitude in radians (Górski et al., section 5.1)."""
    ring = RING_OF_FACE[face] * nside - x - y - 1
    if ring < nside or ring > 3 * nside:
        length = ring if ring < nside else 4 * nside - ring
        below = length * length / (3 * nside * nside)
        z, across = 1 - below, math.sqrt(below * (2 - below))
        z = z if ring < nside else -z
    else:
        length = nside
        z = (2 * nside - ring) * 2 / (3 * nside)
        across = math.sqrt(1 - z * z)
    return z, across, (LONGITUDE_OF_FACE[face] * length + x - y) * math.pi / (4 * length)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ascending, those that touch or overlap as one."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1].last + 1:
            found[-1] = Range(found[-1].first, max(last, found[-1].last))
        else:
            found.append(Range(first, last))
    return found
