"""Who may read the catalogue and who may write to it. `rerun` stands for all writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import jwt
import pytest
from pydantic import ValidationError

from project.core.ops.settings import load_settings
from project.core.testing.environment import SECRET
from project.imaging.access.addresses import is_allowed
from project.imaging.settings import ImagingSettings
from project.service import Role
from project.users.models import ApiKey, Organisation, User
from tests.factories import auth, make_user
from tests.imaging.clients import client_of

KEY, OTHER_KEY = "a-key-of-the-pipeline", "another-key-of-the-pipeline"
JWT_SECRET = "the secret of the pipeline's tokens, which is long enough for any algorithm"
PIPELINE = {"dsa110_api_keys": f"{KEY},{OTHER_KEY}", "dsa110_jwt_secret": JWT_SECRET}
#: A run that does not exist: 404 for whoever may write, refused before that for others.
RERUN = "/api/v1/jobs/job-none/rerun"
MAY_WRITE = 404
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def bearer(claims: dict[str, Any], secret: str = JWT_SECRET, algorithm: str = "HS256") -> dict[str, str]:
    return {"Authorization": f"Bearer {jwt.encode(claims, secret, algorithm)}"}


async def status(headers: dict[str, str], **settings: Any) -> int:
    async with client_of(**{**PIPELINE, **settings}) as client:
        return (await client.post(RERUN, headers=headers)).status_code


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("key", [KEY, OTHER_KEY])
async def test_a_key_of_the_pipeline_may_write(key: str) -> None:
    assert await status({"X-API-Key": key}) == MAY_WRITE


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("key", ["", KEY[:-1], f"{KEY} ", KEY.upper(), f"{KEY},{OTHER_KEY}", "\xff"])
async def test_another_key_is_refused(key: str) -> None:
    async with client_of(**PIPELINE) as client:
        answer = await client.post(RERUN, headers=[("X-API-Key", key.encode("latin-1"))])

    assert answer.status_code == 401


@pytest.mark.usefixtures("app")
async def test_a_refusal_is_what_the_clients_read() -> None:
    async with client_of(**PIPELINE) as client:
        answer = await client.post(RERUN)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'ApiKey realm="DSA-110 API"'
    assert answer.json()["detail"] == {
        "code": "UNAUTHORIZED",
        "http_status": 401,
        "user_message": "Authentication required",
        "action": "Provide a valid API key in the X-API-Key header",
        "ref_id": "",
    }
    assert answer.json()["user_message"] == "Authentication required"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("scopes", [["write"], ["admin"], ["read", "write"], "read write"])
async def test_a_token_with_the_scope_may_write(scopes: Any) -> None:
    assert await status(bearer({"sub": "pipeline", "scopes": scopes})) == MAY_WRITE


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("scopes", [[], ["read"], None, "writer", 5, {"write": 1}, ["write "]])
async def test_a_token_without_the_scope_is_forbidden(scopes: Any) -> None:
    async with client_of(**PIPELINE) as client:
        answer = await client.post(RERUN, headers=bearer({"sub": "pipeline", "scopes": scopes}))

    assert answer.status_code == 403
    assert answer.json()["detail"].keys() == {"code", "http_status", "user_message", "action", "ref_id"}
    assert answer.json()["detail"]["code"] == answer.json()["code"] == "FORBIDDEN"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("seconds", "expected"), [(60, MAY_WRITE), (-5, MAY_WRITE), (-15, 401)])
async def test_a_token_ends_ten_seconds_after_its_time(seconds: int, expected: int) -> None:
    until = datetime.now(UTC) + timedelta(seconds=seconds)

    assert await status(bearer({"exp": until, "scopes": ["write"]})) == expected


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "headers",
    [
        bearer({"scopes": ["write"]}, "another secret, that nobody here has ever told"),
        bearer({"scopes": ["write"]}, JWT_SECRET, "HS512"),
        {"Authorization": f"Bearer {jwt.encode({'scopes': ['write']}, '', 'none')}"},
        {"Authorization": "Bearer not.a.jwt"},
        {"Authorization": "Bearer"},
        {"Authorization": f"Basic {KEY}"},
        {"Authorization": KEY},
    ],
)
async def test_an_invalid_token_is_refused(headers: dict[str, str]) -> None:
    assert await status(headers) == 401


@pytest.mark.usefixtures("app")
async def test_a_bad_key_falls_through_to_the_token() -> None:
    assert await status({"X-API-Key": "bad", **bearer({"scopes": ["write"]})}) == MAY_WRITE
    assert await status({"X-API-Key": KEY, "Authorization": "Bearer bad"}) == MAY_WRITE
    assert await status({"X-API-Key": "bad", "Authorization": "Bearer bad"}) == 401


@pytest.mark.usefixtures("app")
async def test_without_the_settings_no_credential_is_accepted() -> None:
    assert await status({"X-API-Key": KEY}, dsa110_api_keys=None) == 401
    assert await status({"X-API-Key": ""}, dsa110_api_keys=" , ") == 401
    assert await status(bearer({"scopes": ["write"]}), dsa110_jwt_secret=None) == 401


@pytest.mark.parametrize(("role", "expected"), [(Role.ADMIN, 404), (Role.CLINICIAN, 404), (Role.VIEWER, 403)])
async def test_a_user_with_the_right_may_write(
    client: httpx2.AsyncClient, clinic: Organisation, role: Role, expected: int
) -> None:
    user = await make_user(clinic, role)

    assert (await client.post(RERUN, headers=auth(user))).status_code == expected


@pytest.mark.parametrize(("scope", "expected"), [("write", 404), ("read", 403), ("ingest", 403)])
async def test_a_users_key_may_write_with_its_scope(
    client: httpx2.AsyncClient, alice: User, scope: Any, expected: int
) -> None:
    key = (await ApiKey.objects.issue(alice.caller(), "x", [scope])).key

    assert (await client.post(RERUN, headers={"X-API-Key": key})).status_code == expected


async def test_writing_can_be_restricted_to_an_organisation(alice: User, bob: User) -> None:
    statuses = [await status(auth(user), imaging_organisation="Clinic") for user in (alice, bob)]

    assert statuses == [MAY_WRITE, 403]
    assert await status({"X-API-Key": KEY}, imaging_organisation="Clinic") == MAY_WRITE


@pytest.mark.usefixtures("app")
async def test_an_open_service_asks_for_a_key_too() -> None:
    assert await status({}, auth="open") == 401


@pytest.mark.usefixtures("app")
async def test_with_authentication_disabled_this_machine_may_write() -> None:
    assert await status({}, auth="open", dsa110_auth_disabled=True) == MAY_WRITE
    assert await status({"X-API-Key": "bad"}, auth="open", dsa110_auth_disabled=True) == MAY_WRITE


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://dsa110.github.io"},
        {"Host": "evil.example"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_disabled_is_not_for_foreign_pages_and_proxies(headers: dict[str, str]) -> None:
    assert await status(headers, auth="open", dsa110_auth_disabled=True) == 401


UNSAFE: list[tuple[dict[str, Any], str]] = [
    ({"dsa110_auth_disabled": True, "auth": "required"}, "DSA110_AUTH_DISABLED"),
    ({"dsa110_auth_disabled": True, "auth": "auto", "host": "0.0.0.0"}, "DSA110_AUTH_DISABLED"),
    ({"dsa110_api_keys": f"{KEY},short", "auth": "required"}, "DSA110_API_KEYS can be guessed"),
    ({"dsa110_api_keys": "short", "auth": "auto", "environment": "production"}, "DSA110_API_KEYS can be guessed"),
    ({"dsa110_jwt_secret": "x" * 31, "auth": "required"}, "DSA110_JWT_SECRET can be guessed"),
    ({"dsa110_jwt_secret": SECRET}, "must differ"),
    ({"dsa110_allowed_ips": "10.0.0.0/8,everybody"}, "dsa110_allowed_ips"),
    ({"dsa110_allowed_ips": "10.0.0.1/8"}, "dsa110_allowed_ips"),
]


@pytest.mark.parametrize(("values", "reason"), UNSAFE)
def test_unsafe_settings_stop_the_start(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError) as error:
        load_settings(**values)

    assert reason in str(error.value)
    assert "short" not in str(error.value)


def test_a_short_key_is_enough_for_this_machine_alone() -> None:
    settings = load_settings(auth="auto", dsa110_api_keys="short")

    assert settings.of(ImagingSettings).pipeline_keys == ["short"]


DEFAULT = ImagingSettings().dsa110_allowed_ips


@pytest.mark.parametrize(
    ("host", "allowed", "expected"),
    [
        *((host, DEFAULT, True) for host in ("127.0.0.1", "127.8.8.8", "::1", "10.1.2.3", "172.31.255.255")),
        *((host, DEFAULT, True) for host in ("192.168.0.1", "::ffff:10.0.0.1", "fd00::1", "fe80::1%eth0", "/run/x")),
        *((host, DEFAULT, False) for host in ("8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1", "::ffff:8.8.8.8")),
        *((host, DEFAULT, False) for host in ("", "testclient", "localhost", "127.0.0.1.evil.example", "011.0.0.1")),
        ("8.8.8.8", "8.8.8.8", True),
        ("8.8.8.9", "8.8.8.8, 2001:db8::/32", False),
        ("2001:db8::9", "8.8.8.8, 2001:db8::/32", True),
        ("127.0.0.1", "8.8.8.8", False),
        ("8.8.8.8", "0.0.0.0/0", True),
    ],
)
def test_an_address_is_allowed_by_the_list(host: str, allowed: str, expected: bool) -> None:
    assert is_allowed(host, allowed) is expected


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("path", ["/images", "/images/1", "/jobs", "/stats", "/qa/image/1", "/ms/%2Fa/metadata"])
async def test_an_address_that_is_not_allowed_reads_nothing(path: str) -> None:
    async with client_of("8.8.8.8") as client:
        answer = await client.get(f"/api{path}")

    body = answer.json()
    assert (answer.status_code, body["code"]) == (403, "FORBIDDEN")
    assert body["message"]
    assert "DSA110_ALLOWED_IPS" in body["hint"]


@pytest.mark.usefixtures("app")
async def test_an_address_that_is_not_allowed_writes_nothing() -> None:
    async with client_of("8.8.8.8", **PIPELINE) as client:
        answer = await client.post(RERUN, headers={"X-API-Key": KEY})

    assert answer.status_code == 403


@pytest.mark.usefixtures("app")
async def test_a_unix_socket_is_this_machine_unless_a_proxy_says_otherwise() -> None:
    async with client_of(None) as client:
        statuses = [
            (await client.get("/api/images", headers=headers)).status_code
            for headers in ({}, {"X-Forwarded-For": "8.8.8.8"})
        ]

    assert statuses == [200, 403]


@pytest.mark.usefixtures("app")
async def test_an_address_that_guesses_keys_has_to_wait() -> None:
    async with client_of(**PIPELINE, rate_limits="imaging_writes=2/60") as client:
        answers = [await client.post(RERUN, headers={"X-API-Key": f"guess {n}"}) for n in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    body = answers[2].json()
    assert (body["error"], body["code"]) == ("rate_limit_exceeded", "RATE_LIMITED")
    assert 0 < body["retry_after"] <= 60
    assert answers[2].headers["retry-after"] == str(body["retry_after"])


@pytest.mark.usefixtures("app")
async def test_one_request_may_try_only_a_few_keys() -> None:
    bad = [("X-API-Key", f"guess {n}") for n in range(4)]
    async with client_of(**PIPELINE) as client:
        answers = [await client.post(RERUN, headers=[*bad[:n], ("X-API-Key", KEY)]) for n in (3, 4)]

    assert [answer.status_code for answer in answers] == [MAY_WRITE, 401]


@pytest.mark.usefixtures("app")
async def test_reads_can_be_limited_as_well() -> None:
    async with client_of(rate_limits="imaging_reads=2/60") as client:
        statuses = [(await client.get("/api/images")).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


async def test_reads_are_not_counted_otherwise(client: httpx2.AsyncClient, queries: list[str]) -> None:
    await client.get("/api/images")
    queries.clear()

    await client.get("/api/images")

    assert len(queries) == 1
