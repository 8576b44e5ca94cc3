import asyncio

import httpx2
import pytest

from project.core.models import IdempotencyKey
from project.service import ADMIN_ROLE, DEFAULT_ROLE
from project.users.caller_cache import caller_cache
from project.users.models import ApiKey, Organisation, User
from project.users.testing import auth, make_user

MINA = {"name": "Mina Haddad"}


async def test_the_same_key_gives_the_same_answer_and_one_row(as_alice: httpx2.AsyncClient, alice: User) -> None:
    first = await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1"})
    second = await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1"})

    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert await ApiKey.objects.of(alice.caller()).count() == 1


async def test_the_same_key_with_another_body_is_refused(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1"})

    answer = await as_alice.post("/users/me/keys", json={"name": "Another"}, headers={"Idempotency-Key": "k1"})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["header", "Idempotency-Key"]


async def test_the_same_key_on_another_path_is_refused(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    headers = {"Idempotency-Key": "k1", **auth(await make_user(clinic, ADMIN_ROLE))}
    await client.post("/users/me/keys", json=MINA, headers=headers)

    answer = await client.post("/users", json={**MINA, "email": "mina@clinic.example"}, headers=headers)

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["header", "Idempotency-Key"]


async def test_a_refused_request_does_not_use_its_key_up(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/users/me/keys", json={"name": ""}, headers={"Idempotency-Key": "k1"})

    answer = await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1"})

    assert answer.status_code == 201


async def test_a_key_is_its_callers_own(client: httpx2.AsyncClient, alice: User, bob: User) -> None:
    first = await client.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1", **auth(alice)})
    second = await client.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1", **auth(bob)})

    assert second.status_code == 201
    assert first.json()["id"] != second.json()["id"]


async def test_who_has_lost_the_right_gets_no_answer_again(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    admin = await make_user(clinic, ADMIN_ROLE)
    headers = {"Idempotency-Key": "k1", **auth(admin)}
    body = {**MINA, "email": "mina@clinic.example", "password": "a good long password"}
    assert (await client.post("/users", json=body, headers=headers)).status_code == 201
    admin.role = DEFAULT_ROLE
    await admin.save(update_fields=["role"])
    caller_cache.clear()

    assert (await client.post("/users", json=body, headers=headers)).status_code == 403


async def test_a_key_is_free_again_after_a_day(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1"})
    await IdempotencyKey.objects.sql("UPDATE idempotency_key SET created_at = now() - interval '25 hours'")

    answer = await as_alice.post("/users/me/keys", json={"name": "Another"}, headers={"Idempotency-Key": "k1"})

    assert answer.status_code == 201


async def test_expired_keys_are_cleared_away_by_the_next(as_alice: httpx2.AsyncClient) -> None:
    for number in range(4):
        await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": f"k{number}"})
    await IdempotencyKey.objects.sql("UPDATE idempotency_key SET created_at = now() - interval '25 hours'")

    await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "new"})

    assert await IdempotencyKey.all().count() == 1


async def test_no_record_is_readable_in_a_kept_answer(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": "k1"})

    kept = await IdempotencyKey.all().get()

    assert b"Mina" not in kept.body


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_key_out_of_bounds_is_refused(as_alice: httpx2.AsyncClient, key: str) -> None:
    assert (await as_alice.post("/users/me/keys", json=MINA, headers={"Idempotency-Key": key})).status_code == 422


@pytest.mark.alone
async def test_fifty_at_once_make_one_row_and_get_one_answer(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    alice = await make_user(clinic)
    headers = {"Idempotency-Key": "k1", **auth(alice)}

    answers = await asyncio.gather(*(client.post("/users/me/keys", json=MINA, headers=headers) for _ in range(50)))

    assert {answer.content for answer in answers} == {answers[0].content}
    assert await ApiKey.objects.of(alice.caller()).count() == 1
