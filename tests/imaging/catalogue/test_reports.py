"""Reports of one image, one measurement set and one run."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from fastapi import FastAPI

from project.imaging.models import BatchJob, CalibrationQA, CalibrationTable, ImageQA, QAFlag
from tests.imaging.catalogue.test_lists import LATER, make_job
from tests.imaging.rows import NOON, make_image, make_measurement_set, make_path, make_photometry, make_source

MS = "/stage/ms/2026-01-01T12:00:00.ms"
IMAGE = "/stage/images/a.fits"
RUN = "job-2026-01-01-120000"
NOON_SECONDS = NOON.timestamp()


def of_ms(what: str, path: str = MS) -> str:
    return f"/api/v1/ms/{quote(path, safe='')}/{what}"


async def make_table(path: str, ms_path: str = MS, **values: Any) -> CalibrationTable:
    values = {"set_name": "set", "table_type": "K", "order_index": 10, "created_at": NOON, **values}
    return await CalibrationTable.create(path=path, source_ms_path=await make_path(ms_path), **values)


async def make_image_qa(image_path: str = IMAGE, ms_path: str = MS, **values: Any) -> ImageQA:
    paths = {"image_path": await make_path(image_path), "ms_path": await make_path(ms_path)}
    return await ImageQA.create(**paths, **{"assessed_at": NOON, **values})


async def make_calibration_qa(ms_path: str = MS, **values: Any) -> CalibrationQA:
    return await CalibrationQA.create(ms_path=await make_path(ms_path), **{"assessed_at": NOON, **values})


async def make_flag(details: Any, image_path: str | None = None, ms_path: str | None = None, **values: Any) -> QAFlag:
    image = await make_path(image_path) if image_path else None
    ms = await make_path(ms_path) if ms_path else None
    return await QAFlag.create(image_path=image, ms_path=ms, details=details, **{"raised_at": NOON, **values})


async def read(client: httpx2.AsyncClient, path: str) -> Any:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
async def image(app: FastAPI) -> None:
    await make_measurement_set(MS, RUN)
    own = {"noise_jy": 0.00042, "dynamic_range": 1180.4, "beam_major_arcsec": 13.42, "beam_pa_deg": 0.0}
    await make_image(IMAGE, MS, id=1, center_ra_deg=0.0, center_dec_deg=55.57, **own)


@pytest.mark.usefixtures("image")
async def test_an_image_has_what_the_dashboard_reads(client: httpx2.AsyncClient) -> None:
    await make_table("/cal/old", created_at=NOON)
    await make_table("/cal/new", created_at=LATER)
    await make_image_qa(peak_flux=0.5, beam_minor=11.2, rms_noise=9.9)

    assert await read(client, "/api/v1/images/1") == {
        "id": "1",
        "path": IMAGE,
        "ms_path": MS,
        "cal_table": "/cal/new",
        "pointing_ra_deg": 0.0,
        "pointing_dec_deg": 55.57,
        "qa_grade": "good",
        "qa_summary": 'RMS 0.42 mJy, DR 1180, Beam 13.4"',
        "run_id": RUN,
        "created_at": "2026-01-01T12:00:00Z",
        "noise_jy": 0.00042,
        "dynamic_range": 1180.4,
        "beam_major_arcsec": 13.42,
        "beam_minor_arcsec": 11.2,
        "beam_pa_deg": 0.0,
        "peak_flux_jy": 0.5,
    }


@pytest.mark.usefixtures("image")
async def test_the_provenance_of_an_image(client: httpx2.AsyncClient) -> None:
    assert await read(client, "/api/v1/images/1/provenance") == {
        "run_id": RUN,
        "ms_path": MS,
        "cal_table": None,
        "pointing_ra_deg": 0.0,
        "pointing_dec_deg": 55.57,
        "qa_grade": "good",
        "qa_summary": 'RMS 0.42 mJy, DR 1180, Beam 13.4"',
        "logs_url": f"/api/logs/{RUN}",
        "qa_url": "/api/qa/image/1",
        "ms_url": "/api/ms/%2Fstage%2Fms%2F2026-01-01T12%3A00%3A00.ms/metadata",
        "image_url": "/api/images/1",
        "created_at": "2026-01-01T12:00:00Z",
    }


@pytest.mark.usefixtures("image")
async def test_the_report_of_an_image_prefers_its_own_noise_and_the_assessments_beam(
    client: httpx2.AsyncClient,
) -> None:
    await make_image_qa(rms_noise=0.02, dynamic_range=5.0, beam_major=17.3, num_sources=52, peak_flux=2.598)

    assert await read(client, "/api/v1/images/1/qa") == {
        "image_id": "1",
        "qa_grade": "good",
        "qa_summary": 'RMS 0.42 mJy, DR 1180, Beam 13.4"',
        "quality_metrics": {"noise_rms_jy": 0.00042, "dynamic_range": 1180.4, "theoretical_noise_jy": None},
        "beam": {"major_arcsec": 17.3, "minor_arcsec": None, "pa_deg": 0.0},
        "source_stats": {"n_sources": 52, "peak_flux_jy": 2.598},
        "flags": [],
        "warnings": [],
    }


@pytest.mark.usefixtures("image")
async def test_the_quality_of_an_image_is_that_of_its_newest_assessment(client: httpx2.AsyncClient) -> None:
    await make_image_qa(assessed_at=LATER, overall_quality="excellent", beam_major=13.0)
    await make_image_qa(overall_quality="poor", beam_minor=1.0)
    await make_flag({"rule": "ripples"}, IMAGE, MS)
    await make_flag({"rule": "newer"}, IMAGE, raised_at=LATER)
    await make_flag({"rule": "of the measurement set"}, ms_path=MS)

    assert await read(client, "/api/v1/qa/image/1") == {
        "image_id": "1",
        "qa_grade": "good",
        "qa_summary": 'RMS 0.42 mJy, DR 1180, Beam 13.4"',
        "quality_metrics": {
            "rms_noise": 0.00042,
            "dynamic_range": 1180.4,
            "beam_major_arcsec": 13.0,
            "beam_minor_arcsec": None,
            "beam_pa_deg": 0.0,
            "beam_major": 13.0,
        },
        "flags": [
            {"rule": "overall_quality", "value": "excellent", "source": "image_qa"},
            {"source": "qa_flags", "details": {"rule": "newer"}},
            {"source": "qa_flags", "details": {"rule": "ripples"}},
        ],
        "timestamp": LATER.timestamp(),
    }


async def test_an_image_without_a_known_measurement_set_has_no_grade(client: httpx2.AsyncClient) -> None:
    await make_image(IMAGE, MS, id=1, noise_jy=0.02, dynamic_range=99.0)

    report = await read(client, "/api/v1/images/1/qa")

    assert (report["qa_grade"], report["qa_summary"]) == (None, None)
    assert report["warnings"] == ["High noise level detected", "Low dynamic range"]


async def test_a_measurement_set_lists_its_calibration_in_order(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN, cal_applied=True, ra_deg=12.5, dec_deg=1.0, pointing_ra_deg=0.0)
    await make_table("/cal/gain", order_index=50, table_type="GP", status="retired")
    await make_table("/cal/delay", order_index=10, table_type="K", created_at=LATER)
    await make_table("/cal/other", "/another.ms")
    matches = [{"cal_table": "/cal/delay", "type": "K"}, {"cal_table": "/cal/gain", "type": "GP"}]

    assert await read(client, of_ms("metadata")) == {
        "path": MS,
        "pointing_ra_deg": 0.0,
        "pointing_dec_deg": 1.0,
        "calibrator_matches": matches,
        "qa_grade": "good",
        "qa_summary": "Calibrated, Stage: imaged",
        "run_id": RUN,
        "created_at": "2026-01-01T12:00:00Z",
    }
    assert await read(client, of_ms("calibrator-matches")) == {"ms_path": MS, "matches": matches}


async def test_provenances_name_the_first_table_of_a_set_and_the_newest_of_a_run(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN)
    await make_table("/cal/first", order_index=10)
    await make_table("/cal/newest", order_index=50, created_at=LATER)

    assert (await read(client, of_ms("provenance")))["cal_table"] == "/cal/first"
    assert (await read(client, f"/api/v1/jobs/{RUN}/provenance"))["cal_table"] == "/cal/newest"
    assert (await read(client, f"/api/v1/qa/job/{RUN}"))["cal_table"] == "/cal/newest"


async def test_a_measurement_set_without_details(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN, stage=None, status="pending", processed_at=None)

    provenance = await read(client, of_ms("provenance"))
    quality = await read(client, f"/api/v1/qa/ms/{quote(MS, safe='')}")

    assert provenance == {
        "run_id": RUN,
        "ms_path": MS,
        **dict.fromkeys(("cal_table", "pointing_ra_deg", "pointing_dec_deg", "image_url", "created_at")),
        "qa_grade": "fail",
        "qa_summary": "No QA info",
        "logs_url": f"/api/logs/{RUN}",
        "qa_url": f"/api/qa/ms/{quote(MS, safe='')}",
        "ms_url": f"/api/ms/{quote(MS, safe='')}/metadata",
    }
    assert quality == {
        "ms_path": MS,
        "qa_grade": "fail",
        "qa_summary": "No QA info",
        "stage": None,
        "status": "pending",
        "cal_applied": False,
        "quality_metrics": {"stage": None, "status": "pending"},
        "flags": [],
        "timestamp": None,
    }


async def test_the_quality_of_a_measurement_set(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN)
    await make_calibration_qa(assessed_at=NOON - timedelta(hours=1), overall_quality="poor", g_metrics="{}")
    await make_calibration_qa(overall_quality="good", flags_total=0.0, k_metrics='{"a": 1}')
    await make_flag({"rule": "x"}, ms_path=MS)

    quality = await read(client, f"/api/v1/qa/ms/{quote(MS, safe='')}")

    assert quality["quality_metrics"] == {
        "overall_quality": "good",
        "k_metrics": '{"a": 1}',
        "flags_total": 0.0,
        "stage": "imaged",
        "status": "completed",
    }
    assert quality["flags"] == [
        {"rule": "overall_quality", "value": "good", "source": "calibration_qa"},
        {"rule": "flags_total", "value": 0.0, "source": "calibration_qa"},
        {"source": "qa_flags", "details": {"rule": "x"}},
    ]
    assert quality["timestamp"] == NOON_SECONDS


async def test_the_quality_of_a_run_is_its_sets_and_its_newest_images(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN)
    await make_image("/old.fits", MS, id=1)
    await make_image(IMAGE, MS, id=2, created_at=LATER)
    await make_image_qa("/old.fits", overall_quality="poor")
    await make_image_qa(overall_quality="excellent")
    await make_calibration_qa(overall_quality="good")
    await make_job(MS, params={"config": {"niter": 500}}, status="failed")

    assert await read(client, f"/api/v1/qa/job/{RUN}") == {
        "run_id": RUN,
        "qa_grade": "good",
        "qa_summary": "Stage: imaged",
        "ms_path": MS,
        "cal_table": None,
        "flags": [
            {"rule": "overall_quality", "value": "good", "source": "calibration_qa"},
            {"rule": "overall_quality", "value": "excellent", "source": "image_qa"},
        ],
        "queue_status": "failed",
        "pipeline_config": {"niter": 500},
    }


@pytest.mark.parametrize(
    ("params", "config"),
    [({"config": {"a": 1}}, {"a": 1}), ({"b": 2}, {"b": 2}), ({}, {}), (None, {})],
)
async def test_a_run_has_its_configuration(client: httpx2.AsyncClient, params: Any, config: Any) -> None:
    await make_measurement_set(MS, RUN)
    await make_job(MS, params=params)

    assert (await read(client, f"/api/v1/jobs/{RUN}"))["config"] == config


async def test_a_run_that_is_not_in_the_queue_has_no_configuration(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN)

    assert await read(client, f"/api/v1/jobs/{RUN}") == {
        "run_id": RUN,
        "status": "completed",
        **dict.fromkeys(("started_at", "finished_at", "processed_at"), "2026-01-01T12:00:00Z"),
        "logs_url": f"/api/logs/{RUN}",
        "qa_url": f"/api/qa/job/{RUN}",
        "config": None,
    }


async def test_the_measurement_set_processed_last_counts_for_a_run(client: httpx2.AsyncClient) -> None:
    await make_measurement_set("/a.ms", RUN, processed_at=LATER)
    await make_measurement_set("/b.ms", RUN, processed_at=NOON)
    await make_measurement_set("/c.ms", RUN, processed_at=None)

    assert (await read(client, f"/api/v1/jobs/{RUN}/provenance"))["ms_path"] == "/a.ms"


async def test_everything_is_counted_in_one_query(client: httpx2.AsyncClient, queries: list[str]) -> None:
    for number, stage in enumerate(["imaged", "imaged", "calibrated", "ingested", None, "", "converted"]):
        await make_measurement_set(f"/ms/{number}", stage=stage)
    for number in range(12):
        await make_image(f"/{number}.fits", id=number + 1, created_at=NOON + timedelta(minutes=number % 6))
    source = await make_source(num_measurements=1)
    await make_photometry(source)
    await make_photometry(None)
    for status in ["completed", "running", None, "pending", "odd"]:
        await BatchJob.create(type="x", status=status, total_items=1)
    queries.clear()

    found = await read(client, "/api/stats")

    assert len(queries) == 1
    assert found["ms"] == {"total": 7, "by_stage": {"imaged": 2, "calibrated": 1, "ingested": 1, "pending": 2}}
    assert [found[name]["total"] for name in ("images", "photometry", "sources", "cal_tables")] == [12, 2, 1, 0]
    by_status = {"completed": 1, "running": 1, "pending": 2, "failed": 0}
    assert found["jobs"] == {"total": 5, "by_status": by_status}
    assert [image["path"] for image in found["recent_images"]] == [
        f"/{number}.fits" for number in (11, 5, 10, 4, 9, 3, 8, 2, 7, 1)
    ]
    assert found["recent_images"][0] == {"path": "/11.fits", "created_at": "2026-01-01T12:05:00Z", "type": "clean"}
    assert found["_meta"]["cache_hint_seconds"] == 30
    assert found["_meta"]["generated_at"].endswith("Z")


@pytest.mark.parametrize(
    "path",
    [
        "/images/1",
        "/images/1/qa",
        "/qa/image/1",
        f"/jobs/{RUN}",
        f"/qa/job/{RUN}",
        f"/ms/{quote(MS, safe='')}/metadata",
    ],
)
@pytest.mark.usefixtures("image")
async def test_a_report_is_one_query(client: httpx2.AsyncClient, queries: list[str], path: str) -> None:
    queries.clear()

    await read(client, f"/api/v1{path}")

    assert len(queries) == 1
