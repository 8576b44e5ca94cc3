"""Regions and footprints, compared with many points: they overlap if a point is in both."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.imaging.sky.footprints import Footprint, footprint
from project.imaging.sky.geometry import Cone, Vector, unit_vector
from project.imaging.sky.regions import Circle, CoordinateRange, Polygon, Region

CENTRES = [(0.0, 0.0), (359.5, 30.0), (128.7, 55.6), (10.0, 88.9), (200.0, -89.5)]


def offset(ra: float, dec: float, east: float, north: float) -> Vector:
    """Project a point of the plane tangent at this position; in degrees."""
    image = footprint(ra, dec, 2 * abs(east) or 1e-9, 2 * abs(north) or 1e-9)
    return image.corners[(0 if north > 0 else 1) if east > 0 else (3 if north > 0 else 2)]


def points_on(ra: float, dec: float, size: float, count: int = 400) -> list[Vector]:
    """Points within an image of this size in degrees."""
    found = random.Random(7)
    half = size / 2 - 1e-9
    return [offset(ra, dec, found.uniform(-half, half), found.uniform(-half, half)) for _ in range(count)]


def near(ra: float, dec: float, distance: float, seed: int) -> tuple[float, float]:
    found = random.Random(seed)
    angle = found.uniform(0, math.tau)
    x, y, z = offset(ra, dec, distance * math.cos(angle), distance * math.sin(angle))
    return math.degrees(math.atan2(y, x)) % 360, math.degrees(math.asin(z))


def regions(ra: float, dec: float, seed: int) -> list[Region]:
    """One region of each kind, somewhere near."""
    found = random.Random(seed)
    there = near(ra, dec, found.uniform(0.1, 4), seed)
    low, high = max(-90.0, there[1] - found.uniform(0.01, 2)), min(90.0, there[1] + found.uniform(0.01, 2))
    west = found.uniform(0, 350)
    corners = [near(*there, found.uniform(0.3, 2), seed + n) for n in range(3)]
    return [
        Circle(Cone(*there, found.uniform(0.01, 3))),
        CoordinateRange((max(0.0, there[0] - 2), min(360.0, there[0] + 2)), (low, high)),
        CoordinateRange((west, west + found.uniform(0.1, 10)), (low, high)),
        CoordinateRange((0.0, 360.0), (low, high)),
        Polygon(tuple(unit_vector(*corner) for corner in corners)),
    ]


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize("seed", range(25))
def test_a_common_point_means_that_they_overlap(centre: tuple[float, float], seed: int) -> None:
    image, points = footprint(*centre, 3.4, 3.4), points_on(*centre, 3.4)

    for region in regions(*centre, seed):
        assert all(map(image.contains, points))
        assert region.overlaps(image) or not any(map(region.contains, points))


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize("seed", range(25))
def test_overlapping_regions_have_a_common_point(centre: tuple[float, float], seed: int) -> None:
    slightly_larger = points_on(*centre, 3.4 * 1.06, 6000)

    for region in regions(*centre, seed):
        meets = region.overlaps(footprint(*centre, 3.4, 3.4))
        assert not meets or isinstance(region, Polygon) or any(map(region.contains, slightly_larger))


@given(st.floats(0, 359.9), st.floats(-89.9, 89.9))
def test_a_region_lies_in_its_cone(ra: float, dec: float) -> None:
    for region in regions(ra, dec, 3):
        reach = Circle(region.cone._replace(radius_deg=region.cone.radius_deg + 1e-6))
        inside = [point for point in points_on(ra, dec, 8.0, 100) if region.contains(point)]
        assert all(map(reach.contains, inside))


def test_corners_go_from_north_to_east() -> None:
    corners = footprint(10.0, 20.0, 2.0, 2.0).corners

    assert [(y * math.cos(math.radians(10)) - x * math.sin(math.radians(10)) > 0) for x, y, _ in corners] == [
        True,
        True,
        False,
        False,
    ]
    assert [z > math.sin(math.radians(20)) for *_, z in corners] == [True, False, False, True]


def test_an_image_of_unknown_size_is_its_centre() -> None:
    image = footprint(10.0, 20.0, None, 2.0)

    assert image == Footprint(unit_vector(10.0, 20.0))
    assert Circle(Cone(10.0, 20.5, 0.6)).overlaps(image)
    assert not Circle(Cone(10.0, 20.5, 0.4)).overlaps(image)


def test_a_narrow_strip_through_an_image_overlaps_it() -> None:
    image = footprint(30.0, 40.0, 3.0, 3.0)

    assert CoordinateRange((29.0, 29.001), (-90.0, 90.0)).overlaps(image)
    assert CoordinateRange((0.0, 360.0), (40.9, 40.901)).overlaps(image)
    assert not CoordinateRange((0.0, 360.0), (41.7, 41.8)).overlaps(image)


def test_a_polygon_around_an_image_overlaps_it() -> None:
    wide = Polygon(tuple(unit_vector(ra, dec) for ra, dec in ((20.0, 30.0), (40.0, 30.0), (30.0, 60.0))))

    assert wide.overlaps(footprint(30.0, 40.0, 3.0, 3.0))
    assert not wide.overlaps(footprint(210.0, -40.0, 3.0, 3.0))
