"""Open mode: a service on a loopback address accepts only local requests without credentials."""

from typing import Any

import httpx2
import pytest

from project.users.callers import LOCAL
from project.users.models import AuditLine, Organisation, User
from project.users.testing import auth
from tests.users.conftest import app_with, client_of

KEY = {"name": "Pipeline"}


async def test_a_request_without_credentials_acts_as_the_built_in_admin(local: httpx2.AsyncClient) -> None:
    me = await local.get("/users/me")
    users = await local.get("/users")

    assert me.json()["id"] == str(LOCAL.user_id)
    assert users.status_code == 200


async def test_anonymous_writes_are_audited_as_the_built_in_user(local: httpx2.AsyncClient) -> None:
    made = await local.post("/users/me/keys", json=KEY)

    assert (await AuditLine.get(row_id=made.json()["id"])).user_id == LOCAL.user_id


async def test_a_service_that_requires_sign_in_is_not_open(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/users/me")

    assert (answer.status_code, answer.json()["detail"]) == (401, "Not authenticated")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "192.0.2.7"])
async def test_auto_is_open_on_loopback_only(app: Any, host: str) -> None:
    await Organisation.objects.ensure_local()
    async with client_of(app_with(auth="auto", host=host)) as client:
        answer = await client.get("/users/me")

    assert answer.status_code == (200 if host in ("127.0.0.1", "localhost") else 401)


@pytest.mark.parametrize(
    "header",
    ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Anything",
     "X-Real-IP", "Via", "CF-Connecting-IP", "True-Client-IP"],
)  # fmt: skip
async def test_a_proxied_request_is_401(local: httpx2.AsyncClient, header: str) -> None:
    answer = await local.get("/users/me", headers={header: "127.0.0.1"})

    assert answer.status_code == 401


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:1", "127.9.9.9", "[::1]:8000"])
async def test_a_loopback_host_is_accepted(local: httpx2.AsyncClient, host: str) -> None:
    answer = await local.get("/users/me", headers={"Host": host})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil@localhost", "localhost:8000:8000", "",
     "localhost/evil", "0.0.0.0", "192.0.2.7", "[::1", "2130706433"],
)  # fmt: skip
async def test_another_host_is_401(local: httpx2.AsyncClient, host: str) -> None:
    answer = await local.get("/users/me", headers={"Host": host})

    assert answer.status_code == 401


async def test_two_host_headers_are_401(local: httpx2.AsyncClient) -> None:
    answer = await local.get("/users/me", headers=[("Host", "localhost"), ("Host", "localhost")])

    assert answer.status_code == 401


async def test_a_remote_client_is_401(local: httpx2.AsyncClient) -> None:
    async with client_of(app_with(auth="open"), client=("192.0.2.7", 50000)) as client:
        answer = await client.get("/users/me")

    assert answer.status_code == 401


async def test_a_remote_server_address_is_401(local: httpx2.AsyncClient) -> None:
    async with client_of(app_with(auth="open"), base_url="http://192.0.2.7") as client:
        answer = await client.get("/users/me", headers={"Host": "localhost"})

    assert answer.status_code == 401


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "http://localhost:5173"])
async def test_an_allowed_origin_is_accepted(local: httpx2.AsyncClient, origin: str) -> None:
    answer = await local.get("/users/me", headers={"Origin": origin})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "https://127.0.0.1:8000", "http://127.0.0.1:8001", "http://localhost:8000",
     "http://localhost:5173.evil.example"],
)  # fmt: skip
async def test_a_foreign_origin_is_401(local: httpx2.AsyncClient, origin: str) -> None:
    answer = await local.post("/users/me/keys", json=KEY, headers={"Origin": origin})

    assert answer.status_code == 401


async def test_a_cross_site_request_is_401(local: httpx2.AsyncClient) -> None:
    answer = await local.get("/users/me", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 401


@pytest.mark.parametrize("site", ["same-origin", "same-site", "none"])
async def test_a_same_site_request_is_accepted(local: httpx2.AsyncClient, site: str) -> None:
    answer = await local.get("/users/me", headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 200


async def test_a_configured_origin_may_be_cross_site(local: httpx2.AsyncClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:5173"}

    answer = await local.get("/users/me", headers=headers)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json"]
)
async def test_json_is_accepted(local: httpx2.AsyncClient, kind: str) -> None:
    answer = await local.post("/users/me/keys", content=b'{"name": "x"}', headers={"Content-Type": kind})

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", ""],
)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_a_content_type_that_forms_can_send_is_415(local: httpx2.AsyncClient, method: str, kind: str) -> None:
    path = "/users/me/keys" if method == "POST" else "/organisations/me"

    answer = await local.request(method, path, content=b'{"name": "x"}', headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["detail"]) == (415, "Send Content-Type: application/json")


async def test_a_body_without_content_type_is_415(local: httpx2.AsyncClient) -> None:
    answer = await local.post("/users/me/keys", content=b'{"name": "x"}')

    assert answer.status_code == 415


async def test_a_body_of_unknown_length_is_415(local: httpx2.AsyncClient) -> None:
    async def body() -> Any:
        yield b'{"name": "x"}'

    answer = await local.post("/users/me/keys", content=body(), headers={"Content-Type": "text/plain"})

    assert answer.status_code == 415


async def test_the_sign_in_form_is_accepted(local: httpx2.AsyncClient, carol: User) -> None:
    form = {"username": "carol@clinic.example", "password": "correct horse battery"}

    answer = await local.post("/auth/token", data=form)

    assert answer.status_code == 200


async def test_credentials_are_checked_in_open_mode(local: httpx2.AsyncClient, dora: User) -> None:
    me = await local.get("/users/me", headers=auth(dora))
    users = await local.get("/users", headers=auth(dora))

    assert (me.json()["id"], users.status_code) == (str(dora.id), 403)


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer x"}, {"Authorization": "Basic Og=="}, {"X-API-Key": "x"}, {"X-API-Key": ""}]
)
async def test_wrong_credentials_are_401_in_open_mode(local: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    answer = await local.get("/users/me", headers=headers)

    assert answer.status_code == 401


async def test_a_signed_in_user_may_be_remote(local: httpx2.AsyncClient, dora: User) -> None:
    headers = {**auth(dora), "Host": "service.example", "X-Forwarded-For": "192.0.2.7", "Sec-Fetch-Site": "cross-site"}

    answer = await local.get("/users/me", headers=headers)

    assert answer.status_code == 200
