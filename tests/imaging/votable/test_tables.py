"""Lists and light curves as tables, parsed by astropy."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import httpx2
import pytest
from astropy.io import fits
from astropy.io.votable.ucd import parse_ucd
from astropy.table import Table

from project.imaging.vo.obscore_columns import COLUMNS
from project.imaging.votable.field_columns import FIELDS
from tests.imaging.rows import NOON, make_photometry, make_source
from tests.imaging.sky.test_positional_lists import image_at, source_at
from tests.imaging.votables import document, rows


async def light_curve() -> None:
    source = await make_source("NVSS J1")
    await make_photometry(source, "/a.fits", mjd=60950.5, flux_jy=0.0, flux_err_jy=0.01, snr=3.0)
    await make_photometry(source, "=a.fits", mjd=60951.5, flux_jy=None, peak_jyb=0.25)


async def test_a_light_curve_as_a_time_series(client: httpx2.AsyncClient) -> None:
    await light_curve()

    answer = await client.get("/api/v1/sources/NVSS J1/lightcurve?format=votable")

    table = document(answer).get_first_table()
    (mjd,) = [field for field in table.fields if field.ucd == "time.epoch"]
    assert (mjd.name, str(mjd.unit), mjd.ref) == ("mjd", "d", document(answer).resources[0].time_systems[0].ID)
    assert document(answer).resources[0].time_systems[0].timescale == "UTC"
    assert document(answer).resources[0].time_systems[0].timeorigin == "MJD-origin"
    assert rows(answer)["flux_jy"].tolist() == [0.0, 0.25]
    assert rows(answer)["flux_err_jy"].mask.tolist() == [False, True]
    assert table.params[0].value == "NVSS J1"


async def test_a_light_curve_as_csv_contains_no_formula(client: httpx2.AsyncClient) -> None:
    await light_curve()

    answer = await client.get("/api/v1/sources/NVSS J1/lightcurve?format=csv")

    lines = list(csv.DictReader(StringIO(answer.text)))
    assert [line["image_path"] for line in lines] == ["/a.fits", "'=a.fits"]
    assert (lines[0]["flux_jy"], lines[1]["flux_err_jy"]) == ("0", "")


async def test_a_light_curve_as_fits(client: httpx2.AsyncClient) -> None:
    await light_curve()

    answer = await client.get("/api/v1/sources/NVSS J1/lightcurve", headers={"Accept": "application/fits"})

    table = Table.read(BytesIO(answer.content), hdu=1, format="fits")
    header = fits.getheader(BytesIO(answer.content), 1)
    assert table["flux_jy"].tolist() == [0.0, 0.25]
    assert (str(table["flux_jy"].unit), str(table["mjd"].unit)) == ("Jy", "d")
    assert (header["TUCD1"], header["TIMESYS"], header["source_id"]) == ("time.epoch", "UTC", "NVSS J1")
    assert answer.headers["content-disposition"] == 'attachment; filename="light_curve.fits"'


@pytest.mark.parametrize("path", ["/api/v1/sources", "/api/v1/images", "/api/v1/sources?ra=0&dec=0&radius=1"])
@pytest.mark.parametrize("form", ["votable", "csv", "fits"])
async def test_lists_as_tables(client: httpx2.AsyncClient, path: str, form: str) -> None:
    for number in (1, 2, 3):
        await source_at(f"S{number}", 0.0, 0.0)
        await image_at(number, 0.0, 0.0, created_at=NOON)

    whole = (await client.get(path, params={"limit": 2, **query_of(path)})).json()
    answer = await client.get(path, params={"limit": 2, "format": form, **query_of(path)})

    assert 'rel="next"' in answer.headers["link"]
    assert f"format={form}" in answer.headers["link"]
    assert names(form, answer) == [row["id"] for row in whole]


def query_of(path: str) -> dict[str, str]:
    return dict(httpx2.URL(path).params)


def names(form: str, answer: httpx2.Response) -> list[Any]:
    if form == "votable":
        return list(rows(answer)["id"])
    if form == "csv":
        return [line["id"] for line in csv.DictReader(StringIO(answer.text))]
    return list(Table.read(BytesIO(answer.content), hdu=1, format="fits")["id"])


@pytest.mark.parametrize("form", ["votable", "csv", "fits"])
async def test_an_empty_list_as_a_table_has_its_columns(client: httpx2.AsyncClient, form: str) -> None:
    answer = await client.get(f"/api/v1/sources?format={form}")

    assert (answer.status_code, names(form, answer)) == (200, [])


@pytest.mark.parametrize("ucd", sorted({ucd for _, ucd, _ in FIELDS.values()} | {column.ucd for column in COLUMNS}))
def test_every_ucd_is_valid(ucd: str) -> None:
    assert parse_ucd(ucd, check_controlled_vocabulary=True)
