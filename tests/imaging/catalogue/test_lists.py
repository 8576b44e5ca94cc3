"""Lists of images and runs: order, pages, queries, and JSON as in the schemas."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from project.core.json.rows import read_rows
from project.imaging.models import Image, Job, MeasurementSet
from project.imaging.schemas.images import ListedImageOut
from project.imaging.schemas.jobs import ListedJobOut
from tests.imaging.rows import NOON, make_image, make_measurement_set, make_path

LATER = NOON + timedelta(microseconds=500)


async def pages(client: httpx2.AsyncClient, path: str, key: str) -> list[list[Any]]:
    """The values of a key on all pages, by the Link header."""
    found = []
    url: str | None = path
    while url is not None:
        answer = await client.get(url)
        found.append([row[key] for row in answer.json()])
        url = answer.headers["link"].partition(">")[0][1:] if "link" in answer.headers else None
    return found


async def make_job(ms_path: str, **values: Any) -> Job:
    values = {"type": "workflow", "run_id": "job-2026-01-01-120000", "status": "completed", **values}
    return await Job.create(ms_path=await make_path(ms_path), **values)


async def test_images_come_newest_first_and_ties_by_id(client: httpx2.AsyncClient) -> None:
    for image_id, created_at in [(3, NOON), (1, LATER), (4, NOON), (2, NOON)]:
        await make_image(id=image_id, created_at=created_at)

    answer = await client.get("/api/images")

    assert [row["id"] for row in answer.json()] == ["1", "4", "3", "2"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
async def test_pages_of_images_are_complete(client: httpx2.AsyncClient, limit: int) -> None:
    for image_id in range(1, 6):
        await make_image(id=image_id, created_at=NOON if image_id < 4 else LATER)

    found = await pages(client, f"/api/v1/images?limit={limit}", "id")

    assert [image_id for page in found for image_id in page] == ["5", "4", "3", "2", "1"]
    assert {len(page) for page in found[:-1]} <= {limit}


async def test_an_offset_is_not_carried_into_the_next_page(client: httpx2.AsyncClient) -> None:
    for image_id in range(1, 6):
        await make_image(id=image_id)

    assert await pages(client, "/api/v1/images?limit=2&offset=1", "id") == [["4", "3"], ["2", "1"]]


@pytest.mark.parametrize("path", ["images", "jobs"])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        *(("limit=0", 200), ("limit=1000", 200), ("limit=1001", 422), ("limit=-1", 422), ("limit=ten", 422)),
        *(("offset=-1", 422), ("offset=1000000", 200), ("offset=9007199254740992", 200), ("offset=1e3", 422)),
        *((f"offset={10**20}", 422), ("after=x", 422), ("unknown=1", 200), ("limit=", 422)),
    ],
)
async def test_limits_of_a_page(client: httpx2.AsyncClient, path: str, query: str, status: int) -> None:
    assert (await client.get(f"/api/v1/{path}?{query}")).status_code == status


async def test_a_limit_of_0_returns_nothing(client: httpx2.AsyncClient) -> None:
    await make_image()

    answer = await client.get("/api/images?limit=0")

    assert (answer.json(), "link" in answer.headers) == ([], False)


@pytest.mark.parametrize("path", ["images", "jobs"])
async def test_a_list_is_one_query_whatever_its_length(
    client: httpx2.AsyncClient, queries: list[str], path: str
) -> None:
    for number in range(5):
        await make_measurement_set(f"/ms/{number}", f"job-{number}")
        await make_image(ms_path=f"/ms/{number}")
    queries.clear()

    assert len((await client.get(f"/api/{path}")).json()) == 5
    assert len(queries) == 1


async def test_a_listed_image_matches_its_schema(client: httpx2.AsyncClient) -> None:
    await make_measurement_set("/ms/a", stage="calibrated")
    await make_image('/a "quoted" näme.fits', "/ms/a", id=5, center_ra_deg=0.0, center_dec_deg=-90.0)
    await make_image("/b.fits", "/ms/unknown", id=6, created_at=LATER)

    bodies = [row[0] for row in await read_rows(Image.all().order_by("id"), ListedImageOut)]

    assert bodies == [
        ListedImageOut(
            id="5",
            path='/a "quoted" näme.fits',
            qa_grade="warn",
            created_at=NOON,
            run_id="job-2026-01-01-120000",
            center_ra_deg=0.0,  # type: ignore[call-arg]
            center_dec_deg=-90.0,  # type: ignore[call-arg]
        ).model_dump_json(),
        ListedImageOut(
            id="6",
            path="/b.fits",
            qa_grade=None,
            created_at=LATER,
            run_id="job-2026-01-01-120000",
            center_ra_deg=None,  # type: ignore[call-arg]
            center_dec_deg=None,  # type: ignore[call-arg]
        ).model_dump_json(),
    ]


RUNS: dict[str, tuple[dict[str, Any], list[dict[str, Any]], tuple[str, Any, Any]]] = {
    "no record": ({"status": "completed"}, [], ("completed", NOON, NOON)),
    "no record, failed": ({"status": "failed"}, [], ("failed", NOON, NOON)),
    "no record, at work": ({"status": "processing"}, [], ("running", NOON, None)),
    "no record, to come": ({"status": "pending"}, [], ("pending", NOON, None)),
    "no record, any word": ({"status": None}, [], ("completed", NOON, NOON)),
    "done": ({}, [{"started_at": LATER, "finished_at": LATER}], ("completed", LATER, LATER)),
    "done, times unknown": ({}, [{}], ("completed", NOON, None)),
    "at work": ({}, [{"status": "running", "started_at": LATER, "finished_at": LATER}], ("running", LATER, None)),
    "failed": ({}, [{"status": "failed", "finished_at": LATER}], ("failed", NOON, LATER)),
    "newest counts": (
        {},
        [{"created_at": LATER, "status": "failed"}, {"created_at": NOON, "status": "pending"}],
        ("failed", NOON, None),
    ),
    "ties by id": (
        {},
        [{"created_at": NOON, "status": "failed"}, {"created_at": NOON, "status": "pending"}],
        ("pending", NOON, None),
    ),
    "another run": ({}, [{"run_id": "job-another", "status": "failed"}], ("completed", NOON, NOON)),
}


@pytest.mark.parametrize("name", RUNS)
async def test_list_and_detail_of_a_run_agree(client: httpx2.AsyncClient, name: str) -> None:
    values, jobs, (status, started_at, finished_at) = RUNS[name]
    await make_measurement_set("/ms/a", **values)
    for job in jobs:
        await make_job("/ms/a", **job)

    (listed,) = (await client.get("/api/jobs")).json()
    detail = (await client.get("/api/jobs/job-2026-01-01-120000")).json()

    expected = ListedJobOut(
        run_id="job-2026-01-01-120000",
        status=status,  # type: ignore[arg-type]
        started_at=started_at,
        finished_at=finished_at,
        processed_at=NOON,
    ).model_dump(mode="json")
    assert listed == expected
    assert {name: detail[name] for name in expected} == expected


@pytest.mark.usefixtures("app")
async def test_a_listed_run_matches_its_schema() -> None:
    for number, moment in enumerate([NOON, LATER, datetime(1970, 1, 1, tzinfo=UTC)]):
        await make_measurement_set(f"/ms/{number}", f"job-{number}", processed_at=moment)

    for row in await read_rows(MeasurementSet.objects.processed(), ListedJobOut):
        assert row[0] == ListedJobOut.model_validate_json(row[0]).model_dump_json()


async def test_runs_are_ordered_by_processing_time(client: httpx2.AsyncClient) -> None:
    await make_measurement_set("/ms/1", "job-1")
    await make_measurement_set("/ms/2", "job-2", processed_at=LATER)
    await make_measurement_set("/ms/3", "job-3")
    await make_measurement_set("/ms/4", "job-4", processed_at=None)

    assert await pages(client, "/api/jobs?limit=2", "run_id") == [["job-2", "job-3"], ["job-1"]]


async def test_a_refused_value_has_fastapis_error(client: httpx2.AsyncClient) -> None:
    (error,) = (await client.get("/api/v1/images?limit=1001")).json()["detail"]
    (missing,) = (await client.get("/api/v1/coverage?ra=1")).json()["detail"]

    assert error.pop("msg")
    assert error == {"type": "less_than_equal", "loc": ["query", "limit"], "input": "1001", "ctx": {"le": 1000}}
    assert (missing["type"], missing["loc"], missing["input"]) == ("missing", ["query", "dec"], None)
