"""Whatever number can be stored, every route can be read afterwards."""

from __future__ import annotations

import math
from typing import Annotated, Any, get_args

import httpx2
import pytest
from pydantic import TypeAdapter, ValidationError

from project.imaging.ingest.collections import BY_NAME
from tests.imaging.uploads import image, ingest, measurement_set, photometry

NUMBERS = [5e-324, -5e-324, 1e-300, 1e-160, -1e-160, 1e-13, 1e-6, 0.0, 90.0, 360.0, 1e6, 1e12, -1e12, 1e30, -1e30]
POSITIONS = [(0, 0), (5e-324, -5e-324), (1e-200, 1e-200), (2.8e-226, -48.4), (360, 90), (0, -90), (128.7, 5e-324)]
KEPT = {"id", "image_id", "measured_at", "created_at", "timestamp"}
READS = [
    *("/images", "/images/1", "/images/1/qa", "/images/1/provenance", "/sources", "/sources/NVSS J1", "/stats"),
    *("/sources/NVSS J1/variability", "/sources/NVSS J1/lightcurve", "/sources/NVSS J1/lightcurve.svg"),
    *("/sources/NVSS J1/lightcurve.png", "/sources/NVSS J1/qa", "/qa/image/1", "/coverage.moc", "/jobs"),
    *("/sources?format=votable", "/images?format=fits", "/sources/NVSS J1/lightcurve?format=csv"),
    *("/sia2/query", "/sia2/query?BAND=0.1 0.3&TIME=0 1e5&EXPTIME=0 1000&FOV=0 10", "/sia2/query?POS=CIRCLE 0 0 180"),
]


def with_all(record: dict[str, Any], number: float) -> dict[str, Any]:
    """The record with this number in every field that accepts it."""
    fields = BY_NAME[record["collection"]].record.model_fields
    return {**record, **{name: number for name, field in fields.items() if name not in KEPT and _takes(field, number)}}


def _takes(field: Any, number: float) -> bool:
    if float not in (field.annotation, *get_args(field.annotation)) and "float" not in str(field.annotation):
        return False
    try:
        TypeAdapter(Annotated[field.annotation, "", *field.metadata]).validate_python(number)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("number", NUMBERS)
async def test_whatever_is_stored_can_be_read(as_alice: httpx2.AsyncClient, number: float) -> None:
    sized = image(id=1, imsize_x=2**31 - 1, imsize_y=1, center_ra_deg=0.0, center_dec_deg=0.0, cellsize_arcsec=1.0)
    assessed = {"collection": "image_qa", "id": 1, "image_path": sized["path"], "ms_path": sized["ms_path"]}
    await ingest(
        as_alice,
        with_all(measurement_set(), number),
        with_all(sized, number),
        with_all({**assessed, "timestamp": 0.0}, number),
        *(with_all(photometry(source_id="NVSS J1", measured_at=float(at)), number) for at in range(3)),
        photometry(source_id="NVSS J1", measured_at=9.0, ra_deg=1e-13, dec_deg=-1e-13),
    )
    searches = (
        f"{path}ra={ra}&dec={dec}{radius}"
        for ra, dec in POSITIONS
        for path, radius in (
            *(("/sources?", "&radius=180"), ("/images?", "&radius=180"), ("/images?", "&covering=true")),
            *(("/coverage?", ""), ("/cone?", "&SR=180&VERB=3"), ("/cone?", "&SR=1e-200")),
        )
    )

    for path in (*READS, *searches):
        answer = await as_alice.get(f"/api/v1{path}")
        assert answer.status_code == 200, (path, answer.text[:300])
        if "json" in answer.headers["content-type"]:
            assert all(math.isfinite(found) for found in _numbers(answer.json())), path


def _numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [found for part in value.values() for found in _numbers(part)]
    if isinstance(value, list):
        return [found for part in value for found in _numbers(part)]
    return [value] if isinstance(value, float) else []
