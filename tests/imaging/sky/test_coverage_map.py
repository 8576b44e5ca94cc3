"""The coverage map, read by mocpy."""

from __future__ import annotations

import json
from io import BytesIO

import astropy.units as u
import httpx2
import pytest
from fastapi import FastAPI
from mocpy import MOC

from project.imaging.models import Image
from project.imaging.sky import coverage_map
from project.imaging.sky.coverage_map import CoverageMap
from tests.imaging.sky.test_positional_lists import image_at

PLACES = [(128.73, 55.57), (0.0, 0.0), (358.4, 0.0), (128.73, 30.0), (2.0, 2.0)]


@pytest.mark.parametrize(("form", "kind"), [("json", "json"), ("ascii", "plain"), ("fits", "fits")])
async def test_the_map_of_the_coverage(app: FastAPI, client: httpx2.AsyncClient, form: str, kind: str) -> None:
    await image_at(1, 128.73, 55.57)
    await image_at(2, 0.0, 0.0)
    await image_at(3, 128.73, 55.58)
    for image_id, nowhere in enumerate(({"center_ra_deg": None}, {"center_dec_deg": None}), start=4):
        await image_at(image_id, 128.73, 30.0)
        await Image.filter(id=image_id).update(**nowhere, hpx29=None)
    app.state.coverage = CoverageMap()

    answer = await client.get(f"/api/v1/coverage.moc?format={form}")

    assert kind in answer.headers["content-type"]
    found = read_map(form, answer)
    shown = found.contains_lonlat(*(u.Quantity(degrees, "deg") for degrees in zip(*PLACES, strict=True)))
    assert shown.tolist() == [True, True, True, False, False]
    assert found.sky_fraction == pytest.approx(2 * 3.41 * 1.71 / 41253, rel=0.3)


async def test_the_map_follows_the_images(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_map, "MAX_AGE_SECONDS", 0.0)
    coverage, shown = CoverageMap(), []

    shown.append(json.loads(await coverage.serialize("json", 3)))
    await image_at(5, 0.0, 0.0)
    shown.append(json.loads(await coverage.serialize("json", 3)))
    await image_at(6, 128.73, 55.57)
    shown.append(json.loads(await coverage.serialize("json", 3)))
    await Image.filter(id=5).delete()
    shown.append(json.loads(await coverage.serialize("json", 3)))

    cells = [set(found.get("3", [])) for found in shown]
    assert cells[0] == set()
    assert cells[1] < cells[2] == cells[1] | cells[3]
    assert cells[1].isdisjoint(cells[3])


def read_map(form: str, answer: httpx2.Response) -> MOC:
    if form == "json":
        return MOC.from_json(answer.json())
    if form == "ascii":
        return MOC.from_string(answer.text, "ascii")
    return MOC.from_fits(BytesIO(answer.content))
