from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from project.users.errors import WrongPassword
from project.users.models import RefreshToken, User


async def refresh(client: httpx2.AsyncClient, token: str) -> httpx2.Response:
    return await client.post("/auth/refresh", json={"refresh_token": token})


async def test_a_refresh_token_gives_the_next_pair(client: httpx2.AsyncClient, carol: User) -> None:
    token = await RefreshToken.objects.start(carol)

    answer = await refresh(client, token)

    assert answer.status_code == 200
    assert answer.json()["refresh_token"] != token
    assert answer.headers["cache-control"] == "no-store"
    me = await client.get("/users/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert me.json()["id"] == str(carol.id)


async def test_each_successor_can_be_exchanged_in_turn(client: httpx2.AsyncClient, carol: User) -> None:
    second = (await refresh(client, await RefreshToken.objects.start(carol))).json()["refresh_token"]

    answer = await refresh(client, second)

    assert answer.status_code == 200


async def test_a_token_used_twice_ends_its_family(client: httpx2.AsyncClient, carol: User) -> None:
    first = await RefreshToken.objects.start(carol)
    second = (await refresh(client, first)).json()["refresh_token"]

    reused = await refresh(client, first)
    successor = await refresh(client, second)

    assert (reused.status_code, successor.status_code) == (401, 401)
    assert reused.headers["www-authenticate"] == "Bearer"


@pytest.mark.alone
async def test_the_end_of_a_family_is_committed(client: httpx2.AsyncClient, carol: User) -> None:
    first = await RefreshToken.objects.start(carol)
    await refresh(client, first)

    await client.post("/auth/refresh", json={"refresh_token": first}, headers={"Idempotency-Key": "x"})

    assert await RefreshToken.filter(user_id=carol.id).count() == 0


async def test_the_end_of_a_family_does_not_end_other_sign_ins(client: httpx2.AsyncClient, carol: User) -> None:
    here, there = await RefreshToken.objects.start(carol), await RefreshToken.objects.start(carol)
    await refresh(client, here)
    await refresh(client, here)

    answer = await refresh(client, there)

    assert answer.status_code == 200


async def test_an_expired_token_is_401(client: httpx2.AsyncClient, carol: User) -> None:
    token = await RefreshToken.objects.start(carol)
    await RefreshToken.all().update(expires_at=datetime.now(UTC) - timedelta(seconds=1))

    answer = await refresh(client, token)

    assert answer.status_code == 401


async def test_tokens_live_for_thirty_days(carol: User) -> None:
    await RefreshToken.objects.start(carol)

    row = await RefreshToken.get(user_id=carol.id)
    assert timedelta(days=29, hours=23) < row.expires_at - datetime.now(UTC) <= timedelta(days=30)


async def test_signing_in_deletes_expired_tokens(carol: User) -> None:
    await RefreshToken.objects.start(carol)
    await RefreshToken.all().update(expires_at=datetime.now(UTC) - timedelta(seconds=1))

    await RefreshToken.objects.start(carol)

    assert await RefreshToken.filter(user_id=carol.id).count() == 1


async def test_a_disabled_user_cannot_refresh(client: httpx2.AsyncClient, carol: User) -> None:
    token = await RefreshToken.objects.start(carol)
    await carol.change(disabled_at=datetime.now(UTC))

    answer = await refresh(client, token)

    assert answer.status_code == 401


async def test_a_password_changed_after_its_check_issues_no_token(carol: User) -> None:
    await User.filter(id=carol.id).update(password_hash="another")

    with pytest.raises(WrongPassword):
        await RefreshToken.objects.start(carol)


@pytest.mark.parametrize("token", ["", "unknown", "é" * 10])
async def test_an_unknown_token_is_401(client: httpx2.AsyncClient, token: str) -> None:
    answer = await refresh(client, token)

    assert answer.status_code == 401


@pytest.mark.parametrize("token", ["1", "null", '"\\u0000"', '"\\ud800"', f'"{"x" * 201}"'])
async def test_a_malformed_body_is_422(client: httpx2.AsyncClient, token: str) -> None:
    body = f'{{"refresh_token": {token}}}'

    answer = await client.post("/auth/refresh", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 422


async def test_logout_ends_the_whole_family(client: httpx2.AsyncClient, carol: User) -> None:
    first = await RefreshToken.objects.start(carol)
    second = (await refresh(client, first)).json()["refresh_token"]

    answer = await client.post("/auth/logout", json={"refresh_token": first})

    assert (answer.status_code, answer.content) == (204, b"")
    assert (await refresh(client, second)).status_code == 401


async def test_logout_twice_is_no_error(client: httpx2.AsyncClient, carol: User) -> None:
    body = {"refresh_token": await RefreshToken.objects.start(carol)}
    await client.post("/auth/logout", json=body)

    answer = await client.post("/auth/logout", json=body)

    assert answer.status_code == 204
