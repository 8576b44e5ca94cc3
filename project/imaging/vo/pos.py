"""The parameter POS: regions of the sky (SIA 2.0, section 2.1.1)."""

from __future__ import annotations

import math

from project.imaging.sky.geometry import Cone, Vector, dot, unit_vector
from project.imaging.sky.regions import Circle, CoordinateRange, Polygon, Region
from project.imaging.vo.parameters import UsageFault, read_number

#: Of all polygons together: each image is compared with every edge.
MAX_CORNERS = 1_000


def read_regions(texts: list[str]) -> list[Region]:
    regions = [read_region(text) for text in texts]
    corners = sum(len(region.corners) for region in regions if isinstance(region, Polygon))
    _check(corners <= MAX_CORNERS, f"POLYGONs have at most {MAX_CORNERS} corners together")
    return regions


def read_region(text: str) -> Region:
    """Read `CIRCLE ra dec radius`, `RANGE ra ra dec dec` or `POLYGON ra dec ra dec ra dec …`, in degrees.

    Raises UsageFault.
    """
    kind, *parts = text.split()
    numbers = [read_number("POS", part) for part in parts]
    match kind.upper(), numbers:
        case "CIRCLE", [ra, dec, radius]:
            _check(0 <= radius <= 180, "the radius of a CIRCLE lies between 0 and 180")
            _position(ra, dec)
            return Circle(Cone(ra, dec, radius))
        case "RANGE", [west, east, south, north]:
            return _range(west, east, south, north)
        case "POLYGON", [_, _, _, _, _, _, *_] if len(numbers) % 2 == 0:
            return _polygon(tuple(_position(*corner) for corner in zip(numbers[::2], numbers[1::2], strict=True)))
    raise UsageFault("POS is CIRCLE with 3 numbers, RANGE with 4, or POLYGON with at least 3 pairs")


def _range(west: float, east: float, south: float, north: float) -> CoordinateRange:
    west, east = max(west, 0.0) if west == -math.inf else west, 360.0 if east == math.inf else east
    south, north = -90.0 if south == -math.inf else south, 90.0 if north == math.inf else north
    _check(0 <= west <= east <= 360, "right ascensions of a RANGE ascend between 0 and 360")
    _check(-90 <= south <= north <= 90, "declinations of a RANGE ascend between -90 and 90")
    return CoordinateRange((west, east), (south, north))


def _polygon(corners: tuple[Vector, ...]) -> Polygon:
    polygon = Polygon(corners)
    _check(all(dot(polygon.centre, corner) > 1e-9 for corner in corners), "a POLYGON has to fit into a hemisphere")
    return polygon


def _position(ra: float, dec: float) -> Vector:
    _check(0 <= ra <= 360, "right ascensions lie between 0 and 360")
    _check(-90 <= dec <= 90, "declinations lie between -90 and 90")
    return unit_vector(ra, dec)


def _check(passed: bool, message: str) -> None:
    if not passed:
        raise UsageFault(f"POS: {message}")
