"""SIA2 and VOSI, against the standards. test_pyvo.py uses pyvo as the client."""

from __future__ import annotations

from xml.etree import ElementTree

import httpx2
import pytest

from project.imaging.managers import observations
from tests.imaging.rows import make_measurement_set
from tests.imaging.sky.test_positional_lists import image_at
from tests.imaging.votables import infos, rows

SIA = "/api/v1/sia2/query"


def ids(answer: httpx2.Response) -> list[int]:
    return [int(did.rpartition("/")[2]) for did in rows(answer)["obs_publisher_did"]]


async def test_images_as_obscore(client: httpx2.AsyncClient) -> None:
    run = {"start_mjd": 60950.5, "end_mjd": 60950.504}
    await make_measurement_set("/stage/a.ms", **run)
    values = {"freq_ghz": 1.405, "bandwidth_mhz": 187.5, "integration_sec": 309.0, "beam_major_arcsec": 13.0}
    await image_at(7, 128.73, 55.57, ms_path="/stage/a.ms", path="/stage/a.fits", **values)

    (row,) = rows(await client.get(SIA))

    assert (row["obs_id"], row["obs_title"], row["dataproduct_type"]) == ("job-2026-01-01-120000", "a.fits", "image")
    assert row["access_url"] == "http://127.0.0.1:8000/api/v1/images/7/fits"
    assert (row["access_format"], row["access_estsize"]) == ("application/fits", 4096 * 2048 * 4 // 1024 + 9)
    assert (row["t_min"], row["t_max"], row["t_exptime"]) == (60950.5, 60950.504, 309.0)
    assert row["em_min"] == pytest.approx(299792458 / 1.49875e9)
    assert row["em_max"] == pytest.approx(299792458 / 1.31125e9)
    assert row["s_fov"] == pytest.approx(3.816, abs=0.001)
    assert row["s_region"].startswith("POLYGON ICRS 131.8")


@pytest.mark.parametrize(
    ("pos", "found"),
    [
        ("CIRCLE 128.73 55.57 0.001", [1]),
        ("CIRCLE 128.73 57.0 0.5", []),
        ("CIRCLE 128.73 57.0 0.6", [1]),
        ("circle 0 0 180", [3, 2, 1]),
        ("RANGE 0 360 55 56", [1]),
        ("RANGE -Inf +Inf -90 -40", [2]),
        ("RANGE 359 360 0 1", [3]),
        ("POLYGON 120 50 140 50 130 60", [1]),
        ("POLYGON 140 50 120 50 130 60", [1]),
        ("POLYGON 10 10 11 10 10 11", []),
    ],
)
async def test_images_by_position(client: httpx2.AsyncClient, pos: str, found: list[int]) -> None:
    await image_at(1, 128.73, 55.57)
    await image_at(2, 300.0, -45.0)
    await image_at(3, 0.0, 0.0)

    assert ids(await client.get(SIA, params={"POS": pos})) == found


async def test_any_of_several_positions_may_match(client: httpx2.AsyncClient) -> None:
    await image_at(1, 128.73, 55.57)
    await image_at(2, 300.0, -45.0)
    await image_at(3, 0.0, 0.0)

    answer = await client.get(
        SIA, params=[("POS", "CIRCLE 300 -45 1"), ("pos", "CIRCLE 0 0 1"), ("POS", "CIRCLE 0 0 2")]
    )

    assert ids(answer) == [3, 2]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("TIME=60950.5 60950.6", [1]),
        ("TIME=-Inf 60960", [1]),
        ("TIME=60961", [2]),
        ("TIME=60950.501&TIME=60961", [2, 1]),
        ("TIME=60970 +Inf", []),
        ("BAND=0.2 0.21", [2, 1]),
        ("BAND=500e-9", []),
        ("BAND=0.2 0.21&TIME=60961", [2]),
        ("FOV=3 4", [2, 1]),
        ("FOV=-Inf 3", []),
        ("COLLECTION=dsa-110&DPTYPE=image", [2, 1]),
        ("COLLECTION=NVSS", []),
        ("TARGET=0834+555".replace("+", "%2B"), [1]),
        ("ID=http://127.0.0.1:8000/api/v1/images/2", [2]),
        ("ID=ivo://elsewhere/x", []),
        ("POL=I&CALIB=2", [2, 1]),
        ("MAXREC=0", []),
    ],
)
async def test_images_by_what_they_are(client: httpx2.AsyncClient, query: str, found: list[int]) -> None:
    await make_measurement_set("/stage/a.ms", start_mjd=60950.5, end_mjd=60950.504)
    await make_measurement_set("/stage/b.ms", mid_mjd=60961.0)
    band = {"freq_ghz": 1.405, "bandwidth_mhz": 187.5, "integration_sec": 309.0}
    await image_at(1, 128.73, 55.57, ms_path="/stage/a.ms", field_name="0834+555", **band)
    await image_at(2, 300.0, -45.0, ms_path="/stage/b.ms", **band)

    assert ids(await client.get(f"{SIA}?{query}")) == found


