"""Simple Cone Search, against its standard. test_pyvo.py uses pyvo as the client."""

from __future__ import annotations

import httpx2
import pytest
from fastapi import FastAPI

from tests.imaging.rows import make_source
from tests.imaging.sky.test_positional_lists import source_at
from tests.imaging.votables import document, infos, rows

CONE = "/api/v1/cone"


async def test_a_cone_search(client: httpx2.AsyncClient) -> None:
    await source_at("NVSS <&> J1", 10.0, 20.0, peak_flux_jy=0.5)
    await source_at("near", 10.0, 20.1)
    await source_at("far", 40.0, 20.0)

    answer = await client.get(CONE, params={"RA": "10", "DEC": "20", "SR": "0.5"})

    assert answer.status_code == 200
    assert list(rows(answer)["id"]) == ["NVSS <&> J1", "near"]
    assert rows(answer)["separation_deg"][1] == pytest.approx(0.1)
    assert rows(answer)["peak_flux_jy"].mask.tolist() == [False, True]
    assert str(rows(answer)["peak_flux_jy"].unit) == "Jy / beam"


async def test_a_cone_search_has_its_three_ucds(client: httpx2.AsyncClient) -> None:
    answer = await client.get(f"{CONE}?RA=10&DEC=20&SR=0.5&VERB=1")

    fields = document(answer).get_first_table().fields
    assert [(field.name, field.ucd, field.datatype, str(field.unit)) for field in fields] == [
        ("id", "meta.id;meta.main", "char", "None"),
        ("ra_deg", "pos.eq.ra;meta.main", "double", "deg"),
        ("dec_deg", "pos.eq.dec;meta.main", "double", "deg"),
    ]


@pytest.mark.parametrize(("verbosity", "columns"), [("1", 3), ("2", 8), ("3", 15)])
async def test_verbosity(client: httpx2.AsyncClient, verbosity: str, columns: int) -> None:
    answer = await client.get(CONE, params={"ra": "10", "Dec": "20", "sr": "0.5", "verb": verbosity})

    assert len(document(answer).get_first_table().fields) == columns


async def test_a_radius_of_0_returns_only_columns(client: httpx2.AsyncClient) -> None:
    await source_at("there", 10.0, 20.0)

    answer = await client.get(f"{CONE}?RA=10&DEC=20&SR=0")

    assert (len(rows(answer)), infos(answer)) == (0, {"QUERY_STATUS": "OK"})


async def test_more_than_maxrec_is_an_overflow(client: httpx2.AsyncClient) -> None:
    for number in range(3):
        await source_at(f"S{number}", 10.0, 20.0)

    cut = await client.get(f"{CONE}?RA=10&DEC=20&SR=1&MAXREC=2")
    whole = await client.get(f"{CONE}?RA=10&DEC=20&SR=1&MAXREC=3")

    assert (len(rows(cut)), infos(cut)) == (2, {"QUERY_STATUS": "OVERFLOW"})
    assert (len(rows(whole)), infos(whole)) == (3, {"QUERY_STATUS": "OK"})


@pytest.mark.parametrize(
    "query",
    [
        "RA=10&DEC=20",
        "RA=x&DEC=20&SR=1",
        "RA=10&DEC=91&SR=1",
        "RA=-1&DEC=20&SR=1",
        "RA=10&DEC=20&SR=181",
        "RA=10&DEC=20&SR=-1",
        "RA=nan&DEC=20&SR=1",
        "RA=1_0&DEC=20&SR=1",
        "RA=10&RA=20&DEC=20&SR=1",
        "RA=10&DEC=20&SR=1&VERB=4",
        "RA=10&DEC=20&SR=1&MAXREC=-1",
        "RA=10&DEC=20&SR=1&RESPONSEFORMAT=html",
        "RA=%01<&DEC=20&SR=1",
    ],
)
async def test_an_error_of_a_cone_search_is_a_votable(client: httpx2.AsyncClient, query: str) -> None:
    answer = await client.get(f"{CONE}?{query}")

    assert (answer.status_code, answer.headers["cache-control"]) == (400, "no-store")
    assert infos(answer)["Error"].startswith("UsageFault: ")
    assert infos(answer)["QUERY_STATUS"] == "ERROR"


@pytest.mark.parametrize("path", ["/api/v1/cone", "/api/v1/sia2/query"])
@pytest.mark.parametrize("form", ["votable", "csv", "fits"])
async def test_every_table_format_is_in_the_openapi_document(
    app: FastAPI, client: httpx2.AsyncClient, path: str, form: str
) -> None:
    answer = await client.get(path, params={"RA": "10", "DEC": "10", "SR": "1", "RESPONSEFORMAT": form})

    documented = app.openapi()["paths"][path]["get"]["responses"]["200"]["content"]
    assert answer.headers["content-type"].partition(";")[0] in documented


async def test_a_name_that_is_not_ascii(client: httpx2.AsyncClient) -> None:
    await make_source("Österreich\u0001")

    answer = await client.get(f"{CONE}?RA=0&DEC=0&SR=1")

    assert list(rows(answer)["id"]) == ["Österreich\ufffd"]
