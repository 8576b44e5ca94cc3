"""Lists of sources and images around a position."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from project.imaging.schemas.cone_search import NearImageOut, NearSourceOut
from project.imaging.sky import geometry, healpix
from project.imaging.sky.footprints import footprint
from project.imaging.sky.geometry import unit_vector
from tests.imaging.catalogue.test_lists import pages
from tests.imaging.rows import make_image, make_source
from tests.imaging.sky.test_regions import near

SIZE = {"imsize_x": 4096, "imsize_y": 2048, "cellsize_arcsec": 3.0}


async def source_at(source_id: str, ra: float, dec: float, **values: Any) -> None:
    x, y, z = geometry.unit_vector(ra, dec)
    await make_source(source_id, ra_deg=ra, dec_deg=dec, x=x, y=y, z=z, hpx29=healpix.hpx29(ra, dec), **values)


async def image_at(image_id: int, ra: float, dec: float, **values: Any) -> None:
    place = {"center_ra_deg": ra, "center_dec_deg": dec, "hpx29": healpix.hpx29(ra, dec)}
    await make_image(id=image_id, **{**place, **SIZE, **values})


def ids(answer: httpx2.Response) -> list[str]:
    return [row["id"] for row in answer.json()]


async def test_sources_within_a_radius_nearest_first(client: httpx2.AsyncClient) -> None:
    await source_at("far", 10.5, 20.0)
    await source_at("near", 10.0, 20.01)
    await source_at("nearer", 10.0, 20.005)

    answer = await client.get("/api/v1/sources?ra=10&dec=20&radius=2arcmin")

    assert ids(answer) == ["nearer", "near"]
    assert answer.json()[0]["separation_deg"] == pytest.approx(0.005, abs=1e-9)
    assert NearSourceOut.model_validate(answer.json()[0]).model_dump(mode="json") == answer.json()[0]


async def test_a_position_in_hours_across_midnight(client: httpx2.AsyncClient) -> None:
    await source_at("before", 359.999, 0.0)
    await source_at("after", 0.002, 0.0)

    answer = await client.get("/api/sources", params={"ra": "00:00:00", "dec": "+00:00:00", "radius": '10"'})

    assert ids(answer) == ["before", "after"]


async def test_pages_around_a_position(client: httpx2.AsyncClient) -> None:
    for number in range(5):
        await source_at(f"S{number}", 10.0, 20.0 + number / 100)

    found = await pages(client, "/api/v1/sources?ra=10&dec=20&radius=1&limit=2", "id")

    assert found == [["S0", "S1"], ["S2", "S3"], ["S4"]]


async def test_a_cursor_of_another_list_is_refused(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/v1/sources?ra=10&dec=20&radius=1&after=abc")

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "query",
    [
        "ra=10&dec=20",
        "ra=10&radius=1",
        "ra=400&dec=20&radius=1",
        "ra=10&dec=91&radius=1",
        "ra=10&dec=20&radius=0",
        "ra=10&dec=20&radius=181",
        "ra=10&dec=20&radius=1parsec",
        "ra=nan&dec=20&radius=1",
        "ra=10&dec=20&radius=1&offset=5",
        "min_flux_jy=1",
        "variable=true",
    ],
)
async def test_an_invalid_cone_is_refused(client: httpx2.AsyncClient, query: str) -> None:
    answer = await client.get(f"/api/v1/sources?{query}")

    assert (answer.status_code, answer.headers["cache-control"]) == (422, "no-store")


async def test_variable_sources_of_a_cone(client: httpx2.AsyncClient) -> None:
    await source_at("steady", 10.0, 20.0, v=0.05, eta=0.9)
    await source_at("varies", 10.0, 20.1, v=0.5, eta=4.0, peak_flux_jy=0.3)

    answer = await client.get("/api/v1/sources?ra=10&dec=20&radius=1&variable=true&min_flux_jy=0.1")

    assert ids(answer) == ["varies"]


async def test_images_whose_centre_is_within_a_radius(client: httpx2.AsyncClient) -> None:
    await image_at(1, 0.2, 60.0)
    await image_at(2, 359.9, 60.0)
    await image_at(3, 5.0, 60.0)
    await make_image(id=4)

    answer = await client.get("/api/v1/images?ra=0&dec=60&radius=0.5")

    assert ids(answer) == ["2", "1"]
    assert answer.json()[0].keys() == NearImageOut.model_fields.keys()
    assert answer.json()[0]["separation_deg"] == pytest.approx(geometry.separation_deg(0, 60, 359.9, 60))


@pytest.mark.parametrize(
    ("ra", "dec", "found"),
    [
        (128.73, 55.57, ["1"]),
        (131.6, 55.57, ["1"]),
        (131.9, 55.57, []),
        (128.73, 56.40, ["1"]),
        (128.73, 56.45, []),
        (308.73, -55.57, []),
    ],
)
async def test_images_that_show_a_position(client: httpx2.AsyncClient, ra: float, dec: float, found: list[str]) -> None:
    await image_at(1, 128.73, 55.57)
    await image_at(2, 128.73, 30.0)
    await image_at(3, 128.73, 55.57, imsize_x=None)

    answer = await client.get(f"/api/v1/images?ra={ra}&dec={dec}&covering=true")

    assert ids(answer) == found


@pytest.mark.parametrize("centre", [(0.0, 0.0), (359.5, 60.0), (10.0, 88.9), (200.0, -89.8)])
async def test_images_that_show_a_position_contain_it_in_their_footprint(
    client: httpx2.AsyncClient, centre: tuple[float, float]
) -> None:
    places = [near(*centre, distance / 10, seed=distance) for distance in range(40)]
    for image_id, place in enumerate(places, start=1):
        await image_at(image_id, *place)

    answer = await client.get(f"/api/v1/images?ra={centre[0]}&dec={centre[1]}&covering=true")

    sides = (4096 * 3 / 3600, 2048 * 3 / 3600)
    expected = [str(n) for n, at in enumerate(places, start=1) if footprint(*at, *sides).contains(unit_vector(*centre))]
    assert sorted(ids(answer), key=int) == expected
    assert 5 < len(expected) < 35


async def test_how_deep_a_position_is_covered(client: httpx2.AsyncClient) -> None:
    await image_at(1, 128.73, 55.57, noise_jy=0.0004)
    await image_at(2, 128.80, 55.57, noise_jy=0.0003)
    await image_at(3, 10.0, 55.57, noise_jy=0.0001)

    answer = await client.get("/api/v1/coverage", params={"ra": "08:34:55", "dec": "+55:34:12"})

    assert {key: answer.json()[key] for key in ("covered", "images", "best_noise_jy", "best_image_id")} == {
        "covered": True,
        "images": 2,
        "best_noise_jy": 0.0003,
        "best_image_id": "2",
    }
    assert answer.json()["last_created_at"] == "2026-01-01T12:00:00Z"


async def test_a_position_that_no_image_shows(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/v1/coverage?ra=10&dec=10")

    assert answer.json() == {
        "ra_deg": 10.0,
        "dec_deg": 10.0,
        "covered": False,
        "images": 0,
        "best_noise_jy": None,
        "best_image_id": None,
        "first_created_at": None,
        "last_created_at": None,
    }


async def test_a_page_takes_one_query(client: httpx2.AsyncClient, queries: list[str]) -> None:
    for number in range(5):
        await source_at(f"S{number}", 10.0, 20.0 + number / 100)
    queries.clear()

    await client.get("/api/v1/sources?ra=10&dec=20&radius=1")

    assert len(queries) == 1
