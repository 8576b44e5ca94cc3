"""`POST /api/v1/ingest`: the row that each record becomes."""

import json
from typing import Any

import httpx2
import pytest

from project.imaging.models import Image, MeasurementSet, QAFlag
from tests.imaging.uploads import (
    FITS,
    MS,
    NOON,
    SEED,
    image,
    ingest,
    job,
    lines,
    measurement_set,
    photometry,
    rows,
    send,
    snapshot,
)

TABLE = {"collection": "calibration_tables", "set_name": "night", "path": "/cal/a_kcal", "table_type": "K"}
CALIBRATION = {"collection": "calibration_qa", "ms_path": MS, "timestamp": NOON}
IMAGE_QA = {"collection": "image_qa", "image_path": FITS, "ms_path": MS, "timestamp": NOON}
FLAG = {"collection": "qa_flags", "image_path": FITS, "timestamp": NOON, "rule": "noise", "value": 0.02}
BATCH = {"collection": "batch_jobs", "type": "batch_photometry", "created_at": NOON, "total_items": 3}


async def row(table: str) -> dict[str, Any]:
    (found,) = await rows(table)
    return found


async def test_the_seed_is_stored_whole(as_alice: httpx2.AsyncClient) -> None:
    found = await send(as_alice, SEED.read_bytes(), "json")

    seed = json.loads(SEED.read_bytes())
    assert (found["records"], found["failed"], found["faults"]) == (50, 0, [])
    assert found["collections"]["photometry"] == {"stored": 10, "updated": 0, "unchanged": 0, "failed": 0}
    assert [row["id"] for row in await rows("image")] == [image["id"] for image in seed["images"]]


async def test_the_seed_sent_again_changes_nothing(as_alice: httpx2.AsyncClient) -> None:
    await send(as_alice, SEED.read_bytes(), "json")
    before = await snapshot()

    found = await send(as_alice, SEED.read_bytes(), "json")

    assert {(counts["stored"], counts["updated"]) for counts in found["collections"].values()} == {(0, 0)}
    assert await snapshot() == before


async def test_a_stream_is_stored_as_the_document_is(as_alice: httpx2.AsyncClient) -> None:
    seed = json.loads(SEED.read_bytes())
    collections = {name: found for name, found in seed.items() if isinstance(found, list)}
    stream = lines(*({"collection": name, **one} for name, found in collections.items() for one in found))
    await send(as_alice, SEED.read_bytes(), "json")

    found = await send(as_alice, stream)

    assert (found["records"], found["failed"]) == (50, 0)
    assert {(counts["stored"], counts["updated"]) for counts in found["collections"].values()} == {(0, 0)}


@pytest.mark.parametrize("record", [image(id=7), photometry(), job(), {**TABLE, "order_index": 10}, FLAG, BATCH])
async def test_a_record_sent_again_is_unchanged(as_alice: httpx2.AsyncClient, record: dict[str, Any]) -> None:
    first, again = await ingest(as_alice, record), await ingest(as_alice, record)

    assert [*first.values(), *again.values()] == [{"stored": 1}, {"unchanged": 1}]


@pytest.mark.parametrize(
    ("record", "change"),
    [
        (image(), {"noise_jy": 0.001}),
        (photometry(), {"peak_jyb": 0.6}),
        (photometry(source_id=None), {"snr": 3}),
        (job(), {"status": "running"}),
        ({**TABLE, "order_index": 10}, {"order_index": 20}),
        (CALIBRATION, {"flags_total": 0.5}),
        (IMAGE_QA, {"num_sources": 0}),
        (BATCH, {"completed_items": 2}),
    ],
)
async def test_a_record_with_the_same_key_changes_its_row(
    as_alice: httpx2.AsyncClient, record: dict[str, Any], change: dict[str, Any]
) -> None:
    await ingest(as_alice, record)

    found = await ingest(as_alice, record | change)

    assert found == {record["collection"]: {"updated": 1}}


@pytest.mark.parametrize(
    ("record", "other"),
    [
        (measurement_set(), {"path": "/stage/other.ms"}),
        (image(), {"created_at": NOON + 1}),
        (photometry(), {"measured_at": NOON + 0.5}),
        (photometry(source_id=None), {"ra_deg": 128.7}),
        (photometry(), {"source_id": None}),
        (job(), {"run_id": "job-2026-01-01-120000"}),
        (CALIBRATION, {"timestamp": NOON + 1}),
        (FLAG, {"value": 0.03}),
        (FLAG, {"ms_path": MS}),
        (BATCH, {"type": "batch_ese_detect"}),
        (image(id=7), {"id": 8}),
    ],
)
async def test_a_record_with_another_key_is_another_row(
    as_alice: httpx2.AsyncClient, record: dict[str, Any], other: dict[str, Any]
) -> None:
    found = await ingest(as_alice, record, record | other)

    assert found == {record["collection"]: {"stored": 2}}


async def test_a_null_keeps_what_is_stored_of_a_measurement_set(as_alice: httpx2.AsyncClient) -> None:
    known = measurement_set(status="completed", stage="imaged", stage_updated_at=NOON, cal_applied=1, ra_deg=0)
    await ingest(as_alice, known)

    found = await ingest(as_alice, measurement_set(status=None, ra_deg=None, cal_applied=None, field_name="0834+555"))

    stored = await row("measurement_set")
    assert found == {"measurement_sets": {"updated": 1}}
    assert [stored[name] for name in ("status", "stage", "cal_applied", "ra_deg", "field_name")] == [
        *("completed", "imaged", True, 0.0, "0834+555")
    ]


