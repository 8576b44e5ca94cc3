"""Factories of the catalogue's rows. Defaults are valid and dull."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from project.imaging.models import Image, MeasurementSet, Photometry, ProductPath, Source

NUMBERS = count(1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


async def make_path(path: str = "") -> ProductPath:
    found, _ = await ProductPath.get_or_create(path=path or f"/stage/product-{next(NUMBERS)}")
    return found


async def make_measurement_set(path: str = "", run_id: str = "job-2026-01-01-120000", **values: Any) -> MeasurementSet:
    # The run id is not derived from the path.
    values = {"processed_at": NOON, "stage": "imaged", "status": "completed", **values}
    return await MeasurementSet.create(path=await make_path(path), run_id=run_id, **values)


async def make_image(path: str = "", ms_path: str = "", **values: Any) -> Image:
    values = {"created_at": NOON, "type": "clean", "run_id": "job-2026-01-01-120000", **values}
    return await Image.create(path=await make_path(path), ms_path=await make_path(ms_path), **values)


async def make_source(source_id: str = "", **values: Any) -> Source:
    """A source at RA 0, Dec 0, without measurements."""
    source_id = source_id or f"NVSS J{next(NUMBERS):06}+000000"
    values = {"ra_deg": 0.0, "dec_deg": 0.0, "x": 1.0, "y": 0.0, "z": 0.0, "hpx29": 1369094286720630784, **values}
    return await Source.create(id=source_id, name=source_id, **values)


async def make_photometry(source: Source | None, image_path: str = "", **values: Any) -> Photometry:
    """Does not update the statistics of the source."""
    place = {"ra_deg": source.ra_deg, "dec_deg": source.dec_deg} if source else {"ra_deg": 0.0, "dec_deg": 0.0}
    values = {**place, "peak_jyb": 0.5, "measured_at": NOON, "mjd": 61041.5, **values}
    return await Photometry.create(source=source, image_path=await make_path(image_path), **values)
