"""Cells and cones, compared with astropy-healpix and the plain definition of a distance."""

import math
import random
from itertools import pairwise

import astropy.units as u
import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from astropy_healpix import lonlat_to_healpix
from hypothesis import example, given
from hypothesis import strategies as st

from project.imaging.sky import cone_cells, geometry, healpix
from project.imaging.sky.cone_cells import CellRange
from project.imaging.sky.geometry import Cone

RIGHT_ASCENSIONS = st.floats(0, 360)
DECLINATIONS = st.floats(-90, 90)
RADII = st.one_of(st.floats(1e-4, 1), st.floats(1, 180))
#: Where the formulas change: the poles, RA 0, the edges of base cells.
PLACES = [
    (0.0, 0.0),
    (360.0, 0.0),
    (30.0, 0.0),
    (0.0, 90.0),
    (123.0, 90.0),
    (300.0, -90.0),
    (0.0, math.degrees(math.asin(2 / 3))),
    (90.0, -math.degrees(math.asin(2 / 3))),
    (359.99999999, 89.99),
    (180.0, -89.9999999),
]


def everywhere(count: int, seed: int) -> tuple[list[float], list[float]]:
    """Positions spread evenly over the sphere."""
    found = random.Random(seed)
    ra = [found.uniform(0, 360) for _ in range(count)]
    return ra, [math.degrees(math.asin(found.uniform(-1, 1))) for _ in range(count)]


def points_in(cone: Cone, count: int, seed: int) -> list[tuple[float, float]]:
    """Positions in a cone, half of them on its rim."""
    found = random.Random(seed)
    centre = SkyCoord(cone.ra_deg * u.deg, cone.dec_deg * u.deg)
    angles = [found.uniform(0, 360) for _ in range(count)]
    lengths = [cone.radius_deg * (found.random() if n % 2 else 1.0) for n in range(count)]
    there = centre.directional_offset_by(angles * u.deg, lengths * u.deg)
    return list(zip(there.ra.deg.tolist(), there.dec.deg.tolist(), strict=True))


def holds(ranges: list[CellRange], cell: int) -> bool:
    return any(first <= cell <= last for first, last in ranges)


def test_cells_are_those_of_astropy_healpix() -> None:
    ra, dec = everywhere(20_000, seed=1)

    cells = [healpix.hpx29(*place) for place in zip(ra, dec, strict=True)]

    assert cells == lonlat_to_healpix(ra * u.deg, dec * u.deg, 1 << 29, order="nested").tolist()


@pytest.mark.parametrize(("ra", "dec"), PLACES)
def test_cells_are_those_of_astropy_healpix_where_formulas_change(ra: float, dec: float) -> None:
    assert healpix.hpx29(ra, dec) == lonlat_to_healpix(ra * u.deg, dec * u.deg, 1 << 29, order="nested")


@given(RIGHT_ASCENSIONS, DECLINATIONS, RADII)
@example(0.0, 0.0, 10 / 60)
@example(359.999, 20.0, 10 / 60)
@example(10.0, 89.95, 10 / 60)
@example(10.0, -90.0, 1.0)
@example(200.0, 41.8, 5 / 3600)
@example(45.0, 0.0, 5 / 3600)
@example(12.0, 34.0, 0.0)
@example(12.0, 34.0, 1e-320)
@example(12.0, 34.0, 180.0)
@example(12.0, 34.0, 179.999)
def test_ranges_cover_the_cone(ra: float, dec: float, radius: float) -> None:
    cone = Cone(ra, dec, radius)

    ranges = cone_cells.cone_ranges(cone)

    assert all(holds(ranges, healpix.hpx29(*point)) for point in points_in(cone, 40, seed=2))


@given(RIGHT_ASCENSIONS, DECLINATIONS, RADII)
def test_ranges_are_ascending_and_disjoint(ra: float, dec: float, radius: float) -> None:
    ranges = cone_cells.cone_ranges(Cone(ra, dec, radius))

    assert all(first <= last for first, last in ranges)
    assert all(a.last + 1 < b.first for a, b in pairwise(ranges))


@pytest.mark.parametrize("radius", [10 / 60, 1.0, 5.0])
def test_ranges_are_few_and_contain_little_but_the_cone(radius: float) -> None:
    ranges = cone_cells.cone_ranges(Cone(83.6, 22.0, radius))

    share = sum(last + 1 - first for first, last in ranges) / (12 << 58)
    assert len(ranges) <= 30
    assert share < 4 * (1 - math.cos(math.radians(radius))) / 2


def test_half_a_turn_is_the_whole_sky() -> None:
    assert cone_cells.cone_ranges(Cone(10.0, 10.0, 180.0)) == [CellRange(0, (12 << 58) - 1)]


@given(RIGHT_ASCENSIONS, DECLINATIONS, RIGHT_ASCENSIONS, DECLINATIONS)
def test_separations_are_those_of_astropy(ra_1: float, dec_1: float, ra_2: float, dec_2: float) -> None:
    expected = SkyCoord(ra_1 * u.deg, dec_1 * u.deg).separation(SkyCoord(ra_2 * u.deg, dec_2 * u.deg)).deg

    assert geometry.separation_deg(ra_1, dec_1, ra_2, dec_2) == pytest.approx(expected, abs=1e-12)


@given(st.floats(0, 359.999), st.floats(-89.999, 89.999))
def test_a_position_survives_the_round_trip_through_its_vector(ra: float, dec: float) -> None:
    found = geometry.position(geometry.unit_vector(ra, dec))

    np.testing.assert_allclose(found, (ra, dec), atol=1e-9)