@pytest.mark.parametrize(
    "query",
    [
        "POS=CIRCLE 1 2",
        "POS=CIRCLE 1 2 300",
        "POS=CIRCLE x 2 3",
        "POS=RANGE 20 10 0 1",
        "POS=RANGE 0 10 0 91",
        "POS=POLYGON 1 2 3 4",
        "POS=POLYGON 0 0 120 0 240 0",
        "POS=POLYGON" + " 1 2 3 4 2 5" * 334,
        "POS=POLYGON" + " 1 2 3 4 2 5" * 200 + "&POS=POLYGON" + " 1 2 3 4 2 5" * 200,
        "&".join(["BAND=0.2"] * 51),
        "POS=BALL 1 2 3",
        "BAND=2 1",
        "BAND=1 2 3",
        "TIME=now",
        "TIME=nan",
        "TARGET=%00",
        "RESPONSEFORMAT=html",
        "MAXREC=1&MAXREC=2",
    ],
)
async def test_errors_of_an_image_search(client: httpx2.AsyncClient, query: str) -> None:
    answer = await client.get(f"{SIA}?{query}")

    assert answer.status_code == 400
    assert infos(answer)["QUERY_STATUS"] == "ERROR"


async def test_more_images_than_maxrec(client: httpx2.AsyncClient) -> None:
    for number in (1, 2, 3):
        await image_at(number, 10.0, 20.0)

    for query in ("MAXREC=2", "MAXREC=2&POS=CIRCLE 10 20 1"):
        answer = await client.get(f"{SIA}?{query}")
        assert (ids(answer), infos(answer)) == ([3, 2], {"QUERY_STATUS": "OVERFLOW"})


async def test_images_without_size_or_centre(client: httpx2.AsyncClient) -> None:
    await image_at(1, 10.0, 20.0, imsize_x=None)
    await image_at(2, 10.0, 20.0, hpx29=None, center_ra_deg=None)

    assert ids(await client.get(SIA)) == [2, 1]
    assert ids(await client.get(f"{SIA}?POS=CIRCLE 10 20 1")) == [1]
    assert rows(await client.get(SIA))["s_region"].tolist() == ["", ""]


@pytest.mark.parametrize("prefix", ["/api", "/api/v1"])
async def test_capabilities_name_the_addresses(client: httpx2.AsyncClient, prefix: str) -> None:
    capabilities = await client.get(f"{prefix}/sia2/capabilities")
    availability = await client.get(f"{prefix}/sia2/availability")

    found = [node.text for node in ElementTree.fromstring(capabilities.text).iter("accessURL")]
    assert "http://127.0.0.1:8000/api/v1/sia2/query" in found
    assert "http://127.0.0.1:8000/api/v1/cone?" in found
    assert "<vosi:available>true" in availability.text


async def test_all_batches_are_searched(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observations, "BATCH_ROWS", 2)
    for number in range(1, 8):
        await image_at(number, 10.0, 20.0 + number % 2)

    answer = await client.get(f"{SIA}?POS=CIRCLE 10 22 0.2")

    assert ids(answer) == [7, 5, 3, 1]


async def test_a_search_is_aborted_after_its_timeout(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observations, "TIMEOUT_SECONDS", -1.0)
    await image_at(1, 10.0, 20.0)

    answer = await client.get(f"{SIA}?POS=CIRCLE 10 20 1")

    assert answer.status_code == 504
    assert answer.json()["detail"].startswith("The search took too long")
