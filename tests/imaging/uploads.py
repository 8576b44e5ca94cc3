"""Records to upload, and the tables afterwards."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2

from project.imaging.ingest.collections import COLLECTIONS
from project.imaging.models import Source

SEED = Path(__file__).resolve().parents[3] / "shared" / "contracts" / "imaging.seed.json"
MS = "/stage/ms/2026-01-01T12:00:00.ms"
FITS = "/stage/images/2026-01-01T12:00:00.img-image-pb.fits"
#: UNIX seconds.
NOON = 1767268800.0


def measurement_set(**values: Any) -> dict[str, Any]:
    return {"collection": "measurement_sets", "path": MS, **values}


def image(**values: Any) -> dict[str, Any]:
    return {"collection": "images", "path": FITS, "ms_path": MS, "created_at": NOON, "type": "clean", **values}


def photometry(**values: Any) -> dict[str, Any]:
    place = {"ra_deg": 128.7288, "dec_deg": 55.5725}
    known = {"source_id": "NVSS J083454+553421", "image_path": FITS, "peak_jyb": 0.5, "measured_at": NOON, **place}
    return {"collection": "photometry", **known, **values}


def job(**values: Any) -> dict[str, Any]:
    return {"collection": "jobs", "type": "workflow", "ms_path": MS, "created_at": NOON, **values}


def lines(*records: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


async def send(client: httpx2.AsyncClient, content: bytes | AsyncIterator[bytes], form: str = "x-ndjson") -> Any:
    headers = {"Content-Type": f"application/{form}"}
    answer = await client.post("/api/v1/ingest", content=content, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def ingest(client: httpx2.AsyncClient, *records: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Upload records, none of which may fail. Returns the counts other than 0 by collection."""
    found = await send(client, lines(*records))
    assert found["failed"] == 0, found["faults"]
    return {name: {what: n for what, n in counts.items() if n} for name, counts in found["collections"].items()}


async def rows(table: str) -> list[dict[str, Any]]:
    return await Source.objects.sql(f'SELECT to_json(t)::text AS row, t.* FROM "{table}" t ORDER BY id')


async def snapshot() -> dict[str, list[dict[str, Any]]]:
    """All rows of the catalogue."""
    tables = ["product_path", *(collection.table for collection in COLLECTIONS)]
    return {table: await rows(table) for table in tables}
