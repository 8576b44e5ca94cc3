from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from project.core.models import IdempotencyKey
from project.service import KEY_PREFIX, Right
from project.users.caller_cache import caller_cache
from project.users.models import ApiKey, AuditLine, User
from project.users.testing import auth

PIPELINE = {"name": "Pipeline", "scopes": ["read", "write"]}


async def make_key(user: User, *scopes: Right, expires_at: datetime | None = None) -> dict[str, str]:
    """Return the header of a new key."""
    key = await ApiKey.objects.issue(user.caller(), "Pipeline", scopes or (Right.READ,), expires_at)
    return {"X-API-Key": key.key}


async def test_a_key_lets_a_machine_in(client: httpx2.AsyncClient, alice: User) -> None:
    made = await client.post("/users/me/keys", json=PIPELINE, headers=auth(alice))

    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    assert made.json()["key"].startswith(made.json()["prefix"])
    me = await client.get("/users/me", headers={"X-API-Key": made.json()["key"]})
    assert me.json()["id"] == str(alice.id)


async def test_a_key_is_shown_once_and_stored_nowhere(client: httpx2.AsyncClient, alice: User) -> None:
    key = (await client.post("/users/me/keys", json=PIPELINE, headers=auth(alice))).json()["key"]

    listed = await client.get("/users/me/keys", headers=auth(alice))

    assert key not in listed.text
    assert "key" not in listed.json()[0]
    assert key not in str((await ApiKey.all().values())[0])


async def test_a_repeated_idempotency_key_creates_one_api_key(client: httpx2.AsyncClient, alice: User) -> None:
    headers = {**auth(alice), "Idempotency-Key": "pipeline"}

    first = await client.post("/users/me/keys", json=PIPELINE, headers=headers)
    second = await client.post("/users/me/keys", json=PIPELINE, headers=headers)

    assert first.content == second.content
    assert second.headers["cache-control"] == "no-store"
    assert await ApiKey.all().count() == 1


async def test_the_stored_response_is_encrypted(client: httpx2.AsyncClient, alice: User) -> None:
    headers = {**auth(alice), "Idempotency-Key": "pipeline"}

    made = await client.post("/users/me/keys", json=PIPELINE, headers=headers)

    kept = (await IdempotencyKey.all().values())[0]
    assert made.json()["key"].encode() not in kept["body"]
    assert b"Pipeline" not in kept["body"]
    assert "pipeline" not in str(kept)


async def test_idempotency_keys_of_two_callers_are_separate(
    client: httpx2.AsyncClient, alice: User, carol: User
) -> None:
    first = await client.post("/users/me/keys", json=PIPELINE, headers={**auth(alice), "Idempotency-Key": "x"})
    second = await client.post("/users/me/keys", json=PIPELINE, headers={**auth(carol), "Idempotency-Key": "x"})

    assert first.json()["key"] != second.json()["key"]


async def test_another_body_under_the_same_idempotency_key_is_422(client: httpx2.AsyncClient, alice: User) -> None:
    headers = {**auth(alice), "Idempotency-Key": "pipeline"}
    await client.post("/users/me/keys", json=PIPELINE, headers=headers)

    answer = await client.post("/users/me/keys", json={"name": "Other"}, headers=headers)

    assert answer.status_code == 422


async def test_a_key_reads_by_default(client: httpx2.AsyncClient, alice: User) -> None:
    answer = await client.post("/users/me/keys", json={"name": "Pipeline"}, headers=auth(alice))

    assert answer.json()["scopes"] == ["read"]


async def test_a_viewer_cannot_make_a_key_that_writes(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.post("/users/me/keys", json=PIPELINE, headers=auth(dora))

    assert answer.status_code == 403


async def test_a_key_has_no_more_rights_than_its_scopes(client: httpx2.AsyncClient, carol: User) -> None:
    key = await make_key(carol, Right.READ)

    read, admin = await client.get("/users/me", headers=key), await client.get("/users", headers=key)

    assert (read.status_code, admin.status_code) == (200, 403)


async def test_a_key_has_no_more_rights_than_its_user(client: httpx2.AsyncClient, carol: User, alice: User) -> None:
    key = await make_key(carol, Right.ADMIN)
    await User.filter(id=carol.id).update(role="viewer")

    answer = await client.get("/users", headers=key)

    assert answer.status_code == 403


async def test_a_key_that_cannot_read_is_403(client: httpx2.AsyncClient, alice: User) -> None:
    answer = await client.get("/users/me", headers=await make_key(alice, Right.WRITE))

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/users/me/keys", {"name": "Another"}),
        ("DELETE", "/users/me/keys/0192f0c1-7f00-7000-8000-000000000001", None),
        ("PATCH", "/users/me", {"name": "Somebody"}),
    ],
)
async def test_a_key_without_admin_changes_nothing_of_its_user(
    client: httpx2.AsyncClient, carol: User, method: str, path: str, body: Any
) -> None:
    key = await make_key(carol, Right.READ, Right.WRITE)

    answer = await client.request(method, path, json=body, headers=key)

    assert answer.status_code == 403


async def test_a_key_with_admin_makes_another(client: httpx2.AsyncClient, carol: User) -> None:
    key = await make_key(carol, Right.READ, Right.ADMIN)

    narrower = await client.post("/users/me/keys", json={"name": "Another"}, headers=key)
    wider = await client.post("/users/me/keys", json=PIPELINE, headers=key)

    assert (narrower.status_code, wider.status_code) == (201, 403)


