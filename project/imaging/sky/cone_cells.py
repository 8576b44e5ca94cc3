"""HEALPix cells that cover a cone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from project.imaging.sky.geometry import Cone
from project.imaging.sky.healpix import DEEPEST

#: Cells of 13 arcsec, as wide as the beam: finer ones would hold no less.
FINEST = 14
#: Width of a base cell, as the root of its area.
BASE_CELL_RAD = math.sqrt(math.pi / 3)
#: Added to the radius of a cone that is to be covered: more than all that rounding can do.
SLACK_RAD = 1e-9

#: Ring and longitude of the base cells' southern corners.
RING_OF_FACE = (2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4)
LONGITUDE_OF_FACE = (1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7)


class CellRange(NamedTuple):
    """Cells at order 29, both ends included."""

    first: int
    last: int


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


def cone_ranges(cone: Cone) -> list[CellRange]:
    """Ascending, apart from one another, and together all of the cone; with some of what lies round it."""
    ra_deg, dec_deg, radius_deg = cone
    order, radius = order_for(radius_deg), math.radians(min(radius_deg, 180.0)) + SLACK_RAD
    z0, phi0 = math.sin(math.radians(dec_deg)), math.radians(ra_deg)
    across0 = math.cos(math.radians(dec_deg))
    found: list[CellRange] = []
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
            found.append(CellRange(first, first + (1 << bits) - 1))
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


def merged(ranges: Iterable[CellRange]) -> list[CellRange]:
    """Ascending, those that touch or overlap as one."""
    found: list[CellRange] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1].last + 1:
            found[-1] = CellRange(found[-1].first, max(last, found[-1].last))
        else:
            found.append(CellRange(first, last))
    return found
