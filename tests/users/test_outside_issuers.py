"""Bearer tokens of Supabase and OpenID Connect issuers, with real keys."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.utils import base64url_encode

from project.users.models import AuditLine, Organisation, User
from project.users.testing import make_user
from tests.users.conftest import Issuer, app_with, client_of

SECRET = "a secret that is shared with Supabase"
RSA, OTHER_RSA = (rsa.generate_private_key(65537, 2048) for _ in range(2))
EC = ec.generate_private_key(ec.SECP256R1())
JWKS_NAME, SECRET_NAME = "https://id.example", "https://supabase.example/auth/v1"
HS256_HEADER = base64url_encode(b'{"alg":"HS256","kid":"rsa"}').decode()
CLAIMS = {"aud": "authenticated", "sub": "person-1", "email": "Frida@Else.example", "name": "Frida"}


def public(key: Any, kid: str, **values: Any) -> dict[str, Any]:
    algorithm = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    return {**json.loads(algorithm.to_jwk(key.public_key())), "kid": kid, "use": "sig", **values}


def token(key: Any, algorithm: str, kid: str | None = None, **claims: Any) -> dict[str, str]:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    payload = {**CLAIMS, "iss": JWKS_NAME, "exp": soon, **claims}
    payload = {name: value for name, value in payload.items() if value is not None}
    headers = {"kid": kid} if kid else None
    return {"Authorization": f"Bearer {jwt.encode(payload, key, algorithm, headers=headers)}"}


def by_secret(**claims: Any) -> dict[str, str]:
    return token(SECRET, "HS256", **{"iss": SECRET_NAME, **claims})


@pytest.fixture
async def outside(app: Any, issuer: Issuer) -> AsyncIterator[httpx2.AsyncClient]:
    """An anonymous client of a service with two issuers."""
    issuer.keys = [public(RSA, "rsa"), public(EC, "ec")]
    common = {"audience": "authenticated", "organisation": "Guests"}
    issuers = [
        {**common, "issuer": JWKS_NAME, "jwks_url": issuer.url, "role": "clinician"},
        {**common, "issuer": SECRET_NAME, "secret": SECRET},
    ]
    async with client_of(app_with(issuers=issuers)) as client:
        yield client


async def test_an_rsa_token_is_accepted(outside: httpx2.AsyncClient) -> None:
    answer = await outside.get("/users/me", headers=token(RSA, "RS256", "rsa"))

    assert answer.status_code == 200
    assert (answer.json()["role"], answer.json()["name"]) == ("clinician", "Frida")
    assert (answer.json()["email"], answer.json()["issuer"]) == ("frida@else.example", JWKS_NAME)


async def test_an_elliptic_curve_token_is_accepted(outside: httpx2.AsyncClient) -> None:
    answer = await outside.get("/users/me", headers=token(EC, "ES256", "ec"))

    assert answer.status_code == 200


async def test_a_shared_secret_token_is_accepted(outside: httpx2.AsyncClient) -> None:
    answer = await outside.get("/users/me", headers=by_secret())

    assert (answer.status_code, answer.json()["role"]) == (200, "viewer")


async def test_the_same_person_is_one_user(outside: httpx2.AsyncClient) -> None:
    first = await outside.get("/users/me", headers=token(RSA, "RS256", "rsa"))
    second = await outside.get("/users/me", headers=token(EC, "ES256", "ec", email="new@else.example"))

    assert first.json() == second.json()


async def test_subjects_of_two_issuers_are_two_users(outside: httpx2.AsyncClient) -> None:
    one = await outside.get("/users/me", headers=token(RSA, "RS256", "rsa"))
    other = await outside.get("/users/me", headers=by_secret())

    assert one.json()["id"] != other.json()["id"]
    assert (one.json()["email"], other.json()["email"]) == ("frida@else.example", None)


async def test_a_known_e_mail_address_does_not_give_access_to_its_account(
    outside: httpx2.AsyncClient, carol: User
) -> None:
    answer = await outside.get("/users/me", headers=by_secret(email=carol.email))

    assert answer.json()["id"] != str(carol.id)
    assert answer.json()["email"] is None
    assert answer.json()["organisation_id"] != str(carol.organisation_id)


async def test_creating_an_external_user_is_audited(outside: httpx2.AsyncClient) -> None:
    user_id = (await outside.get("/users/me", headers=by_secret())).json()["id"]

    lines = await AuditLine.filter(user_id=user_id).order_by("id").values_list("kind", "action")
    assert lines == [("organisation", "create"), ("user", "create")]


async def test_an_external_user_joins_an_existing_organisation(outside: httpx2.AsyncClient) -> None:
    guests = await Organisation.create(name="Guests")

    answer = await outside.get("/users/me", headers=by_secret())

    assert answer.json()["organisation_id"] == str(guests.id)


async def test_a_cached_external_user_costs_no_query(outside: httpx2.AsyncClient, queries: list[str]) -> None:
    await outside.get("/users", headers=by_secret())
    await outside.get("/users", headers=by_secret())
    queries.clear()

    answer = await outside.get("/users", headers=by_secret())

    assert (answer.status_code, queries) == (403, [])


async def test_a_disabled_external_user_is_401(outside: httpx2.AsyncClient, clinic: Organisation) -> None:
    now = datetime.now(UTC)
    await make_user(clinic, email=None, issuer=SECRET_NAME, subject="person-1", disabled_at=now)

    answer = await outside.get("/users/me", headers=by_secret())

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("claims", "email", "name"),
    [
        ({"email": None, "name": None}, None, ""),
        ({"email_verified": False}, None, "Frida"),
        ({"email_verified": True}, "frida@else.example", "Frida"),
        ({"email": "not an address"}, None, "Frida"),
        ({"email": 7, "name": ["Frida"]}, None, ""),
        ({"email": "\ud800@else.example", "name": " Fri\x00da\ud800 " + "x" * 300}, None, "Frida " + "x" * 193),
    ],
)
async def test_only_usable_claims_are_stored(
    outside: httpx2.AsyncClient, claims: dict[str, Any], email: str | None, name: str
) -> None:
    answer = await outside.get("/users/me", headers=by_secret(**claims))

    assert answer.status_code == 200
    assert answer.json()["email"] == email
    assert answer.json()["name"].startswith(name[:150])


@pytest.mark.parametrize("subject", ["", "a\x00b", "\ud800", "x" * 301, 7])
async def test_a_subject_that_cannot_be_stored_is_401(outside: httpx2.AsyncClient, subject: object) -> None:
    payload = {**CLAIMS, "iss": SECRET_NAME, "sub": subject, "exp": 99999999999}
    signed = jwt.PyJWS().encode(json.dumps(payload).encode(), SECRET, "HS256")

    answer = await outside.get("/users/me", headers={"Authorization": f"Bearer {signed}"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": None},
        {"exp": datetime.now(UTC) - timedelta(minutes=1)},
        {"exp": None},
        {"sub": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"nbf": datetime.now(UTC) + timedelta(hours=1)},
    ],
)
@pytest.mark.parametrize("way", ["keys", "secret"])
async def test_wrong_claims_are_401(outside: httpx2.AsyncClient, way: str, claims: dict[str, Any]) -> None:
    headers = by_secret(**claims) if way == "secret" else token(RSA, "RS256", "rsa", **claims)

    answer = await outside.get("/users/me", headers=headers)

    assert answer.status_code == 401


async def test_small_clock_differences_are_tolerated(outside: httpx2.AsyncClient) -> None:
    just_now = datetime.now(UTC) - timedelta(seconds=4)

    answer = await outside.get("/users/me", headers=by_secret(exp=just_now))

    assert answer.status_code == 200


async def test_a_public_key_is_not_a_shared_secret(outside: httpx2.AsyncClient) -> None:
    pem = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    real = token(RSA, "RS256", "rsa")["Authorization"].split(".")
    signed = f"{HS256_HEADER}.{real[1]}"
    signature = hmac.digest(pem, signed.encode(), "sha256")

    answer = await outside.get(
        "/users/me", headers={"Authorization": f"Bearer {signed}.{base64url_encode(signature).decode()}"}
    )

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("key", "algorithm", "kid"),
    [
        (OTHER_RSA, "RS256", "rsa"),
        (RSA, "RS512", "rsa"),
        (RSA, "PS256", "rsa"),
        (RSA, "RS256", "ec"),
        (EC, "ES256", "rsa"),
        (RSA, "RS256", None),
        (RSA, "RS256", "unknown"),
        (SECRET, "HS256", "rsa"),
    ],
)
async def test_a_token_of_another_algorithm_is_401(
    outside: httpx2.AsyncClient, key: Any, algorithm: str, kid: str | None
) -> None:
    answer = await outside.get("/users/me", headers=token(key, algorithm, kid))

    assert answer.status_code == 401


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
async def test_another_algorithm_with_the_shared_secret_is_401(outside: httpx2.AsyncClient, algorithm: str) -> None:
    secret = SECRET * 3

    answer = await outside.get("/users/me", headers=token(secret, algorithm, iss=SECRET_NAME))

    assert answer.status_code == 401


async def test_keys_that_are_not_for_signing_are_not_used(outside: httpx2.AsyncClient, issuer: Issuer) -> None:
    secret = {"kty": "oct", "kid": "oct", "k": "YSBzZWNyZXQgdGhhdCBpcyBzaGFyZWQgd2l0aCBTdXBhYmFzZQ"}
    issuer.keys = [public(RSA, "rsa", use="enc"), public(EC, "ec"), secret]

    for_encryption = await outside.get("/users/me", headers=token(RSA, "RS256", "rsa"))
    symmetric = await outside.get("/users/me", headers=token(SECRET, "HS256", "oct"))

    assert (for_encryption.status_code, symmetric.status_code) == (401, 401)


async def test_an_issuer_with_one_key_needs_no_key_id(outside: httpx2.AsyncClient, issuer: Issuer) -> None:
    issuer.keys = [public(RSA, "rsa")]

    answer = await outside.get("/users/me", headers=token(RSA, "RS256"))

    assert answer.status_code == 200


async def test_concurrent_requests_fetch_the_keys_once(outside: httpx2.AsyncClient, issuer: Issuer) -> None:
    headers = token(RSA, "RS256", "rsa")

    await asyncio.gather(*(outside.get("/users/me", headers=headers) for _ in range(5)))

    assert issuer.hits == 1


async def test_an_unknown_issuer_is_not_contacted(outside: httpx2.AsyncClient, issuer: Issuer) -> None:
    await outside.get("/users/me", headers=token(RSA, "RS256", "rsa", iss="https://evil.example"))

    assert issuer.hits == 0


async def test_an_issuer_that_is_down_is_503(outside: httpx2.AsyncClient, app: Any) -> None:
    down = [{"issuer": JWKS_NAME, "audience": "x", "jwks_url": "http://127.0.0.1:9/keys", "organisation": "Guests"}]
    async with client_of(app_with(issuers=down)) as client:
        answer = await client.get("/users/me", headers=token(RSA, "RS256", "rsa"))

    assert answer.status_code == 503
    assert "retry-after" in answer.headers


@pytest.mark.parametrize(
    "body", [b"", b"nonsense", b"[]", b'{"keys": []}', b'{"keys": 7}', b"[" * 100_000, b" " * 1_000_001]
)
async def test_an_issuer_that_answers_nonsense_is_502(outside: httpx2.AsyncClient, issuer: Issuer, body: bytes) -> None:
    issuer.body = body

    answer = await outside.get("/users/me", headers=token(RSA, "RS256", "rsa"))

    assert answer.status_code == 502


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_an_issuer_that_refuses_is_502(outside: httpx2.AsyncClient, issuer: Issuer, status: int) -> None:
    issuer.status = status

    answer = await outside.get("/users/me", headers=token(RSA, "RS256", "rsa"))

    assert answer.status_code == 502


@pytest.mark.alone
async def test_concurrent_first_requests_create_one_user(outside: httpx2.AsyncClient) -> None:
    answers = await asyncio.gather(*(outside.get("/users/me", headers=by_secret()) for _ in range(12)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await User.all().count() == 1
    assert await Organisation.all().count() == 1


@pytest.mark.alone
async def test_concurrent_users_with_one_e_mail_address_are_all_accepted(outside: httpx2.AsyncClient) -> None:
    answers = await asyncio.gather(*(outside.get("/users/me", headers=by_secret(sub=f"person-{n}")) for n in range(8)))

    assert {answer.status_code for answer in answers} == {200}
    assert await User.filter(email="frida@else.example").count() == 1
    assert await User.all().count() == 8
