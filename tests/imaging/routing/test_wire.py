"""What all routes share: prefixes, headers, errors."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

import httpx2
import pytest
from fastapi import FastAPI

from project.imaging.routing.routes import CONTENT_SECURITY_POLICY, PREFIXES, ImagingRoute
from tests.imaging.clients import client_of
from tests.imaging.rows import make_image, make_measurement_set

MS = "/stage/ms/2026-01-01T12:00:00.ms"
MS_URL = quote(MS, safe="")
RUN = "job-2026-01-01-120000"
CACHING = {
    "/images": "private, max-age=60",
    "/images/1": "private, max-age=300",
    "/images/1/provenance": "private, max-age=300",
    "/images/1/qa": "private, max-age=300",
    "/jobs": "no-cache, no-store, must-revalidate",
    f"/jobs/{RUN}": "no-cache, no-store, must-revalidate",
    f"/jobs/{RUN}/provenance": "no-cache, no-store, must-revalidate",
    f"/ms/{MS_URL}/metadata": "private, max-age=300",
    f"/ms/{MS_URL}/calibrator-matches": "private, max-age=300",
    f"/ms/{MS_URL}/provenance": "private, max-age=300",
    "/qa/image/1": "no-store",
    f"/qa/ms/{MS_URL}": "private, max-age=300",
    f"/qa/job/{RUN}": "no-store",
    "/stats": "no-store",
    "/health": "no-cache, no-store, must-revalidate",
}
BOTH_GENERATIONS = {
    *("error", "message", "details"),
    *("code", "http_status", "user_message", "action", "ref_id", "trace_id"),
}
ERRORS: dict[str, tuple[str, str, int, str]] = {
    "unknown image": ("GET", "/images/7", 404, "RECORD_NOT_FOUND"),
    "unknown measurement set": ("GET", "/ms/x/metadata", 404, "RECORD_NOT_FOUND"),
    "bad value": ("GET", "/images?limit=x", 422, "VALIDATION_ERROR"),
    "wrong method": ("DELETE", "/images", 405, "METHOD_NOT_ALLOWED"),
    "no credentials": ("POST", "/jobs/x/rerun", 401, "UNAUTHORIZED"),
    "a path that no text can be": ("GET", "/images/%00", 404, "RECORD_NOT_FOUND"),
}


@pytest.fixture
async def products(app: FastAPI) -> None:
    await make_measurement_set(MS, RUN)
    await make_image("/stage/images/a.fits", MS, id=1)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("path", CACHING)
@pytest.mark.usefixtures("products")
async def test_an_answer_has_its_cache_control(client: httpx2.AsyncClient, prefix: str, path: str) -> None:
    answer = await client.get(f"{prefix}{path}")

    assert (answer.status_code, answer.headers.get_list("cache-control")) == (200, [CACHING[path]])
    assert answer.headers["vary"].startswith("Accept, Accept-Encoding, Authorization")
    assert answer.headers.get_list("content-security-policy") == [CONTENT_SECURITY_POLICY]
    assert (answer.headers.get("pragma") == "no-cache") is CACHING[path].startswith("no-cache")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", [path for path, policy in CACHING.items() if "max-age" in policy])
@pytest.mark.usefixtures("products")
async def test_a_cached_answer_is_304(client: httpx2.AsyncClient, path: str) -> None:
    first = await client.get(f"/api{path}")
    tag = first.headers["etag"]

    for held in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = await client.get(f"/api{path}", headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert (await client.get(f"/api{path}", headers={"If-None-Match": '"other"'})).status_code == 200


@pytest.mark.usefixtures("products")
async def test_the_etag_changes_with_the_answer(client: httpx2.AsyncClient) -> None:
    before = (await client.get("/api/images")).headers["etag"]
    await make_image(ms_path=MS, id=2)

    answer = await client.get("/api/images", headers={"If-None-Match": before})

    assert (answer.status_code, answer.headers["etag"] != before) == (200, True)


@pytest.mark.usefixtures("products")
async def test_an_uncacheable_answer_has_no_etag(client: httpx2.AsyncClient) -> None:
    assert "etag" not in (await client.get("/api/jobs")).headers


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", ERRORS)
async def test_an_error_has_the_members_of_all_clients_and_is_not_cached(
    client: httpx2.AsyncClient, prefix: str, name: str
) -> None:
    method, path, status, code = ERRORS[name]

    answer = await client.request(method, f"{prefix}{path}")

    body = answer.json()
    assert (answer.status_code, body["error"], body["http_status"]) == (status, code, status)
    assert {"type", "title", "status", "detail", "instance", "request_id"} | BOTH_GENERATIONS <= set(body)
    assert body["message"] == body["user_message"] != ""
    assert body["trace_id"] == answer.headers["x-request-id"]
    assert answer.headers.get_list("cache-control") == ["no-store"]
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_422_has_a_list_and_a_sentence(client: httpx2.AsyncClient) -> None:
    body = (await client.get("/api/images?limit=1001&offset=-1")).json()

    assert [error["loc"] for error in body["detail"]] == [["query", "limit"], ["query", "offset"]]
    assert body["code"] == "VALIDATION_FAILED"
    assert [wrong["field"] for wrong in body["details"]["validation_errors"]] == ["limit", "offset"]
    assert body["message"].startswith("limit: ")


async def test_a_missing_measurement_set_has_the_dashboards_code(client: httpx2.AsyncClient) -> None:
    body = (await client.get("/api/ms/%2Fx.ms/metadata")).json()

    assert (body["error"], body["code"]) == ("RECORD_NOT_FOUND", "MS_NOT_FOUND")
    assert body["details"] == {"entity_type": "MeasurementSet", "identifier": "/x.ms"}
    assert body["detail"] == body["message"] == "MeasurementSet not found: /x.ms"


async def test_an_unknown_route_is_not_found(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/v1/no-such-thing")

    assert (answer.status_code, answer.json()["detail"]) == (404, "Not Found")


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE"])
async def test_a_405_names_the_allowed_methods(client: httpx2.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/api/v1/images/7")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("path", ["/images", "/images/7", "/images/7/qa", "/jobs", f"/ms/{MS_URL}/metadata", "/stats"])
async def test_a_trailing_slash_is_removed(client: httpx2.AsyncClient, prefix: str, path: str) -> None:
    answer = await client.get(f"{prefix}{path}/")

    assert answer.status_code == 307
    assert httpx2.URL(answer.headers["location"]).path == unquote(f"{prefix}{path}")


def test_the_document_has_each_operation_once(app: FastAPI) -> None:
    routes = [route for route in app.routes if isinstance(route, ImagingRoute)]
    listed = {route.path for route in routes if route.include_in_schema}
    others = {route.path for route in routes if not route.include_in_schema}

    assert listed
    assert all(path.startswith("/api/v1/") for path in listed)
    assert {path.replace("/api/v1/", "/api/") for path in listed} == others


def test_every_route_is_lean(app: FastAPI) -> None:
    assert [route.path for route in app.routes if isinstance(route, ImagingRoute) and not route.plain] == []


async def test_health_has_what_the_dashboard_reads(client: httpx2.AsyncClient) -> None:
    body: dict[str, Any] = (await client.get("/api/health")).json()

    assert body.pop("timestamp").endswith("Z")
    assert body == {"status": "healthy", "service": "dsa110-contimg-api", "version": "1.0.0", "api_version": "v1"}


async def test_strict_transport_security_is_only_for_production() -> None:
    async with client_of(environment="production") as production, client_of() as development:
        headers = [(await one.get("/api/health")).headers for one in (production, development)]

    assert [("strict-transport-security" in found) for found in headers] == [True, False]


async def test_the_openapi_document_is_where_the_clients_look_for_it(client: httpx2.AsyncClient) -> None:
    document = (await client.get("/api/openapi.json")).json()
    pages = [await client.get(f"/api/{name}") for name in ("docs", "redoc")]

    assert "/api/v1/images" in document["paths"]
    assert [(page.status_code, page.headers["location"]) for page in pages] == [(307, "/docs"), (307, "/redoc")]
