import httpx2
import pytest

from project.core.http.middleware import SECURITY_HEADERS

ORIGIN = "http://localhost:5173"
EVIL = "https://evil.example"


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/users", "/docs", "/openapi.json"])
async def test_every_answer_has_the_security_headers(client: httpx2.AsyncClient, path: str) -> None:
    answer = await client.get(path)

    assert {name.lower() for name in SECURITY_HEADERS} <= set(answer.headers)
    assert answer.headers["content-security-policy"].startswith("default-src 'self'; script-src 'self';")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_an_answer_has_the_request_id_that_was_sent(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/", headers={"X-Request-ID": "abc-12345"})).headers["x-request-id"] == "abc-12345"


@pytest.mark.parametrize("sent", ["x", "a" * 65, "id with spaces", 'id"quoted"'])
async def test_a_request_id_of_another_form_is_not_taken(client: httpx2.AsyncClient, sent: str) -> None:
    assert (await client.get("/", headers={"X-Request-ID": sent})).headers["x-request-id"] != sent


async def test_a_known_page_may_call_with_credentials(client: httpx2.AsyncClient) -> None:
    preflight = await client.options(
        "/users",
        headers={
            "Origin": ORIGIN,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert preflight.headers["access-control-max-age"] == "600"


async def test_an_unknown_page_is_refused_at_the_preflight(client: httpx2.AsyncClient) -> None:
    headers = {"Origin": EVIL, "Access-Control-Request-Method": "POST"}

    preflight = await client.options("/users", headers=headers)

    assert preflight.status_code == 400
    assert "access-control-allow-origin" not in preflight.headers


async def test_an_unknown_page_cannot_read_an_answer(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/health", headers={"Origin": EVIL, "Cookie": "a=b"})

    assert "access-control-allow-origin" not in answer.headers


async def test_a_browser_at_the_root_is_sent_to_the_documentation(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/", headers={"Accept": "text/html,application/xhtml+xml"})

    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")


async def test_the_root_says_which_service_this_is(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/")).json().keys() == {
        *("status", "service", "version", "docs", "message", "openapi", "endpoints")
    }
