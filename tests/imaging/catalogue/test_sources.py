from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from project.imaging.models import Source
from project.imaging.schemas.sources import SourceDetailOut, SourceOut
from tests.imaging.rows import NOON, make_image, make_measurement_set, make_photometry, make_source

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


async def on_image(source: Source, path: str, *, stage: str | None = "imaged", hours: int = 0, **values: Any) -> int:
    """Measure the source on an image. Without a stage its measurement set is unknown."""
    ms_path = f"{path}.ms"
    if stage is not None:
        await make_measurement_set(ms_path, stage=stage)
    image = await make_image(path, ms_path, created_at=NOON + timedelta(hours=hours))
    await make_photometry(source, path, **values)
    return image.id


class TestList:
    async def test_it_is_in_byte_order(self, client: httpx2.AsyncClient) -> None:
        for name in ("b", "B", "ä", "a b", "a+b", "A"):
            await make_source(name)

        answer = await client.get("/api/v1/sources")

        assert [row["id"] for row in answer.json()] == ["A", "B", "a b", "a+b", "b", "ä"]

    async def test_a_row_matches_its_schema(self, client: httpx2.AsyncClient) -> None:
        image = await make_image()
        await make_source("a", latest_image=image, num_images=2, eta=1.5, v=0.0, peak_flux_jy=1e-7)

        answer = await client.get("/api/v1/sources")

        expected = [SourceOut.model_validate(row) for row in answer.json()]
        assert answer.content == TypeAdapter(list[SourceOut]).dump_json(expected)
        assert answer.json()[0]["image_id"] == str(image.id)

    async def test_fault_9_it_has_the_latest_image_eta_v_and_the_peak(self, client: httpx2.AsyncClient) -> None:
        image = await make_image()
        await make_source("a", latest_image=image, num_images=1, eta=2.5, v=0.2, peak_flux_jy=0.5)

        ((row),) = (await client.get("/api/sources")).json()

        assert row == {
            "id": "a",
            "name": "a",
            "ra_deg": 0.0,
            "dec_deg": 0.0,
            "num_images": 1,
            "image_id": str(image.id),
            "eta": 2.5,
            "v": 0.2,
            "peak_flux_jy": 0.5,
        }

    async def test_fault_25_a_measurement_without_a_source_does_not_break_it(self, client: httpx2.AsyncClient) -> None:
        await make_photometry(None)
        await make_source("a")

        answer = await client.get("/api/v1/sources")

        assert (answer.status_code, [row["id"] for row in answer.json()]) == (200, ["a"])

    async def test_limit_and_offset(self, client: httpx2.AsyncClient) -> None:
        for name in "abcd":
            await make_source(name)

        answer = await client.get("/api/v1/sources", params={"limit": 2, "offset": 1})

        assert [row["id"] for row in answer.json()] == ["b", "c"]

    async def test_pages_follow_each_other(self, client: httpx2.AsyncClient) -> None:
        for name in ("a b", "a+b", "a/b", "ü"):
            await make_source(name)

        first = await client.get("/api/v1/sources", params={"limit": 3})
        second = await client.get(first.links["next"]["url"])

        assert [row["id"] for row in [*first.json(), *second.json()]] == ["a b", "a+b", "a/b", "ü"]
        assert "link" not in second.headers

    @pytest.mark.parametrize(("limit", "status"), [(0, 200), (1000, 200), (1001, 422), (-1, 422)])
    async def test_limits(self, client: httpx2.AsyncClient, limit: int, status: int) -> None:
        assert (await client.get("/api/v1/sources", params={"limit": limit})).status_code == status

    async def test_it_takes_one_query(self, client: httpx2.AsyncClient, queries: list[str]) -> None:
        for name in "abc":
            await make_source(name, latest_image=await make_image())
        queries.clear()

        await client.get("/api/v1/sources")

        assert len(queries) == 1


