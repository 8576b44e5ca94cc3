"""The light curve of a source, as JSON and as a plot."""

from __future__ import annotations

from urllib.parse import quote

import httpx2
import pytest
from fastapi import FastAPI

from project.core.json.rows import read_rows
from project.imaging.models import Source
from project.imaging.schemas.light_curves import DataPointOut, LightCurveOut
from tests.imaging.rows import make_photometry, make_source

NAME = "NVSS J083216+551012"
URL = f"/api/v1/sources/{quote(NAME, safe='')}"
#: Day, flux and error of the contract's variable source, not in order of time.
CURVE = [(60968.2, 0.0151, 0.0004), (60950.6, 0.0123, 0.0005), (60961.0, 0.0098, 0.0035), (60953.6, 0.0187, 0.0006)]


@pytest.fixture
async def source(app: FastAPI) -> Source:
    return await make_source(NAME, ra_deg=128.0667, dec_deg=55.17)


@pytest.fixture
async def curve(source: Source) -> Source:
    for mjd, flux, error in CURVE:
        await make_photometry(source, mjd=mjd, flux_jy=flux, flux_err_jy=error, peak_jyb=9.0, snr=flux / error)
    return source


class TestLightCurve:
    async def test_it_is_in_order_of_time(self, client: httpx2.AsyncClient, curve: Source) -> None:
        found = (await client.get(f"{URL}/lightcurve")).json()

        assert found["source_id"] == NAME
        assert [point["mjd"] for point in found["data_points"]] == [60950.6, 60953.6, 60961.0, 60968.2]

    async def test_a_point(self, client: httpx2.AsyncClient, source: Source) -> None:
        await make_photometry(source, "/i/a.fits", flux_jy=0.5, flux_err_jy=0.25, snr=2.0, mjd=60950.5, flags=3)

        (point,) = (await client.get(f"{URL}/lightcurve")).json()["data_points"]

        expected = {"mjd": 60950.5, "flux_jy": 0.5, "flux_err_jy": 0.25, "snr": 2.0, "image_path": "/i/a.fits"}
        assert point == {**expected, "flags": 3}

    async def test_without_an_integrated_flux_the_peak_is_taken(
        self, client: httpx2.AsyncClient, source: Source
    ) -> None:
        await make_photometry(source, peak_jyb=2.611, peak_err_jyb=0.013)

        (point,) = (await client.get(f"{URL}/lightcurve")).json()["data_points"]

        assert (point["flux_jy"], point["flux_err_jy"], point["snr"]) == (2.611, 0.013, None)

    async def test_fault_16_a_flux_of_zero_is_a_flux(self, client: httpx2.AsyncClient, source: Source) -> None:
        await make_photometry(source, flux_jy=0.0, flux_err_jy=0.0, peak_jyb=9.0, peak_err_jyb=9.0, snr=0.0)

        (point,) = (await client.get(f"{URL}/lightcurve")).json()["data_points"]

        assert (point["flux_jy"], point["flux_err_jy"], point["snr"]) == (0.0, 0.0, 0.0)

    async def test_it_matches_its_schema(self, client: httpx2.AsyncClient, curve: Source) -> None:
        answer = await client.get(f"{URL}/lightcurve")

        assert LightCurveOut.model_validate(answer.json()).model_dump_json() == answer.text

    async def test_the_light_curve_of_an_unknown_source_is_empty(self, client: httpx2.AsyncClient) -> None:
        answer = await client.get("/api/v1/sources/nobody%00/lightcurve")

        assert (answer.status_code, answer.json()) == (200, {"source_id": "nobody\0", "data_points": []})

    @pytest.mark.parametrize(
        ("window", "days"),
        [
            ({"start_date": "2025-10-05", "end_date": "2025-10-13"}, [60953.6, 60961.0]),
            ({"start_date": "2025-10-13T00:00:00Z"}, [60961.0, 60968.2]),
            ({"end_date": "2025-10-13 00:00:00"}, [60950.6, 60953.6, 60961.0]),
            ({"end_date": "2025-10-02"}, []),
            ({"start_date": "2025:286", "end_date": "J2025.81"}, [60961.0, 60968.2]),
            ({"start_date": "", "end_date": ""}, [60950.6, 60953.6, 60961.0, 60968.2]),
            ({"start_date": "2025-10-13", "end_date": "2025-10-05"}, []),
        ],
    )
    async def test_both_ends_of_a_window_are_inclusive(
        self, client: httpx2.AsyncClient, curve: Source, window: dict[str, str], days: list[float]
    ) -> None:
        found = (await client.get(f"{URL}/lightcurve", params=window)).json()

        assert [point["mjd"] for point in found["data_points"]] == days

    async def test_without_a_time_it_is_in_no_window(self, client: httpx2.AsyncClient, source: Source) -> None:
        await make_photometry(source, mjd=None)

        assert (await client.get(f"{URL}/lightcurve")).json()["data_points"][0]["mjd"] is None
        found = await client.get(f"{URL}/lightcurve", params={"start_date": "1990-01-01"})
        assert found.json()["data_points"] == []

    @pytest.mark.parametrize("under", ["lightcurve", "lightcurve.svg", "lightcurve.png"])
    @pytest.mark.parametrize("field", ["start_date", "end_date"])
    async def test_fault_10_an_unreadable_date_is_a_bad_request(
        self, client: httpx2.AsyncClient, curve: Source, under: str, field: str
    ) -> None:
        answer = await client.get(f"{URL}/{under}", params={field: "yesterday"})

        assert answer.status_code == 400
        assert answer.json()["error"] == "VALIDATION_ERROR"
        assert answer.json()["details"] == {"field": field, "value": "yesterday"}

    async def test_it_takes_one_query(self, client: httpx2.AsyncClient, curve: Source, queries: list[str]) -> None:
        queries.clear()

        await client.get(f"{URL}/lightcurve")

        assert len(queries) == 1

    async def test_its_queryset_can_be_read_as_rows(self, curve: Source) -> None:
        assert len(await read_rows(Source.objects.light_curve(NAME), DataPointOut)) == 4


class TestPictures:
    async def test_svg(self, client: httpx2.AsyncClient, curve: Source) -> None:
        answer = await client.get(f"{URL}/lightcurve.svg")

        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
        assert f"Light curve of {NAME}" in answer.text

    async def test_png(self, client: httpx2.AsyncClient, curve: Source) -> None:
        answer = await client.get(f"{URL}/lightcurve.png", params={"theme": "dark"})

        assert answer.headers["content-type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")

    async def test_of_a_window(self, client: httpx2.AsyncClient, curve: Source) -> None:
        answer = await client.get(f"{URL}/lightcurve.svg", params={"end_date": "2025-10-06"})

        assert "2 measurements" in answer.text

    @pytest.mark.parametrize("under", ["lightcurve.svg", "lightcurve.png"])
    async def test_if_none_match_answers_304(self, client: httpx2.AsyncClient, curve: Source, under: str) -> None:
        first = await client.get(f"{URL}/{under}")
        second = await client.get(f"{URL}/{under}", headers={"If-None-Match": first.headers["etag"]})

        assert (second.status_code, second.content) == (304, b"")

    async def test_only_known_themes(self, client: httpx2.AsyncClient, curve: Source) -> None:
        assert (await client.get(f"{URL}/lightcurve.svg", params={"theme": "pink"})).status_code == 422
