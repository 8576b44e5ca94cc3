"""Records that cannot be stored, and uploads that cannot be read."""

import json
from typing import Any

import httpx2
import jsonschema_rs
import pytest
from fastapi import FastAPI

from project.core.ops.settings import get_settings
from project.imaging.ingest import blocks, results
from project.imaging.models import Image, Photometry
from project.service import Right, Role
from project.users.models import ApiKey, User
from tests.factories import auth, make_user
from tests.imaging.uploads import SEED, image, job, lines, measurement_set, photometry, send

QA = {"collection": "calibration_qa", "ms_path": "/a", "timestamp": 1}


async def post(client: httpx2.AsyncClient, content: Any, form: str = "x-ndjson", **headers: str) -> httpx2.Response:
    headers["Content-Type"] = f"application/{form}"
    return await client.post("/api/v1/ingest", content=content, headers=headers)


@pytest.mark.parametrize(
    ("record", "loc", "kind"),
    [
        (image(created_at="today"), ["created_at"], "float_type"),
        (image(created_at=1e30), ["created_at"], "less_than_equal"),
        (image(path=""), ["path"], "string_too_short"),
        (image(path="a\0b"), ["path"], "string_pattern_mismatch"),
        (image(type="x" * 51), ["type"], "string_too_long"),
        (image(id=0), ["id"], "greater_than_equal"),
        (image(id=10**18), ["id"], "less_than_equal"),
        (image(imsize_x=0), ["imsize_x"], "greater_than_equal"),
        (image(center_ra_deg=-1), ["center_ra_deg"], "greater_than_equal"),
        (photometry(ra_deg=360.1), ["ra_deg"], "less_than_equal"),
        (photometry(dec_deg=None), ["dec_deg"], "float_type"),
        (photometry(peak_jyb=True), ["peak_jyb"], "float_type"),
        (photometry(flags=True), ["flags"], "value_error"),
        (photometry(peak_jyb=1e300), ["peak_jyb"], "less_than_equal"),
        (photometry(flags=2**31), ["flags"], "less_than_equal"),
        (job(status="done"), ["status"], "literal_error"),
        (job(params="{not json"), ["params"], "value_error"),
        (job(params="[1]"), ["params"], "dict_type"),
        ({"collection": "qa_flags", "timestamp": 1}, [], "value_error"),
        (QA | {"flags_total": 2}, ["flags_total"], "less_than_equal"),
        ({"collection": "nothing"}, ["collection"], "value_error"),
        ({"collection": ["images"]}, ["collection"], "value_error"),
        ({}, ["collection"], "value_error"),
    ],
)  # fmt: skip
async def test_an_invalid_record_is_reported(
    as_alice: httpx2.AsyncClient, record: dict[str, Any], loc: list[str], kind: str
) -> None:
    found = await send(as_alice, lines(image(), record))

    (fault,) = found["faults"]
    assert (found["records"], found["failed"], fault["record"]) == (2, 1, 2)
    assert [(error["loc"], error["type"]) for error in fault["errors"]] == [(loc, kind)]
    assert await Image.all().count() == 1


async def test_invalid_params_are_reported_in_words(as_alice: httpx2.AsyncClient) -> None:
    found = await send(as_alice, lines(job(params="{not json")))

    assert found["faults"][0]["errors"][0]["msg"] == "Should be JSON, or a text that is JSON"
    assert found["collections"]["jobs"] == {"stored": 0, "updated": 0, "unchanged": 0, "failed": 1}


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"1", b'"text"', b'{"a": NaN}', b"\xff", b'{"a": "\\ud800"}', b"[" * 100_000, b"9" * 5000]
)
async def test_a_line_that_is_no_record_is_reported(as_alice: httpx2.AsyncClient, line: bytes) -> None:
    found = await send(as_alice, line + b"\n\n \n" + lines(image()))

    assert (found["records"], found["failed"]) == (2, 1)
    assert found["faults"][0]["record"] == 1


@pytest.mark.parametrize("value", ["\ud800", "\0"])
async def test_text_that_cannot_be_stored_is_reported(as_alice: httpx2.AsyncClient, value: str) -> None:
    document = json.dumps({"images": [image(field_name=value)], "jobs": [job(params={"a": value})]})

    found = await send(as_alice, document.encode(), "json")

    assert found["failed"] == 2


async def test_a_line_that_is_too_long_is_reported(as_alice: httpx2.AsyncClient) -> None:
    long = image(field_name="x" * get_settings().max_body_bytes)

    found = await send(as_alice, lines(long, image()))

    assert (found["faults"][0]["errors"][0]["type"], found["collections"]["images"]["stored"]) == ("bytes_too_long", 1)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"[]",
        b"{",
        b'{"images": [',
        b'{"images": [{}',
        b'{"a": [{},]}',
        b'{"a": 1} {}',
        b"\xff",
        b'{"a": nul}',
        b"1",
    ],
)
async def test_a_malformed_document_is_400(as_alice: httpx2.AsyncClient, document: bytes) -> None:
    answer = await post(as_alice, document, "json")

    assert answer.status_code == 400


