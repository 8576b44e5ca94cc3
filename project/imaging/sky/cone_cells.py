"""HEALPix cells that cover a cone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from project.imaging.sky.geometry import Cone
from project.imaging.sky.healpix import HPX29_ORDER

#: Cells of 13 arcsec, the width of the beam: smaller ones would not hold fewer sources.
MAX_ORDER = 14
#: Width of a base cell: the square root of its area.
BASE_CELL_RAD = math.sqrt(math.pi / 3)
#: Added to the radius of a cone: more than the rounding errors.
TOLERANCE_RAD = 1e-9

#: Of the base cells' southern corners.
RING_OF_FACE = (2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4)
LONGITUDE_OF_FACE = (1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7)


class CellRange(NamedTuple):
    """A closed range of cells at order 29."""

    first: int
    last: int


def _cell_radius(order: int) -> float:
    """Return the largest distance from a cell's centre to its corners, in radians (`max_pixrad` of HEALPix)."""
    nside = 1 << order
    z, corner = 2 / 3, 1 - (1 - 1 / nside) ** 2 / 3
    across = math.sqrt((1 - z * z) * (1 - corner * corner)) * math.cos(math.pi / (4 * nside))
    return math.acos(min(1.0, z * corner + across))


CELL_RADII = [_cell_radius(order) for order in range(MAX_ORDER + 1)]


def order_for(radius_deg: float) -> int:
    """Return the lowest order whose cells are at most half as wide as the radius: about 20 ranges cover the cone."""
    radius = max(math.radians(radius_deg), BASE_CELL_RAD * 2.0**-MAX_ORDER)
    return max(0, min(MAX_ORDER, math.ceil(math.log2(2 * BASE_CELL_RAD / radius))))


def cone_ranges(cone: Cone) -> list[CellRange]:
    """Return ascending, disjoint ranges that contain the cone, and some of its surroundings.

    Descends from the base cells into those that overlap the cone.
    """
    ra_deg, dec_deg, radius_deg = cone
    order, radius = order_for(radius_deg), math.radians(min(radius_deg, 180.0)) + TOLERANCE_RAD
    z0, phi0 = math.sin(math.radians(dec_deg)), math.radians(ra_deg)
    axis_distance0 = math.cos(math.radians(dec_deg))
    ranges: list[CellRange] = []
    pending = [(face, 0, 0, 0, 0) for face in range(12)]
    # Cosines of the distances beyond which a cell lies outside the cone, and up to which it lies within.
    outside = [_cosine(radius + cell) for cell in CELL_RADII]
    within = [_cosine(radius - cell) if radius > cell else 2.0 for cell in CELL_RADII]
    while pending:
        face, level, x, y, number = pending.pop()
        z, axis_distance, phi = _cell_centre(face, 1 << level, x, y)
        cosine = z * z0 + axis_distance * axis_distance0 * math.cos(phi - phi0)
        if cosine < outside[level]:
            continue
        if level == order or cosine >= within[level]:
            bits = 2 * (HPX29_ORDER - level)
            first = ((face << 2 * level) + number) << bits
            ranges.append(CellRange(first, first + (1 << bits) - 1))
            continue
        x, y, number, level = 2 * x, 2 * y, 4 * number, level + 1
        pending += [
            (face, level, x, y, number),
            (face, level, x + 1, y, number + 1),
            (face, level, x, y + 1, number + 2),
            (face, level, x + 1, y + 1, number + 3),
        ]
    return merged(ranges)


def _cosine(radians: float) -> float:
    """Return the cosine, or -2 from 180° on: less than that of any distance."""
    return math.cos(radians) if radians < math.pi else -2.0


def _cell_centre(face: int, nside: int, x: int, y: int) -> tuple[float, float, float]:
    """Return z, distance from the axis, and longitude in radians (Górski et al., section 5.1)."""
    ring = RING_OF_FACE[face] * nside - x - y - 1
    if ring < nside or ring > 3 * nside:
        length = ring if ring < nside else 4 * nside - ring
        below_pole = length * length / (3 * nside * nside)
        z, axis_distance = 1 - below_pole, math.sqrt(below_pole * (2 - below_pole))
        z = z if ring < nside else -z
    else:
        length = nside
        z = (2 * nside - ring) * 2 / (3 * nside)
        axis_distance = math.sqrt(1 - z * z)
    return z, axis_distance, (LONGITUDE_OF_FACE[face] * length + x - y) * math.pi / (4 * length)


def merged(ranges: Iterable[CellRange]) -> list[CellRange]:
    joined: list[CellRange] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1].last + 1:
            joined[-1] = CellRange(joined[-1].first, max(last, joined[-1].last))
        else:
            joined.append(CellRange(first, last))
    return joined
