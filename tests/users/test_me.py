from typing import Any

import httpx2
import pytest

from project.users import passwords
from project.users.models import AuditLine, RefreshToken, User
from project.users.testing import auth
from tests.users.conftest import PASSWORD, app_with, client_of

NEW = "another horse battery"
NEW_PASSWORD = {"password": NEW, "current_password": PASSWORD}


async def test_a_user_reads_themselves(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.get("/users/me", headers=auth(dora))

    assert answer.status_code == 200
    assert answer.json()["email"] == "dora@clinic.example"
    assert "password_hash" not in answer.json()


async def test_reading_oneself_needs_a_caller(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/users/me")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_unchanged_version_is_304(client: httpx2.AsyncClient, dora: User) -> None:
    tag = (await client.get("/users/me", headers=auth(dora))).headers["etag"]

    answer = await client.get("/users/me", headers={**auth(dora), "If-None-Match": tag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag


async def test_a_viewer_changes_their_own_name(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.patch("/users/me", json={"name": "Dora"}, headers=auth(dora))

    assert (answer.status_code, answer.json()["name"]) == (200, "Dora")
    assert (await AuditLine.get(row_id=dora.id)).changed == ["name"]


async def test_a_stale_change_is_412(client: httpx2.AsyncClient, dora: User) -> None:
    headers = {**auth(dora), "If-Match": '"7"'}

    answer = await client.patch("/users/me", json={"name": "Dora"}, headers=headers)

    assert answer.status_code == 412


async def test_a_user_cannot_change_their_own_role(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.patch("/users/me", json={"role": "admin", "disabled": False}, headers=auth(dora))

    assert (answer.status_code, answer.json()["role"]) == (200, "viewer")


async def test_an_empty_change_is_not_audited(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.patch("/users/me", json={"name": None}, headers=auth(dora))

    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert not await AuditLine.filter(row_id=dora.id).exists()


async def test_a_new_password_signs_out_everywhere(client: httpx2.AsyncClient, carol: User) -> None:
    token = await RefreshToken.objects.start(carol)

    answer = await client.patch("/users/me", json=NEW_PASSWORD, headers=auth(carol))

    assert answer.status_code == 200
    assert (await client.post("/auth/refresh", json={"refresh_token": token})).status_code == 401
    signed_in = await client.post("/auth/token", data={"username": "carol@clinic.example", "password": NEW})
    assert signed_in.status_code == 200


async def test_a_new_password_is_audited_by_name_only(client: httpx2.AsyncClient, carol: User) -> None:
    await client.patch("/users/me", json=NEW_PASSWORD, headers=auth(carol))

    assert (await AuditLine.get(row_id=carol.id)).changed == ["password"]


async def test_a_password_is_compared_in_normal_form(client: httpx2.AsyncClient, carol: User) -> None:
    composed, decomposed = "caf\u00e9 caf\u00e9 caf\u00e9", "cafe\u0301 cafe\u0301 cafe\u0301"
    await client.patch("/users/me", json={"password": composed, "current_password": PASSWORD}, headers=auth(carol))

    answer = await client.post("/auth/token", data={"username": "carol@clinic.example", "password": decomposed})

    assert answer.status_code == 200


async def test_a_wrong_current_password_changes_nothing(client: httpx2.AsyncClient, carol: User) -> None:
    body = {"password": NEW, "current_password": "wrong horse battery"}

    answer = await client.patch("/users/me", json=body, headers=auth(carol))

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "current_password"]
    await carol.refresh_from_db()
    assert await passwords.verify(PASSWORD, carol.password_hash)


async def test_guesses_of_the_current_password_are_limited(app: Any, carol: User) -> None:
    async with client_of(app_with(rate_limits="sign_in_account=1/300")) as client:
        body = {"password": NEW, "current_password": "wrong horse battery"}
        await client.patch("/users/me", json=body, headers=auth(carol))
        answer = await client.patch("/users/me", json=NEW_PASSWORD, headers=auth(carol))

    assert answer.status_code == 429


async def test_a_user_of_an_outside_issuer_has_no_password_to_change(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.patch("/users/me", json=NEW_PASSWORD, headers=auth(dora))

    assert answer.status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        '{"password": "another horse battery"}',
        '{"password": "too short", "current_password": "x"}',
        f'{{"password": "{"x" * 129}", "current_password": "x"}}',
        '{"password": "another horse\\u0000battery", "current_password": "x"}',
        '{"password": "another horse \\ud800 battery", "current_password": "x"}',
        '{"name": "a\\u0000b"}',
        '{"name": "\\ud800"}',
        f'{{"name": "{"x" * 201}"}}',
        '{"name": 7}',
        "[]",
    ],
)
async def test_bad_changes_are_422(client: httpx2.AsyncClient, carol: User, body: str) -> None:
    headers = {**auth(carol), "Content-Type": "application/json"}

    answer = await client.patch("/users/me", content=body, headers=headers)

    assert answer.status_code == 422


async def test_the_built_in_user_cannot_be_changed(local: httpx2.AsyncClient) -> None:
    answer = await local.patch("/users/me", json={"name": "Somebody"})

    assert answer.status_code == 409