class TestDetail:
    async def test_images_are_the_newest_first_each_once(self, client: httpx2.AsyncClient, source: Source) -> None:
        old = await on_image(source, "/i/old.fits", hours=0)
        new = await on_image(source, "/i/new.fits", hours=2)
        middle = await on_image(source, "/i/middle.fits", hours=1)
        await make_photometry(source, "/i/old.fits")

        found = (await client.get(URL)).json()

        assert [image["image_id"] for image in found["contributing_images"]] == [str(new), str(middle), str(old)]

    async def test_an_image_has_the_flux_on_it(self, client: httpx2.AsyncClient, source: Source) -> None:
        image = await on_image(source, "/i/a.fits", flux_jy=0.0, flux_err_jy=None, peak_err_jyb=0.25)

        (found,) = (await client.get(URL)).json()["contributing_images"]

        assert found == {
            "image_id": str(image),
            "path": "/i/a.fits",
            "ms_path": "/i/a.fits.ms",
            "qa_grade": "good",
            "created_at": "2026-01-01T12:00:00Z",
            "flux_jy": 0.0,
            "flux_error_jy": 0.25,
        }

    async def test_the_newest_flux_on_an_image_counts(self, client: httpx2.AsyncClient, source: Source) -> None:
        await on_image(source, "/i/a.fits", flux_jy=2.0, measured_at=NOON)
        await make_photometry(source, "/i/a.fits", flux_jy=1.0, measured_at=NOON - timedelta(days=1))

        (found,) = (await client.get(URL)).json()["contributing_images"]

        assert found["flux_jy"] == 2.0

    async def test_fault_9_grades_are_those_of_the_measurement_sets(
        self, client: httpx2.AsyncClient, source: Source
    ) -> None:
        for hours, stage in enumerate(["imaged", "calibrated", "converted", None]):
            await on_image(source, f"/i/{hours}.fits", stage=stage, hours=-hours)

        found = (await client.get(URL)).json()

        assert [image["qa_grade"] for image in found["contributing_images"]] == ["good", "warn", "fail", None]

    async def test_only_known_images_contribute(self, client: httpx2.AsyncClient, curve: Source) -> None:
        assert (await client.get(URL)).json()["contributing_images"] == []

    async def test_others_images_do_not(self, client: httpx2.AsyncClient, source: Source) -> None:
        await on_image(await make_source("another"), "/i/a.fits")

        assert (await client.get(URL)).json()["contributing_images"] == []

    async def test_it_matches_its_schema(self, client: httpx2.AsyncClient, source: Source) -> None:
        await on_image(source, "/i/a.fits", flux_jy=0.5)

        answer = await client.get(URL)

        assert answer.json() == SourceDetailOut.model_validate(answer.json()).model_dump(mode="json")
        assert list(answer.json()) == list(SourceDetailOut.model_fields)

    async def test_fault_16_a_position_at_zero_is_a_position(self, client: httpx2.AsyncClient) -> None:
        await make_source("origin")

        found = (await client.get("/api/v1/sources/origin")).json()

        assert (found["ra_deg"], found["dec_deg"]) == (0.0, 0.0)

    @pytest.mark.parametrize("name", ["NVSS J0+1", "a/b", "a/b/c d", "a%2Fb", "100%", "ä", "a.svg", "qa", "a?b#c"])
    @pytest.mark.parametrize("under", ["", "/lightcurve", "/variability", "/qa", "/lightcurve.svg"])
    async def test_every_name_can_be_reached(self, client: httpx2.AsyncClient, name: str, under: str) -> None:
        await make_source(name)

        answer = await client.get(f"/api/v1/sources/{quote(name, safe='')}{under}")

        assert answer.status_code == 200
        assert name in answer.text

    async def test_a_plus_in_a_path_is_a_plus(self, client: httpx2.AsyncClient, source: Source) -> None:
        assert (await client.get(f"/api/sources/{NAME.replace(' ', '%20')}")).json()["id"] == NAME

    @pytest.mark.parametrize("under", ["", "/variability", "/qa", "/lightcurve.svg", "/lightcurve.png"])
    @pytest.mark.parametrize("name", ["nobody", "%00", "%FF", "a/b", "x" * 1000])
    async def test_an_unknown_source_is_404(self, client: httpx2.AsyncClient, name: str, under: str) -> None:
        answer = await client.get(f"/api/v1/sources/{name}{under}")

        assert answer.status_code == 404
        assert answer.json()["error"] == "RECORD_NOT_FOUND"
        assert answer.json()["details"]["entity_type"] == "Source"

    async def test_it_takes_one_query(self, client: httpx2.AsyncClient, source: Source, queries: list[str]) -> None:
        for hours in range(3):
            await on_image(source, f"/i/{hours}.fits", hours=hours)
        queries.clear()

        await client.get(URL)

        assert len(queries) == 1


