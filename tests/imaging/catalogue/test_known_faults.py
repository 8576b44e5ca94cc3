"""Faults of the original service on the wire, in images, measurement sets, runs and quality, which must not recur.

The numbers are those of its contract, section 10.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import asyncpg
import httpx2
import pytest

from project.core.errors import DatabaseDown
from project.core.http.router import add_routes
from project.core.ops import health
from project.core.ops.settings import Settings
from project.imaging.routing.routes import ImagingRouter
from project.main import create_app
from tests.imaging.catalogue.test_lists import make_job
from tests.imaging.catalogue.test_reports import make_calibration_qa, make_image_qa
from tests.imaging.clients import client_of
from tests.imaging.rows import NOON, make_image, make_measurement_set

MS = "/stage/ms/2026-01-01T12:00:00.ms"
RUN = "job-2026-01-01-120000"
RAISED: dict[str, tuple[Exception, int, str, str]] = {
    "crash": (ZeroDivisionError("secret"), 500, "INTERNAL_ERROR", "INTERNAL_ERROR"),
    "down": (DatabaseDown(), 503, "DATABASE_CONNECTION_ERROR", "PRODUCTS_DB_UNAVAILABLE"),
    "refused": (ConnectionRefusedError("secret"), 503, "DATABASE_CONNECTION_ERROR", "PRODUCTS_DB_UNAVAILABLE"),
    "slow": (asyncpg.QueryCanceledError("secret"), 504, "DATABASE_QUERY_ERROR", "DATABASE_QUERY_ERROR"),
}
NGROK = "https://*.ngrok-free.app"


@pytest.fixture(scope="module")
async def failing() -> AsyncIterator[httpx2.AsyncClient]:
    """An application without a database, with a route that raises the error named in its path."""
    router = ImagingRouter("/raise")

    @router.get("/{name}")
    async def fail(name: str) -> None:
        raise RAISED[name][0]

    app = create_app(Settings())
    add_routes(app, [router])
    transport = httpx2.ASGITransport(app, client=("127.0.0.1", 50000), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def read(client: httpx2.AsyncClient, path: str) -> Any:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def preflight(client: httpx2.AsyncClient, origin: str, method: str = "GET") -> httpx2.Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    return await client.options("/api/images", headers=headers)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2025, 1, 1, tzinfo=UTC), "2025-01-01T00:00:00Z"),
        (datetime(2025, 1, 1, microsecond=500_000, tzinfo=UTC), "2025-01-01T00:00:00.500000Z"),
    ],
)
async def test_fault_2_times_have_their_zone(client: httpx2.AsyncClient, moment: datetime, text: str) -> None:
    await make_measurement_set(MS, RUN, processed_at=moment)
    await make_image(ms_path=MS, id=1, created_at=moment)

    (image,) = await read(client, "/api/images")
    (job,) = await read(client, "/api/jobs")
    assert [image["created_at"], job["started_at"], job["finished_at"]] == [text] * 3
    assert (await read(client, "/api/images/1"))["created_at"] == text
    assert (await read(client, f"/api/jobs/{RUN}"))["started_at"] == text


@pytest.mark.parametrize("path", ["/api/images", "/api/v1/jobs"])
async def test_fault_3_a_negative_limit_is_refused(client: httpx2.AsyncClient, path: str) -> None:
    assert (await client.get(f"{path}?limit=-1")).status_code == 422


@pytest.mark.parametrize("name", RAISED)
async def test_fault_4_every_error_has_the_code_that_the_dashboard_reads(
    failing: httpx2.AsyncClient, name: str
) -> None:
    _, status, error, code = RAISED[name]

    answer = await failing.get(f"/api/raise/{name}")

    body = answer.json()
    assert (answer.status_code, body["error"], body["code"], body["http_status"]) == (status, error, code, status)
    assert body["details"] == {}
    assert body["trace_id"] == answer.headers["x-request-id"]
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/api/images/7", "/api/images?limit=x", "/api/ms/x/metadata", "/api/qa/ms/x"])
async def test_fault_5_a_404_is_not_cached(client: httpx2.AsyncClient, path: str) -> None:
    answer = await client.get(path)

    assert answer.status_code in (404, 422)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", RAISED)
async def test_fault_5_an_error_is_not_cached(failing: httpx2.AsyncClient, name: str) -> None:
    assert (await failing.get(f"/api/raise/{name}")).headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        *((origin, True) for origin in ("https://dsa110.github.io", "http://code.deepsynoptic.org")),
        *((origin, True) for origin in ("https://code.deepsynoptic.org", "https://a-b.ngrok-free.app")),
        *((origin, True) for origin in ("https://a.b.ngrok-free.app", "http://localhost:3000")),
        *((origin, False) for origin in ("https://ngrok-free.app", "http://a.ngrok-free.app", "https://evil.example")),
        *((origin, False) for origin in ("https://a.ngrok-free.app.evil.example", "https://evil.example/.ngrok-free.app")),
        *((origin, False) for origin in ("https://a.ngrok-free.app:8443", "https://.ngrok-free.app", "null", "*")),
        *((origin, False) for origin in ("https://evilngrok-free.app", "https://a@b.ngrok-free.app", NGROK)),
        *((origin, False) for origin in ("https://a.ngrok-freeXapp", "http://dsa110.github.io", "https://a.dsa110.github.io")),
    ],
)  # fmt: skip
async def test_fault_6_pages_of_a_pattern_may_call(origin: str, allowed: bool) -> None:
    async with client_of(public_origins=f"{Settings().public_origins},{NGROK}") as client:
        asked, answer = await preflight(client, origin), await client.get("/api/images", headers={"Origin": origin})

    assert (asked.status_code == 200) is allowed
    expected = origin if allowed else None
    assert asked.headers.get("access-control-allow-origin") == expected
    assert answer.headers.get("access-control-allow-origin") == expected


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("origin", "trusted"), [("https://dsa110.github.io", False), ("http://localhost:3000", True)])
async def test_fault_6_public_pages_call_without_credentials(origin: str, trusted: bool) -> None:
    async with client_of(auth="open") as client:
        asked = await preflight(client, origin)
        clinical = await client.get("/sessions", headers={"Origin": origin})

    assert ("access-control-allow-credentials" in asked.headers) is trusted
    assert clinical.status_code == (200 if trusted else 401)


@pytest.mark.parametrize("name", RAISED)
async def test_fault_6_a_page_can_read_a_failure(failing: httpx2.AsyncClient, name: str) -> None:
    answer = await failing.get(f"/api/raise/{name}", headers={"Origin": "https://dsa110.github.io"})

    assert answer.headers["access-control-allow-origin"] == "https://dsa110.github.io"


@pytest.mark.usefixtures("app")
async def test_fault_6_a_page_can_read_that_its_address_is_not_allowed() -> None:
    async with client_of("8.8.8.8") as client:
        answer = await client.get("/api/images", headers={"Origin": "https://dsa110.github.io"})

    assert answer.status_code == 403
    assert answer.headers["access-control-allow-origin"] == "https://dsa110.github.io"


@pytest.mark.parametrize("origin", ["*", "https://*", "https://*.app", "https://a.*.app", "ngrok.app", "https://x/y"])
def test_fault_6_a_pattern_names_a_domain(origin: str) -> None:
    with pytest.raises(ValueError, match="no origin such as"):
        Settings(public_origins=origin)


def test_fault_6_a_pattern_is_not_for_pages_with_credentials() -> None:
    with pytest.raises(ValueError, match="APP_PUBLIC_ORIGINS does"):
        Settings(cors_origins=NGROK)


@pytest.mark.parametrize("name", ["a%41b", "a b+c", "ä", "a%2Fb", "100%", "a?b#c", "a;b=c&d"])
async def test_fault_7_a_path_is_decoded_once(client: httpx2.AsyncClient, name: str) -> None:
    path = f"/m/{name}.ms"
    await make_measurement_set(path, RUN)
    await make_image(f"/i/{name}.fits", path, id=1)

    metadata = await read(client, f"/api/ms/{quote(path, safe='')}/metadata")
    image = await read(client, f"/api/images/{quote(f'/i/{name}.fits', safe='')}")

    assert (metadata["path"], image["ms_path"]) == (path, path)
    assert (await client.get(f"/api/ms/{quote(quote(path, safe=''), safe='')}/metadata")).status_code == 404


@pytest.mark.parametrize("written", ["/stage/a b.fits", "%2Fstage%2Fa%20b.fits", "%2fstage/a%20b.fits"])
@pytest.mark.parametrize("what", ["", "/provenance", "/qa"])
async def test_fault_8_an_image_is_found_by_its_path(client: httpx2.AsyncClient, written: str, what: str) -> None:
    await make_image("/stage/a b.fits", MS, id=5, created_at=NOON)
    await make_image("/stage/a b.fits", MS, id=4)

    answer = await read(client, f"/api/images/{written}{what}")

    assert "5" in (answer.get("id"), answer.get("image_id"), answer.get("image_url", "")[-1:])


async def test_fault_8_a_path_may_end_as_a_route_does(client: httpx2.AsyncClient) -> None:
    await make_measurement_set("/m/metadata", RUN)

    assert (await read(client, "/api/ms/%2Fm%2Fmetadata/metadata"))["path"] == "/m/metadata"


@pytest.mark.parametrize("text", ["9_1", "+91", "-91", " 91", "91.0", "٩١", "0x5b", "9" * 20, "9" * 5000, "1e2"])
async def test_fault_8_anything_but_an_id_is_a_path(client: httpx2.AsyncClient, text: str) -> None:
    await make_image(id=91)

    answer = await client.get(f"/api/images/{quote(text, safe='')}")

    assert (answer.status_code, answer.json()["error"]) == (404, "RECORD_NOT_FOUND")
    assert answer.json()["details"]["identifier"] == text[:1000]


async def test_fault_12_list_and_detail_agree_on_the_status(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN)
    await make_job(MS, status="failed", started_at=datetime(2026, 1, 1, 11, tzinfo=UTC), finished_at=NOON)

    (listed,) = await read(client, "/api/jobs")
    detail = await read(client, f"/api/jobs/{RUN}")

    assert listed["status"] == detail["status"] == "failed"
    assert listed["started_at"] == detail["started_at"] == "2026-01-01T11:00:00Z"
    assert listed["finished_at"] == detail["finished_at"] == "2026-01-01T12:00:00Z"


@pytest.mark.parametrize(
    "run_id", ["job-2026-01-01", "job-2026-01-01-anything", "job-", "job-%", "job-2026-01-01-12000_", "JOB" + RUN[3:]]
)
@pytest.mark.parametrize("path", ["/jobs/{}", "/jobs/{}/provenance", "/qa/job/{}"])
async def test_fault_13_a_run_is_found_by_its_full_name(client: httpx2.AsyncClient, run_id: str, path: str) -> None:
    await make_measurement_set(MS, RUN)

    answer = await client.get(f"/api{path.format(quote(run_id, safe=''))}")

    assert (answer.status_code, answer.json()["message"]) == (404, f"Job not found: {run_id}")


async def test_fault_13_each_run_of_a_day_has_its_own_data(client: httpx2.AsyncClient) -> None:
    for hour in ("12", "13"):
        await make_measurement_set(f"/ms/2026-01-01T{hour}:00:00.ms", f"job-2026-01-01-{hour}0000")

    provenance = await read(client, "/api/jobs/job-2026-01-01-130000/provenance")

    assert provenance["ms_path"] == "/ms/2026-01-01T13:00:00.ms"


async def test_fault_14_the_image_of_a_measurement_set_can_be_fetched(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN, imagename="/stage/a.img")
    await make_image("/old.fits", MS, id=1)
    await make_image("/new.fits", MS, id=2)

    provenance = await read(client, f"/api/ms/{quote(MS, safe='')}/provenance")

    assert (await read(client, provenance["image_url"]))["path"] == "/new.fits"


@pytest.mark.parametrize("path", ["/images/2/qa", "/qa/image/2"])
async def test_fault_15_an_image_inherits_no_assessment(client: httpx2.AsyncClient, path: str) -> None:
    await make_measurement_set(MS, RUN)
    await make_image("/clean.fits", MS, id=1)
    await make_image("/dirty.fits", MS, id=2)
    await make_image_qa("/clean.fits", MS, num_sources=37, rms_noise=0.1, overall_quality="excellent")

    report = await read(client, f"/api{path}")

    assert report["flags"] == []
    assert "37" not in str(report)


async def test_fault_16_zero_is_a_value(client: httpx2.AsyncClient) -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    place = {"ra_deg": 12.5, "dec_deg": 12.5, "pointing_ra_deg": 0.0, "pointing_dec_deg": 0.0}
    await make_measurement_set(MS, RUN, processed_at=epoch, **place)
    await make_image("/a.fits", MS, id=1, noise_jy=0.0, dynamic_range=0.0, beam_major_arcsec=0.0, created_at=epoch)
    await make_image_qa("/a.fits", MS, rms_noise=0.5, dynamic_range=9.0, beam_major=0.0, num_sources=0, peak_flux=0.0)
    await make_calibration_qa(MS, flags_total=0.0)

    image, report = await read(client, "/api/images/1"), await read(client, "/api/images/1/qa")
    metadata = await read(client, f"/api/ms/{quote(MS, safe='')}/metadata")
    quality = await read(client, f"/api/qa/ms/{quote(MS, safe='')}")

    assert image["qa_summary"] == 'RMS 0.00 mJy, DR 0, Beam 0.0"'
    assert (image["noise_jy"], image["created_at"]) == (0.0, "1970-01-01T00:00:00Z")
    assert report["quality_metrics"]["dynamic_range"] == report["beam"]["major_arcsec"] == 0.0
    assert report["source_stats"] == {"n_sources": 0, "peak_flux_jy": 0.0}
    assert (metadata["pointing_ra_deg"], metadata["pointing_dec_deg"]) == (0.0, 0.0)
    assert metadata["created_at"] == "1970-01-01T00:00:00Z"
    assert quality["flags"] == [{"rule": "flags_total", "value": 0.0, "source": "calibration_qa"}]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("address", "header", "status"), [("8.8.8.8", "127.0.0.1", 403), ("127.0.0.1", "8.8.8.8", 200)]
)
async def test_fault_17_forwarded_addresses_are_not_trusted(address: str, header: str, status: int) -> None:
    names = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "CF-Connecting-IP")
    async with client_of(address) as client:
        answer = await client.get("/api/images", headers=dict.fromkeys(names, header))

    assert answer.status_code == status


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("prefix", ["/api", "/api/v1"])
async def test_fault_17_health_is_for_every_address(prefix: str) -> None:
    async with client_of("8.8.8.8") as client:
        assert (await client.get(f"{prefix}/health")).status_code == 200


async def test_fault_18_provenance_has_the_names_of_the_page_of_a_run(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN, pointing_ra_deg=1.0, pointing_dec_deg=2.0)
    await make_image("/a.fits", MS, id=7)

    found = await read(client, f"/api/jobs/{RUN}/provenance")

    snake = {name for name in found if "_" in name}
    twins = {name: "".join([name.split("_")[0], *map(str.title, name.split("_")[1:])]) for name in snake}
    assert len(snake) == 12
    assert set(found) == snake | set(twins.values())
    assert all(found[name] == found[twin] for name, twin in twins.items())
    assert (found["runId"], found["imageUrl"]) == (RUN, "/api/images/7")


@pytest.mark.usefixtures("app")
async def test_fault_19_the_limit_is_attached() -> None:
    async with client_of() as client:
        statuses = [(await client.post("/api/jobs/x/rerun")).status_code for _ in range(101)]

    assert statuses == [401] * 100 + [429]


async def test_fault_21_health_without_a_database_is_503(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused() -> None:
        raise ConnectionRefusedError("127.0.0.1:5432")

    monkeypatch.setattr(health, "ping", refused)

    answer = await client.get("/api/health")

    assert (answer.status_code, answer.json()["status"]) == (503, "unhealthy")
    assert answer.headers["cache-control"] == "no-store"
    assert "127.0.0.1" not in answer.text


async def test_fault_23_assessments_status_and_configuration_are_complete(client: httpx2.AsyncClient) -> None:
    await make_measurement_set(MS, RUN)
    await make_image("/a.fits", MS, id=1)
    await make_image_qa("/a.fits", MS, overall_quality="good", num_sources=3)
    await make_calibration_qa(MS, overall_quality="poor", k_metrics="{}")
    await make_job(MS, status="running", params={"niter": 1})

    quality = await read(client, f"/api/qa/job/{RUN}")

    assert [flag["value"] for flag in quality["flags"]] == ["poor", "good"]
    assert (quality["queue_status"], quality["pipeline_config"]) == ("running", {"niter": 1})
    assert (await read(client, "/api/images/1/qa"))["source_stats"]["n_sources"] == 3
    assert (await read(client, f"/api/qa/ms/{quote(MS, safe='')}"))["quality_metrics"]["k_metrics"] == "{}"
