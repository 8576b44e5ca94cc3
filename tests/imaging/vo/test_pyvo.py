"""pyvo, the astronomers' client, against a running service."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from urllib.request import urlopen

import astropy.units as u
import asyncpg
import pytest
import pyvo
from astropy.coordinates import SkyCoord
from astropy.table import Table
from astropy.time import Time

from project.core.testing.environment import SECRET
from project.core.testing.processes import running
from project.imaging.sky import geometry, healpix
from tests.imaging.sky.test_cone_search import FILL, written

FIELD = SkyCoord("08:34:54.2", "+55:34:21", unit=(u.hourangle, u.deg))
PLACES = [(float(FIELD.ra.deg), float(FIELD.dec.deg) + north) for north in (0.0, 0.01, 0.5, 20.0)]
FILL_IMAGES = """
WITH path AS (
    INSERT INTO product_path (path) VALUES ('/stage/a.fits'), ('/stage/a.ms') RETURNING id, path
), run AS (
    INSERT INTO measurement_set (path_id, run_id, start_mjd, end_mjd, cal_applied)
    SELECT id, 'job-a', 60950.5, 60950.504, true FROM path WHERE path = '/stage/a.ms'
)
INSERT INTO image (id, path_id, ms_path_id, run_id, created_at, type, pbcor, format, center_ra_deg, center_dec_deg,
    imsize_x, imsize_y, cellsize_arcsec, freq_ghz, bandwidth_mhz, integration_sec, hpx29)
SELECT 910101, f.id, m.id, 'job-a', now(), 'clean', true, 'fits', $1, $2, 4096, 4096, 3.0, 1.405, 187.5, 309.0, $3
FROM path f, path m WHERE f.path = '/stage/a.fits' AND m.path = '/stage/a.ms'
"""


async def fill(url: str) -> None:
    connection = await asyncpg.connect(url)
    ra, dec = (list(values) for values in zip(*PLACES, strict=True))
    vectors = zip(*(geometry.unit_vector(*place) for place in PLACES), strict=True)
    columns = [list(range(len(ra))), ra, dec, *map(list, vectors), [healpix.hpx29(*place) for place in PLACES]]
    await connection.execute(FILL, *map(written, columns))
    await connection.execute(FILL_IMAGES, *PLACES[0], healpix.hpx29(*PLACES[0]))
    await connection.close()


@pytest.fixture(scope="module")
async def base(spare_database_url: str) -> AsyncIterator[str]:
    """The URL of the API of a service with a few sources and an image."""
    await fill(spare_database_url)
    with running(spare_database_url, APP_SECRET_KEY=SECRET, APP_ACCESS_LOG="false") as service:
        yield f"{service.url}/api/v1"


def test_a_cone_search_returns_a_table_with_units(base: str) -> None:
    found = pyvo.dal.SCSService(f"{base}/cone").search(pos=FIELD, radius=10 * u.arcmin, verbosity=3)

    table = found.to_table()
    assert table["id"].tolist() == ["S0", "S1"]
    assert (table["ra_deg"].unit, table["separation_deg"].unit, table["first_mjd"].unit) == (u.deg, u.deg, u.d)
    positions = SkyCoord(table["ra_deg"], table["dec_deg"])
    assert positions.separation(FIELD).deg.tolist() == pytest.approx(table["separation_deg"].tolist(), abs=1e-9)


def test_the_columns_of_a_cone_search(base: str) -> None:
    columns = {column.name: column for column in pyvo.dal.SCSService(f"{base}/cone").columns}

    assert (columns["ra_deg"].ucd, columns["dec_deg"].unit) == ("pos.eq.ra;meta.main", "deg")


def test_an_invalid_cone_search_raises_the_message_of_the_service(base: str) -> None:
    query = pyvo.dal.SCSService(f"{base}/cone").create_query(pos=FIELD, radius=1.0)
    query["SR"] = "200"

    with pytest.raises(pyvo.dal.DALQueryError, match="SR lies between 0 and 180"):
        query.execute()


def test_images_by_position_band_and_time(base: str) -> None:
    service = pyvo.dal.SIA2Service(f"{base}/sia2")

    asked = {"band": (0.2 * u.m, 0.22 * u.m), "time": (Time(60950, format="mjd"), Time(60951, format="mjd"))}
    found = service.search(pos=(FIELD, 1 * u.deg), maxrec=10, **asked)
    (record,) = found

    assert (record.s_ra, record.s_dec) == (FIELD.ra.deg * u.deg, FIELD.dec.deg * u.deg)
    assert (record.access_format, record.dataproduct_type, record.t_exptime) == ("application/fits", "image", 309 * u.s)
    assert record.getdataurl() == f"{base}/images/910101/fits"
    assert found.to_table()["em_min"].unit == u.m
    assert record.t_min == Time(60950.5, format="mjd")


@pytest.mark.parametrize(
    "pos",
    [
        (FIELD.ra, FIELD.dec - 3 * u.deg, 1.5 * u.deg),
        (120 * u.deg, 140 * u.deg, 50 * u.deg, 60 * u.deg),
        (120 * u.deg, 50 * u.deg, 140 * u.deg, 50 * u.deg, 130 * u.deg, 60 * u.deg),
    ],
)
def test_images_in_a_circle_a_range_and_a_polygon(base: str, pos: tuple[u.Quantity, ...]) -> None:
    assert len(pyvo.dal.sia2.search(f"{base}/sia2", pos=pos)) == 1


def test_no_images_elsewhere(base: str) -> None:
    assert len(pyvo.dal.sia2.search(f"{base}/sia2", pos=(10 * u.deg, 10 * u.deg, 1 * u.deg))) == 0


def test_an_invalid_image_search_raises_the_message_of_the_service(base: str) -> None:
    service = pyvo.dal.SIA2Service(f"{base}/sia2/query", check_baseurl=False)

    with pytest.raises(pyvo.dal.DALQueryError, match="RESPONSEFORMAT is one of"):
        service.search(pos=(FIELD, 1 * u.deg), RESPONSEFORMAT="html")


def test_what_the_service_offers(base: str) -> None:
    offered = {capability.standardid for capability in pyvo.dal.SIA2Service(f"{base}/sia2").capabilities}

    assert {"ivo://ivoa.net/std/SIA#query-2.0", "ivo://ivoa.net/std/ConeSearch"} <= offered


def test_a_table_is_read_by_its_url(base: str) -> None:
    table = Table.read(f"{base}/sources?format=fits", hdu=1, format="fits")

    assert table["ra_deg"].unit == u.deg
    assert len(table) == len(json.load(urlopen(f"{base}/sources")))
