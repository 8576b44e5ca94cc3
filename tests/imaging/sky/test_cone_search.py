"""Cone searches in 20,000 sources, compared with the distance of each."""

import json
import math
from typing import Any

import pytest
from fastapi import FastAPI

from project.imaging.managers.cone_search import ConeMatches
from project.imaging.models import Source
from project.imaging.schemas.cone_search import ConeSourceOut
from project.imaging.sky import geometry, healpix
from project.imaging.sky.geometry import Cone
from tests.imaging.rows import make_source
from tests.imaging.sky.test_healpix import everywhere

COUNT = 20_000
FILL = """
INSERT INTO source (id, name, ra_deg, dec_deg, x, y, z, hpx29, num_images, num_measurements, flux_m2, weighted_count,
    weight_sum, weighted_mean_jy, weighted_m2, position_weight)
SELECT 'S' || n, 'S' || n, ra, dec, x, y, z, cell, 0, 0, 0, 0, 0, 0, 0, 0
FROM unnest($1::text::int[], $2::text::float8[], $3::text::float8[], $4::text::float8[], $5::text::float8[],
    $6::text::float8[], $7::text::bigint[]) AS given (n, ra, dec, x, y, z, cell)
"""
FULL_SCAN = """
SELECT id FROM source WHERE (x - $1) ^ 2 + (y - $2) ^ 2 + (z - $3) ^ 2 <= $4
ORDER BY (x - $1) ^ 2 + (y - $2) ^ 2 + (z - $3) ^ 2, id
"""
CONES = [
    Cone(0.0, 0.0, 2.0),
    Cone(359.9, 10.0, 3.0),
    Cone(0.0, -45.0, 5.0),
    Cone(77.0, 89.95, 2.0),
    Cone(200.0, -90.0, 4.0),
    Cone(180.0, 41.81, 1.0),
    Cone(10.0, 20.0, 60.0),
    Cone(10.0, 20.0, 179.0),
    Cone(10.0, 20.0, 180.0),
    *(Cone(ra, dec, radius) for ra, dec, radius in zip(*everywhere(12, seed=9), [0.2, 1.0, 7.0] * 4, strict=True)),
]


def written(values: list[Any]) -> str:
    return "{" + ",".join(map(repr, values)) + "}"


async def fill(ra: list[float], dec: list[float]) -> None:
    """Insert a source at each position."""
    places = list(zip(ra, dec, strict=True))
    vectors = zip(*(geometry.unit_vector(*place) for place in places), strict=True)
    columns = [list(range(len(ra))), ra, dec, *map(list, vectors), [healpix.hpx29(*place) for place in places]]
    await Source.objects.sql(FILL, *map(written, columns))


def read(found: ConeMatches) -> list[dict[str, Any]]:
    return [json.loads(row) for row in found.rows]


async def test_every_cone_finds_what_a_full_scan_finds(app: FastAPI) -> None:
    await fill(*everywhere(COUNT, seed=3))

    for cone in CONES:
        found = await Source.objects.within(cone, ConeSourceOut, COUNT)
        vector = geometry.unit_vector(cone.ra_deg, cone.dec_deg)
        expected = await Source.objects.sql(FULL_SCAN, *vector, geometry.chord_squared(cone.radius_deg))
        assert [row["id"] for row in read(found)] == [row["id"] for row in expected]
        assert expected or cone.radius_deg < 2


async def test_a_row_has_its_separation(app: FastAPI) -> None:
    await fill(*everywhere(2_000, seed=4))

    rows = read(await Source.objects.within(Cone(359.0, 70.0, 20.0), ConeSourceOut, 1000))

    assert len(rows) > 20
    for row in rows:
        expected = geometry.separation_deg(359.0, 70.0, row["ra_deg"], row["dec_deg"])
        assert row["separation_deg"] == pytest.approx(expected, abs=1e-9)
        assert ConeSourceOut(**row).model_dump() == row


async def test_pages_are_the_whole(app: FastAPI) -> None:
    await fill(*everywhere(2_000, seed=5))
    cone = Cone(0.0, 0.0, 25.0)
    whole = await Source.objects.within(cone, ConeSourceOut, 1000)

    pages, last = [], None
    while not pages or last is not None:
        found = await Source.objects.within(cone, ConeSourceOut, 7, last)
        last = found.last
        pages.append(found.rows)

    assert [row for page in pages for row in page] == whole.rows
    assert len(pages) == math.ceil(len(whole.rows) / 7)


async def test_pages_separate_sources_at_one_position(app: FastAPI) -> None:
    for name in ("b", "a", "C"):
        await make_source(name)

    first = await Source.objects.within(Cone(0.0, 0.0, 1.0), ConeSourceOut, 2)
    second = await Source.objects.within(Cone(0.0, 0.0, 1.0), ConeSourceOut, 2, first.last)

    assert [row["id"] for row in read(first) + read(second)] == ["C", "a", "b"]
    assert second.last is None


async def test_bright_or_variable_sources_only(app: FastAPI) -> None:
    await make_source("faint", peak_flux_jy=0.01, v=0.5, eta=3.0)
    await make_source("bright", peak_flux_jy=2.0, v=0.5, eta=1.0, num_measurements=3, weighted_count=3)
    await make_source("unknown", peak_flux_jy=None)
    cone = Cone(0.0, 0.0, 1.0)

    bright = await Source.objects.within(cone, ConeSourceOut, 10, min_flux_jy=1.0)
    variable = await Source.objects.within(cone, ConeSourceOut, 10, variable=True)

    assert ([row["id"] for row in read(bright)], [row["id"] for row in read(variable)]) == (["bright"], ["faint"])
