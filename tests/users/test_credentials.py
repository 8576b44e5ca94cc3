"""Credentials, which all routes check in the same way."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2
import jwt
import pytest
import time_machine

from project.core.ops.settings import Settings
from project.core.testing.environment import SECRET
from project.service import NAME
from project.users.models import ApiKey, User
from project.users.testing import auth, make_user
from project.users.tokens import issue_access_token

OWN = {"iss": NAME, "aud": NAME, "jti": "x"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def unsigned(header: Any, payload: Any) -> str:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, payload)]
    return ".".join([*parts, ""])


async def test_a_token_costs_no_query_the_second_time(
    client: httpx2.AsyncClient, dora: User, queries: list[str]
) -> None:
    await client.get("/users", headers=auth(dora))
    queries.clear()

    answer = await client.get("/users", headers=auth(dora))

    assert (answer.status_code, queries) == (403, [])


async def test_a_key_costs_no_query_the_second_time(client: httpx2.AsyncClient, dora: User, queries: list[str]) -> None:
    headers = {"X-API-Key": (await ApiKey.objects.issue(dora.caller(), "x", ["read"])).key}  # type: ignore[list-item]
    await client.get("/users", headers=headers)
    queries.clear()

    answer = await client.get("/users", headers=headers)

    assert (answer.status_code, queries) == (403, [])


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer "])
async def test_the_scheme_is_case_insensitive(client: httpx2.AsyncClient, dora: User, scheme: str) -> None:
    answer = await client.get("/users/me", headers={"Authorization": f"{scheme} {issue_access_token(dora.id)}"})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "authorization",
    [
        "Basic Og==",
        "Bearer",
        "Bearer ",
        "",
        "Token x",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer é.é.é",
        "Bearer " + "x" * 9000,
    ],
)
async def test_invalid_authorization_headers_are_401(client: httpx2.AsyncClient, authorization: str) -> None:
    answer = await client.get("/users/me", headers=[(b"Authorization", authorization.encode("latin-1"))])

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_two_credentials_are_401(client: httpx2.AsyncClient, dora: User) -> None:
    key = await ApiKey.objects.issue(dora.caller(), "x", ["read"])  # type: ignore[list-item]

    both = await client.get("/users/me", headers={**auth(dora), "X-API-Key": key.key})
    twice = await client.get("/users/me", headers=[("X-API-Key", key.key), ("X-API-Key", key.key)])

    assert (both.status_code, twice.status_code) == (401, 401)
    assert both.json()["detail"] == "Send one credential: either a bearer token or an API key"


async def test_an_access_token_expires_after_fifteen_minutes(client: httpx2.AsyncClient, dora: User) -> None:
    now = datetime.now(UTC)
    with time_machine.travel(now - timedelta(minutes=15, seconds=11), tick=False):
        old = auth(dora)
    with time_machine.travel(now - timedelta(minutes=14), tick=False):
        young = auth(dora)

    ended, good = await client.get("/users/me", headers=old), await client.get("/users/me", headers=young)

    assert (ended.status_code, ended.json()["detail"]) == (401, "The token has expired")
    assert good.status_code == 200


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(
    ("claims", "key", "algorithm"),
    [
        ({}, "another secret, of 32 characters or more", "HS256"),
        ({}, SECRET, "HS512"),
        ({"aud": "another"}, SECRET, "HS256"),
        ({"aud": None}, SECRET, "HS256"),
        ({"exp": None}, SECRET, "HS256"),
        ({"exp": 1e400}, SECRET, "HS256"),
        ({"exp": "soon"}, SECRET, "HS256"),
        ({"exp": [1]}, SECRET, "HS256"),
        ({"nbf": 99999999999}, SECRET, "HS256"),
        ({"sub": None}, SECRET, "HS256"),
        ({"sub": "somebody"}, SECRET, "HS256"),
        ({"sub": 7}, SECRET, "HS256"),
        ({"iss": "another"}, SECRET, "HS256"),
        ({"iss": [NAME]}, SECRET, "HS256"),
        ({"iss": None}, SECRET, "HS256"),
    ],
)
async def test_a_token_that_differs_from_ours_is_401(
    client: httpx2.AsyncClient, dora: User, claims: dict[str, Any], key: str, algorithm: str
) -> None:
    good = {**OWN, "sub": str(dora.id), "exp": datetime.now(UTC).timestamp() + 60}
    changed = {name: value for name, value in {**good, **claims}.items() if value is not None}
    encoder = jwt.PyJWS()
    token = encoder.encode(json.dumps(changed).encode(), key, algorithm)

    answer = await client.get("/users/me", headers=bearer(token))

    assert answer.status_code == 401


@pytest.mark.parametrize("alg", ["none", "NONE", "", None, 7, ["HS256"]])
async def test_a_token_without_a_signature_is_401(client: httpx2.AsyncClient, dora: User, alg: object) -> None:
    claims = {**OWN, "sub": str(dora.id), "exp": 99999999999}

    answer = await client.get("/users/me", headers=bearer(unsigned({"alg": alg, "typ": "JWT"}, claims)))

    assert answer.status_code == 401


@pytest.mark.parametrize("payload", [[], "x", 7, None])
async def test_a_token_whose_payload_is_not_an_object_is_401(client: httpx2.AsyncClient, payload: object) -> None:
    answer = await client.get("/users/me", headers=bearer(unsigned({"alg": "HS256"}, payload)))

    assert answer.status_code == 401


async def test_a_deeply_nested_token_is_401(client: httpx2.AsyncClient) -> None:
    parts = [b'{"alg":"HS256"}', b"[" * 3000, b"x"]
    token = ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)

    answer = await client.get("/users/me", headers=bearer(token))

    assert answer.status_code == 401


async def test_a_token_of_an_unknown_user_is_401(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/users/me", headers=bearer(issue_access_token(uuid4())))

    assert answer.status_code == 401


async def test_a_token_of_a_user_without_organisation_is_401(client: httpx2.AsyncClient) -> None:
    reader = await make_user(None, email=None)  # type: ignore[arg-type]

    answer = await client.get("/users/me", headers=auth(reader))

    assert answer.status_code == 401


async def test_without_a_secret_tokens_are_signed_by_the_process(dora: User) -> None:
    token = issue_access_token(dora.id, Settings(secret_key=None))

    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, SECRET, algorithms=["HS256"], audience=NAME)