async def test_writes_by_a_key_name_it_in_the_audit(client: httpx2.AsyncClient, carol: User) -> None:
    key = await make_key(carol, *Right)
    used = await ApiKey.get(user_id=carol.id)

    made = await client.post("/users/me/keys", json=PIPELINE, headers=key)

    line = await AuditLine.get(row_id=made.json()["id"])
    assert (line.user_id, line.api_key_id) == (carol.id, used.id)


@pytest.mark.parametrize(
    "body",
    [
        {"name": " "},
        {"name": "x" * 101},
        {"name": "a\x00b"},
        {"name": "Pipeline", "scopes": []},
        {"name": "Pipeline", "scopes": ["own"]},
        {"name": "Pipeline", "scopes": ["read"] * 5},
        {"name": "Pipeline", "expires_at": "2020-01-01T00:00:00Z"},
        {"name": "Pipeline", "expires_at": "2999-01-01T00:00:00Z"},
        {"name": "Pipeline", "expires_at": "9999-12-31T23:59:59-14:00"},
        {"name": "Pipeline", "expires_at": "2027-01-01T00:00:00"},
    ],
)
async def test_bad_keys_are_422(client: httpx2.AsyncClient, alice: User, body: object) -> None:
    answer = await client.post("/users/me/keys", json=body, headers=auth(alice))

    assert answer.status_code == 422


async def test_keys_are_listed_newest_first_and_only_ones_own(
    client: httpx2.AsyncClient, alice: User, carol: User
) -> None:
    for user in (alice, carol, alice):
        await make_key(user)

    answer = await client.get("/users/me/keys", headers=auth(alice))

    ids = [key["id"] for key in answer.json()]
    assert len(ids) == 2
    assert ids == sorted(ids, reverse=True)


async def test_a_revoked_key_ends_at_once_and_stays_in_the_list(client: httpx2.AsyncClient, alice: User) -> None:
    key = await make_key(alice)
    await client.get("/users/me", headers=key)
    row = await ApiKey.get(user_id=alice.id)

    answer = await client.delete(f"/users/me/keys/{row.id}", headers=auth(alice))

    assert (answer.status_code, answer.content) == (204, b"")
    assert (await client.get("/users/me", headers=key)).status_code == 401
    assert (await client.get("/users/me/keys", headers=auth(alice))).json()[0]["revoked_at"] is not None


async def test_revoking_twice_is_no_error(client: httpx2.AsyncClient, alice: User) -> None:
    await make_key(alice)
    row = await ApiKey.get(user_id=alice.id)
    await client.delete(f"/users/me/keys/{row.id}", headers=auth(alice))

    answer = await client.delete(f"/users/me/keys/{row.id}", headers=auth(alice))

    assert answer.status_code == 204
    assert await AuditLine.filter(row_id=row.id, action="update").count() == 1


async def test_a_colleagues_key_is_404(client: httpx2.AsyncClient, alice: User, carol: User) -> None:
    await make_key(alice)
    row = await ApiKey.get(user_id=alice.id)

    answer = await client.delete(f"/users/me/keys/{row.id}", headers=auth(carol))

    assert answer.status_code == 404


async def test_a_malformed_key_id_is_404(client: httpx2.AsyncClient, alice: User) -> None:
    answer = await client.delete("/users/me/keys/7", headers=auth(alice))

    assert (answer.status_code, answer.json()["detail"]) == (404, "API key 7 not found")


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("DELETE", "/7")])
async def test_keys_need_a_caller(client: httpx2.AsyncClient, method: str, path: str) -> None:
    answer = await client.request(method, "/users/me/keys" + path, json=PIPELINE if method == "POST" else None)

    assert answer.status_code == 401


async def test_a_key_expires(client: httpx2.AsyncClient, alice: User) -> None:
    key = await make_key(alice, expires_at=datetime.now(UTC) + timedelta(hours=1))
    before = await client.get("/users/me", headers=key)
    await ApiKey.all().update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    caller_cache.clear()

    after = await client.get("/users/me", headers=key)

    assert (before.status_code, after.status_code) == (200, 401)


async def test_a_key_of_a_disabled_user_is_401(client: httpx2.AsyncClient, alice: User) -> None:
    key = await make_key(alice)
    await User.filter(id=alice.id).update(disabled_at=datetime.now(UTC))

    answer = await client.get("/users/me", headers=key)

    assert answer.status_code == 401


@pytest.mark.parametrize("key", ["", f"{KEY_PREFIX}unknown", "unknown", KEY_PREFIX + "x" * 5000, f"{KEY_PREFIX}é"])
async def test_an_unknown_key_is_401(client: httpx2.AsyncClient, alice: User, key: str) -> None:
    answer = await client.get("/users/me", headers=[(b"X-API-Key", key.encode("latin-1"))])

    assert answer.status_code == 401


async def test_the_last_use_is_recorded_once_a_minute(client: httpx2.AsyncClient, alice: User) -> None:
    key = await make_key(alice)
    a_while_ago, just_now = (datetime.now(UTC) - timedelta(seconds=s) for s in (70, 50))

    await ApiKey.all().update(last_used_at=just_now)
    await client.get("/users/me", headers=key)
    kept = (await ApiKey.get(user_id=alice.id)).last_used_at
    caller_cache.clear()
    await ApiKey.all().update(last_used_at=a_while_ago)
    await client.get("/users/me", headers=key)
    noted = (await ApiKey.get(user_id=alice.id)).last_used_at

    assert kept == just_now
    assert noted is not None
    assert noted > just_now