async def test_records_of_one_measurement_set_in_one_upload_follow_each_other(as_alice: httpx2.AsyncClient) -> None:
    found = await ingest(as_alice, measurement_set(status="running"), measurement_set(ra_deg=1), measurement_set())

    stored = await row("measurement_set")
    assert found == {"measurement_sets": {"stored": 1, "updated": 1, "unchanged": 1}}
    assert (stored["status"], stored["ra_deg"]) == ("running", 1.0)


@pytest.mark.parametrize(
    ("record", "kept"),
    [({"stage": "imaged"}, False), ({"stage": "imaged", "stage_updated_at": NOON}, True), ({"status": "done"}, True)],
)
async def test_a_stage_without_its_time_gets_the_current_time(
    as_alice: httpx2.AsyncClient, record: dict[str, Any], kept: bool
) -> None:
    await ingest(as_alice, measurement_set(stage="converted", stage_updated_at=NOON))

    await ingest(as_alice, measurement_set(**record))

    found = await MeasurementSet.get()
    assert found.stage_updated_at is not None
    assert (found.stage_updated_at.timestamp() == NOON) is kept


async def test_run_ids_and_cells_are_computed(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, measurement_set(), image(center_ra_deg=0, center_dec_deg=0), image(created_at=1))

    with_centre, without = sorted(await rows("image"), key=lambda row: row["hpx29"] is None)
    assert (await row("measurement_set"))["run_id"] == with_centre["run_id"] == "job-2026-01-01-120000"
    assert (with_centre["hpx29"], without["hpx29"]) == (1369094286720630784, None)


async def test_a_full_turn_of_right_ascension_is_0(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, image(center_ra_deg=360, center_dec_deg=-90))

    assert (await row("image"))["center_ra_deg"] == 0.0


async def test_an_image_with_an_id_moves_to_another_path(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, image(id=7))

    found = await ingest(as_alice, image(id=7, path="/stage/other.fits"))

    assert found == {"images": {"updated": 1}}


async def test_ids_in_records_are_not_reused(as_alice: httpx2.AsyncClient) -> None:
    await Image.objects.sql("ALTER SEQUENCE image_id_seq RESTART")
    await ingest(as_alice, image(id=1))
    await ingest(as_alice, image(created_at=3))
    await ingest(as_alice, image(id=50, created_at=1))
    await ingest(as_alice, image(created_at=2))

    assert [row["id"] for row in await rows("image")] == [1, 2, 50, 51]


async def test_records_with_and_without_an_id_find_each_other(as_alice: httpx2.AsyncClient) -> None:
    found = await ingest(as_alice, image(id=5), image(noise_jy=0.1), image(id=5, noise_jy=0.2))

    assert found == {"images": {"stored": 1, "updated": 2}}
    assert [(row["id"], row["noise_jy"]) for row in await rows("image")] == [(5, 0.2)]


async def test_params_may_be_an_object_or_a_string_that_holds_one(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, job(params={"config": {"niter": 1}}), job(type="other", params='{"config": {"niter": 1}}'))

    first, second = await rows("job")
    assert first["params"] == second["params"] == '{"config":{"niter":1}}'


async def test_a_job_is_pending_and_created_now_by_default(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, {"collection": "jobs", "type": "workflow", "ms_path": MS})

    stored = await row("job")
    assert (stored["status"], stored["logs"], stored["artifacts"]) == ("pending", "", "[]")
    assert stored["created_at"] is not None


async def test_a_job_keeps_values_that_a_later_record_lacks(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, job(id=3, params={"niter": 1}, started_at=NOON))

    await ingest(as_alice, {"collection": "jobs", "id": 3, "type": "workflow", "ms_path": MS, "status": "failed"})

    stored = await row("job")
    assert (stored["status"], stored["params"], stored["started_at"].timestamp()) == ("failed", '{"niter":1}', NOON)


async def test_a_calibration_table_is_replaced_by_its_path(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, {**TABLE, "order_index": 10, "notes": "first", "id": 4, "created_at": NOON})

    found = await ingest(as_alice, {**TABLE, "order_index": 20, "id": 9})

    stored = await row("calibration_table")
    assert found == {"calibration_tables": {"updated": 1}}
    assert (stored["id"], stored["notes"], stored["created_at"].timestamp() > NOON) == (4, None, True)


async def test_a_remark_keeps_all_keys(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, FLAG)

    assert (await QAFlag.get()).details == {"rule": "noise", "value": 0.02}


async def test_a_source_record_sets_the_name(as_alice: httpx2.AsyncClient) -> None:
    name = {"collection": "sources", "source_id": "NVSS J083454+553421", "name": "4C 55.16"}

    found = await ingest(as_alice, name | {"source_id": "Nowhere"}, name, photometry())

    assert found["sources"] == {"updated": 1, "unchanged": 1}
    assert [(row["id"], row["name"]) for row in await rows("source")] == [("NVSS J083454+553421", "4C 55.16")]