class TestVariability:
    async def test_a_variable_source(self, client: httpx2.AsyncClient, curve: Source) -> None:
        found = (await client.get(f"{URL}/variability")).json()

        assert found == {
            "source_id": NAME,
            "source_name": NAME,
            "n_epochs": 4,
            "variability_index": 0.2735,
            "modulation_index": 0.2735,
            "chi_squared": 82.57,
            "chi_squared_reduced": 27.52,
            "is_variable": True,
            "flux_stats": {"mean_jy": 0.013975, "std_jy": 0.003822, "min_jy": 0.0098, "max_jy": 0.0187},
            "eta": 23.1499,
            "v": 0.2369,
            "largest_deviation": 1.4274,
            "two_epoch": {"vs": 8.1944, "m": 0.4129},
        }

    async def test_one_epoch_is_not_enough(self, client: httpx2.AsyncClient, source: Source) -> None:
        await make_photometry(source)

        found = (await client.get(f"{URL}/variability")).json()

        message = "Insufficient epochs for variability analysis (need at least 2)"
        known = {"source_id": NAME, "source_name": NAME, "n_epochs": 1, "message": message}
        assert found == {**dict.fromkeys(found), **known}
        assert {"variability_index", "modulation_index", "chi_squared", "is_variable", "flux_stats"} <= set(found)

    async def test_fault_16_of_a_constant_source_it_is_zero(self, client: httpx2.AsyncClient, source: Source) -> None:
        for mjd in (60950.0, 60951.0):
            await make_photometry(source, mjd=mjd, flux_jy=0.5, flux_err_jy=0.1)

        found = (await client.get(f"{URL}/variability")).json()

        assert (found["variability_index"], found["chi_squared"], found["is_variable"]) == (0.0, 0.0, False)

    async def test_fault_24_a_faint_steady_source_is_not_variable(
        self, client: httpx2.AsyncClient, source: Source
    ) -> None:
        for mjd, flux in ((60950.0, 0.0010), (60951.0, 0.0016), (60952.0, 0.0012)):
            await make_photometry(source, mjd=mjd, flux_jy=flux, flux_err_jy=0.0005)

        found = (await client.get(f"{URL}/variability")).json()

        assert found["variability_index"] > 0.1
        assert found["is_variable"] is False

    async def test_many_epochs(self, client: httpx2.AsyncClient, source: Source) -> None:
        for day in range(101):
            await make_photometry(source, "/i/a.fits", mjd=60000.0 + day, flux_jy=1.0 + day % 2)

        found = (await client.get(f"{URL}/variability")).json()

        assert (found["n_epochs"], found["is_variable"]) == (101, True)


class TestQuality:
    async def test_fault_11_it_finds_the_images(self, client: httpx2.AsyncClient, source: Source) -> None:
        for hours, stage in enumerate(["imaged", None, "calibrated"]):
            await on_image(source, f"/i/{hours}.fits", stage=stage, hours=-hours)

        found = (await client.get(f"{URL}/qa")).json()

        assert found == {
            "source_id": NAME,
            "source_name": NAME,
            "n_images": 3,
            "qa_grades": ["good", "warn"],
            "overall_grade": "warn",
            "flags": [],
            "metrics": {"ra_deg": 128.0667, "dec_deg": 55.17},
        }

    async def test_fault_11_the_worst_grade_is_the_overall_one(
        self, client: httpx2.AsyncClient, source: Source
    ) -> None:
        for hours, stage in enumerate(["imaged", "converted", "calibrated"]):
            await on_image(source, f"/i/{hours}.fits", stage=stage, hours=-hours)

        assert (await client.get(f"{URL}/qa")).json()["overall_grade"] == "fail"

    async def test_without_images_there_is_no_grade(self, client: httpx2.AsyncClient, source: Source) -> None:
        found = (await client.get(f"{URL}/qa")).json()

        assert (found["n_images"], found["qa_grades"], found["overall_grade"]) == (0, [], None)
