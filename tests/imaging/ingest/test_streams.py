"""Uploads in chunks, at the same time, and cut off."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from project.core.db.pool import FairSemaphore
from project.core.http import streaming
from project.imaging.ingest import blocks, uploads
from project.imaging.ingest.uploads import RecordUpload
from project.imaging.managers import photometry as photometry_manager
from project.imaging.models import Image, Photometry, Source
from project.imaging.settings import ImagingSettings
from project.service import Role
from project.users import access_check
from project.users.models import User
from tests.factories import auth
from tests.imaging.uploads import image, ingest, lines, photometry, send, snapshot

HEADERS = {"Content-Type": "application/x-ndjson"}
BREAK_OFF = """
CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = NEW.field_name;
END $$;
CREATE TRIGGER break_off BEFORE INSERT ON image FOR EACH ROW WHEN (NEW.field_name <> '') EXECUTE FUNCTION break_off();
"""


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_RECORDS", 2)


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> FairSemaphore:
    turns = FairSemaphore(1, 0.01)
    monkeypatch.setattr(photometry_manager, "turns", lambda: turns)
    return turns


def images(count: int) -> list[dict[str, Any]]:
    return [image(created_at=number) for number in range(count)]


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize(("code", "status"), [("57014", 504), ("57P01", 503), ("40P01", 409)])
async def test_an_upload_that_is_cut_off_reports_its_progress(
    as_alice: httpx2.AsyncClient, code: str, status: int
) -> None:
    for statement in BREAK_OFF.split(";\n\n"):
        await Image.objects.sql(
            "DO $do$ BEGIN EXECUTE $run$" + statement.replace("END $$;\n", "END $$;\n") + "$run$; END $do$"
        )
    first, second, third, fourth = images(4)

    answer = await as_alice.post(
        "/api/v1/ingest", content=lines(first, {}, second, third | {"field_name": code}, fourth), headers=HEADERS
    )

    found = answer.json()
    assert (answer.status_code, found["records"], found["collections"]["images"]["stored"]) == (status, 2, 1)
    assert found["code"]


@pytest.mark.usefixtures("small_blocks")
async def test_a_disconnected_client_leaves_whole_blocks(app: FastAPI, alice: User, turns: FairSemaphore) -> None:
    async def receive() -> dict[str, Any]:
        return parts.pop(0)

    async def send_nothing(message: dict[str, Any]) -> None:
        pass

    parts = [{"type": "http.request", "body": lines(one), "more_body": True} for one in images(5)]
    parts.append({"type": "http.disconnect"})
    headers = {**HEADERS, **auth(alice), "Host": "127.0.0.1"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/ingest",
        "raw_path": b"/api/v1/ingest",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 5000),
        "server": ("127.0.0.1", 8000),
        "scheme": "http",
        "http_version": "1.1",
    }
    await app(scope, receive, send_nothing)

    assert (await Image.all().count(), turns.free) == (4, 1)


async def test_an_idle_client_loses_its_turn(
    as_alice: httpx2.AsyncClient, turns: FairSemaphore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "PATIENCE_SECONDS", 0.05)

    async def pieces() -> AsyncIterator[bytes]:
        yield lines(image())
        await asyncio.Event().wait()

    answer = await as_alice.post("/api/v1/ingest", content=pieces(), headers=HEADERS)

    assert (answer.status_code, turns.free) == (408, 1)


async def test_one_upload_too_many_gets_503(as_alice: httpx2.AsyncClient, turns: FairSemaphore) -> None:
    await turns.take()

    answer = await as_alice.post("/api/v1/ingest", content=lines(image()), headers=HEADERS)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_no_more_than_one_block_is_read_ahead(
    app: FastAPI, small_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal read
        for one in images(20):
            read += 1
            yield lines(one)

    seen: list[tuple[int, int]] = []
    store = photometry_manager.PhotometryManager._store_block

    async def storing(self: Any, block: Any) -> Any:
        await asyncio.sleep(0.01)
        seen.append((read, block.read))
        return await store(self, block)

    monkeypatch.setattr(photometry_manager.PhotometryManager, "_store_block", storing)
    await Photometry.objects.ingest(RecordUpload(pieces(), "ndjson", 1000))

    assert len(seen) == 10
    # Of the block after the next one, only the record that no longer fits the next one.
    assert max(ahead - stored for ahead, stored in seen) <= 3


async def test_an_overdue_block_is_stored_before_it_is_full(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_SECONDS", 0.0)
    monkeypatch.setattr(uploads, "SLICE_SECONDS", 0.0)

    async def pieces() -> AsyncIterator[bytes]:
        for one in images(3):
            yield lines(one)

    assert [block.read async for block in RecordUpload(pieces(), "ndjson", 1000).blocks()] == [1, 2, 3]


async def test_chunks_of_any_size_are_one_stream(as_alice: httpx2.AsyncClient) -> None:
    content = lines(*images(3))

    async def pieces() -> AsyncIterator[bytes]:
        for place in range(0, len(content), 7):
            yield content[place : place + 7]

    assert (await send(as_alice, pieces()))["records"] == 3


def measurements(seed: int) -> list[dict[str, Any]]:
    """Two lists of records, some of them in both."""
    return [
        photometry(
            source_id=f"S{(n * seed) % 11}", image_path=f"/stage/{n % 13}.fits", measured_at=n, peak_jyb=seed + n / 100
        )
        for n in range(40)
    ]


@pytest.mark.alone
async def test_concurrent_uploads_store_the_same_as_consecutive_ones(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_RECORDS", 5)
    parts = [measurements(seed) for seed in (1, 2, 3)]

    await asyncio.gather(*(ingest(as_alice, *part) for part in parts))

    together = {source.id: source for source in await Source.all()}
    stored = await Photometry.all()
    assert len(stored) == len({(one.source_id, one.image_path_id, one.measured_at) for one in stored})
    assert sum(source.num_measurements for source in together.values()) == len(stored)
    for source_id, source in together.items():
        own = [one.peak_jyb for one in stored if one.source_id == source_id]
        assert source.mean_flux_jy == pytest.approx(sum(own) / len(own))


@pytest.mark.alone
async def test_repeating_a_cut_upload_completes_it(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_RECORDS", 5)
    records = measurements(1)
    await ingest(as_alice, *records[:20])

    found = await ingest(as_alice, *records)

    assert found == {"photometry": {"stored": 20, "unchanged": 20}}
    before = await snapshot()
    await ingest(as_alice, *records)
    assert await snapshot() == before


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (Role.CLINICIAN, 200)])
async def test_revoking_the_right_ends_an_upload(
    as_alice: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch, role: Role, status: int
) -> None:
    monkeypatch.setattr(access_check, "RECHECK_SECONDS", -1)

    async def pieces() -> AsyncIterator[bytes]:
        await User.filter(id=alice.id).update(role=role)
        yield lines(image())

    answer = await as_alice.post("/api/v1/ingest", content=pieces(), headers=HEADERS)

    assert (answer.status_code, await Image.all().count()) == (status, int(status == 200))


async def test_the_pipelines_own_key_cannot_be_revoked(
    client: httpx2.AsyncClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_check, "RECHECK_SECONDS", -1)
    monkeypatch.setattr(app.state.settings.of(ImagingSettings), "dsa110_api_keys", SecretStr("a-key-of-the-pipeline"))

    answer = await client.post(
        "/api/v1/ingest", content=lines(image()), headers={**HEADERS, "X-API-Key": "a-key-of-the-pipeline"}
    )

    assert answer.status_code == 200