async def test_values_of_a_document_that_are_not_lists_are_ignored(as_alice: httpx2.AsyncClient) -> None:
    document = {"about": "This", "images": [image()], "version": 1, "more": {"images": []}}

    found = await send(as_alice, json.dumps(document).encode(), "json")

    assert (found["records"], found["failed"]) == (1, 0)


async def test_a_truncated_document_reports_its_progress(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_RECORDS", 2)
    text = json.dumps({"images": [image(created_at=n) for n in range(5)]})

    answer = await post(as_alice, text[:-30].encode(), "json")

    found = answer.json()
    assert (answer.status_code, found["records"], found["collections"]["images"]["stored"]) == (400, 4, 4)
    assert "The first 4 records are done: send the rest, or all of it again" in str(found["detail"])
    assert await Image.all().count() == 4


async def test_an_id_of_another_calibration_table_is_reported(as_alice: httpx2.AsyncClient) -> None:
    record = {"collection": "calibration_tables", "set_name": "a", "table_type": "K", "order_index": 1, "id": 3}

    found = await send(
        as_alice, lines(record | {"path": "/a"}, record | {"path": "/b"}, record | {"path": "/c", "id": 4})
    )

    assert found["collections"]["calibration_tables"] == {"stored": 2, "updated": 0, "unchanged": 0, "failed": 1}
    assert found["faults"] == [
        {
            "collection": "calibration_tables",
            "record": 2,
            "errors": [{"type": "value_error", "loc": ["id"], "msg": "This id belongs to another row"}],
        }
    ]


async def test_a_record_that_only_the_database_refuses_is_found(as_alice: httpx2.AsyncClient) -> None:
    await Photometry.objects.sql("ALTER TABLE photometry ADD CONSTRAINT odd CHECK (flags <> 13)")
    records = [photometry(measured_at=n, flags=n) for n in range(20)]

    found = await send(as_alice, lines(measurement_set(), *records))

    assert [(fault["record"], fault["errors"][0]["msg"]) for fault in found["faults"]] == [
        (15, "A value lies outside what can be stored")
    ]
    assert found["collections"]["photometry"] == {"stored": 19, "updated": 0, "unchanged": 0, "failed": 1}


async def test_only_the_first_faults_are_reported(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "MAX_FAULTS", 3)

    found = await send(as_alice, lines(*[{"collection": "images"}] * 5))

    assert (found["failed"], len(found["faults"]), found["collections"]["images"]["failed"]) == (5, 3, 5)


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream"])
async def test_another_content_type_is_415(as_alice: httpx2.AsyncClient, kind: str) -> None:
    answer = await as_alice.post("/api/v1/ingest", content=b"{}", headers={"Content-Type": kind})

    assert answer.status_code == 415


async def test_an_anonymous_upload_is_refused(client: httpx2.AsyncClient) -> None:
    assert (await post(client, lines(image()))).status_code == 401


async def test_a_viewer_may_not_upload(client: httpx2.AsyncClient, alice: User) -> None:
    viewer = await make_user(alice.organisation, Role.VIEWER)

    assert (await post(client, lines(image()), **auth(viewer))).status_code == 403


@pytest.mark.parametrize(("right", "status"), [(Right.INGEST, 200), (Right.WRITE, 403)])
async def test_a_key_needs_the_scope(client: httpx2.AsyncClient, alice: User, right: Right, status: int) -> None:
    key = await ApiKey.objects.issue(alice.caller(), "Pipeline", [right])

    assert (await post(client, lines(image()), **{"X-API-Key": key.key})).status_code == status


@pytest.mark.parametrize("path", ["/api/v1/ingest", "/api/ingest"])
async def test_both_prefixes_accept_uploads(as_alice: httpx2.AsyncClient, path: str) -> None:
    answer = await as_alice.post(path, content=lines(image()), headers={"Content-Type": "application/x-ndjson"})

    assert answer.json()["collections"]["images"]["stored"] == 1


def test_both_upload_formats_are_in_the_openapi_document(app: FastAPI) -> None:
    document = app.openapi()
    content = document["paths"]["/api/v1/ingest"]["post"]["requestBody"]["content"]
    schemas = [content["application/json"]["schema"], content["application/x-ndjson"]["schema"]["contentSchema"]]
    whole, line = ({**schema, "components": document["components"]} for schema in schemas)

    assert jsonschema_rs.is_valid(whole, {**json.loads(SEED.read_bytes()), "qa_flags": []})
    assert jsonschema_rs.is_valid(line, image())
    assert not jsonschema_rs.is_valid(whole, {"images": [{"path": 1}]})


async def test_the_answer_matches_the_openapi_document(app: FastAPI, as_alice: httpx2.AsyncClient) -> None:
    document = app.openapi()
    schema = document["paths"]["/api/v1/ingest"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]

    found = await send(as_alice, lines(image(), {"collection": "images"}, {}))

    assert jsonschema_rs.is_valid({**schema, "components": document["components"]}, found)
