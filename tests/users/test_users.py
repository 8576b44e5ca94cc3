import httpx2
import pytest

from project.service import Role
from project.users.callers import LOCAL
from project.users.models import AuditLine, Organisation, RefreshToken, User
from project.users.testing import auth, make_user
from tests.users.conftest import PASSWORD

EVE = {"email": "Eve@Clinic.example", "name": "Eve", "role": "clinician", "password": PASSWORD}


async def test_an_admin_adds_a_user_who_can_sign_in(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.post("/users", json=EVE, headers=auth(carol))

    assert answer.status_code == 201
    assert answer.json()["email"] == "eve@clinic.example"
    assert answer.json()["organisation_id"] == str(carol.organisation_id)
    signed_in = await client.post("/auth/token", data={"username": "eve@clinic.example", "password": PASSWORD})
    assert signed_in.status_code == 200


async def test_an_added_user_is_audited_without_values(client: httpx2.AsyncClient, carol: User) -> None:
    made = await client.post("/users", json=EVE, headers=auth(carol))

    line = await AuditLine.get(row_id=made.json()["id"])
    assert (line.action, line.kind, line.user_id) == ("create", "user", carol.id)
    assert line.changed == ["email", "name", "role", "password"]


async def test_a_taken_address_is_409(client: httpx2.AsyncClient, carol: User, bob: User) -> None:
    answer = await client.post("/users", json={**EVE, "email": "BOB@elsewhere.example"}, headers=auth(carol))

    assert answer.status_code == 409
    assert "bob" not in answer.text
    assert await User.objects.of(carol.caller()).count() == 1


async def test_a_repeated_idempotency_key_adds_one_user(client: httpx2.AsyncClient, carol: User) -> None:
    headers = {**auth(carol), "Idempotency-Key": "eve"}

    first = await client.post("/users", json=EVE, headers=headers)
    second = await client.post("/users", json=EVE, headers=headers)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"


async def test_the_idempotency_key_of_a_refused_request_can_be_reused(client: httpx2.AsyncClient, carol: User) -> None:
    headers = {**auth(carol), "Idempotency-Key": "eve"}
    await client.post("/users", json={**EVE, "email": "carol@clinic.example"}, headers=headers)

    answer = await client.post("/users", json=EVE, headers=headers)

    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an address"),
        ("email", "x" * 250 + "@clinic.example"),
        ("email", "a\x00b@clinic.example"),
        ("email", None),
        ("name", "x" * 201),
        ("name", "a\x00b"),
        ("role", "emperor"),
        ("password", "too short"),
        ("password", "x" * 129),
        ("password", None),
    ],
)
async def test_bad_users_are_422(client: httpx2.AsyncClient, carol: User, field: str, value: object) -> None:
    answer = await client.post("/users", json={**EVE, field: value}, headers=auth(carol))

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", field]


async def test_the_list_has_the_organisations_users_in_order(
    client: httpx2.AsyncClient, carol: User, dora: User, bob: User
) -> None:
    answer = await client.get("/users", headers=auth(carol))

    assert [user["id"] for user in answer.json()] == [str(carol.id), str(dora.id)]


async def test_pages_of_a_list_follow_each_other(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    first = await client.get("/users?limit=1", headers=auth(carol))
    second = await client.get(first.links["next"]["url"], headers=auth(carol))

    assert [user["id"] for user in first.json() + second.json()] == [str(carol.id), str(dora.id)]
    assert "next" not in second.links


async def test_a_list_costs_two_queries(
    client: httpx2.AsyncClient, carol: User, dora: User, queries: list[str]
) -> None:
    await client.get("/users", headers=auth(carol))

    assert len([query for query in queries if "SELECT" in query]) == 2


async def test_an_admin_reads_a_user(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    answer = await client.get(f"/users/{dora.id}", headers=auth(carol))

    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert answer.json()["email"] == "dora@clinic.example"


async def test_an_admin_changes_a_user(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    body = {"role": "clinician", "email": "Dora.H@clinic.example", "name": "Dora"}

    answer = await client.patch(f"/users/{dora.id}", json=body, headers={**auth(carol), "If-Match": '"1"'})

    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert (answer.json()["role"], answer.json()["email"]) == ("clinician", "dora.h@clinic.example")
    assert (await AuditLine.get(row_id=dora.id)).changed == ["email", "name", "role"]


async def test_a_new_role_applies_at_once(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    before = await client.get("/users", headers=auth(dora))
    await client.patch(f"/users/{dora.id}", json={"role": "admin"}, headers=auth(carol))

    after = await client.get("/users", headers=auth(dora))

    assert (before.status_code, after.status_code) == (403, 200)


async def test_a_change_to_a_taken_address_is_409(
    client: httpx2.AsyncClient, carol: User, dora: User, bob: User
) -> None:
    answer = await client.patch(f"/users/{dora.id}", json={"email": bob.email}, headers=auth(carol))

    assert answer.status_code == 409


async def test_a_stale_change_of_a_user_is_412(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    headers = {**auth(carol), "If-Match": '"7"'}

    changed = await client.patch(f"/users/{dora.id}", json={"name": "Dora"}, headers=headers)
    deleted = await client.delete(f"/users/{dora.id}", headers=headers)

    assert (changed.status_code, deleted.status_code) == (412, 412)


async def test_a_disabled_user_is_401_at_once(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    token = await RefreshToken.objects.start(dora)
    await client.get("/users/me", headers=auth(dora))

    answer = await client.patch(f"/users/{dora.id}", json={"disabled": True}, headers=auth(carol))

    assert answer.json()["disabled_at"] is not None
    assert (await client.get("/users/me", headers=auth(dora))).status_code == 401
    assert (await client.post("/auth/refresh", json={"refresh_token": token})).status_code == 401


async def test_a_user_can_be_enabled_again(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    await client.patch(f"/users/{dora.id}", json={"disabled": True}, headers=auth(carol))

    answer = await client.patch(f"/users/{dora.id}", json={"disabled": False}, headers=auth(carol))

    assert answer.json()["disabled_at"] is None
    assert (await client.get("/users/me", headers=auth(dora))).status_code == 200


async def test_disabling_twice_keeps_the_first_time(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    first = await client.patch(f"/users/{dora.id}", json={"disabled": True}, headers=auth(carol))

    second = await client.patch(f"/users/{dora.id}", json={"disabled": True}, headers=auth(carol))

    assert first.json() == second.json()


async def test_an_admin_replaces_a_lost_password(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    token = await RefreshToken.objects.start(dora)

    await client.patch(f"/users/{dora.id}", json={"password": PASSWORD}, headers=auth(carol))

    form = {"username": "dora@clinic.example", "password": PASSWORD}
    assert (await client.post("/auth/token", data=form)).status_code == 200
    assert (await client.post("/auth/refresh", json={"refresh_token": token})).status_code == 401


async def test_an_admin_needs_the_current_password_for_their_own(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.patch(f"/users/{carol.id}", json={"password": "x" * 12}, headers=auth(carol))

    assert answer.status_code == 409


async def test_a_deleted_user_is_gone_at_once(client: httpx2.AsyncClient, carol: User, dora: User) -> None:
    await client.get("/users/me", headers=auth(dora))

    answer = await client.delete(f"/users/{dora.id}", headers=auth(carol))

    assert (answer.status_code, answer.content) == (204, b"")
    assert (await client.get("/users/me", headers=auth(dora))).status_code == 401
    assert (await AuditLine.get(row_id=dora.id)).action == "delete"


@pytest.mark.parametrize("change", [{"role": "viewer"}, {"disabled": True}])
async def test_the_last_admin_keeps_the_role(client: httpx2.AsyncClient, carol: User, change: object) -> None:
    answer = await client.patch(f"/users/{carol.id}", json=change, headers=auth(carol))

    assert answer.status_code == 409
    await carol.refresh_from_db()
    assert carol.is_acting_admin


async def test_the_last_admin_cannot_be_deleted(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.delete(f"/users/{carol.id}", headers=auth(carol))

    assert answer.status_code == 409


async def test_a_disabled_admin_does_not_count(client: httpx2.AsyncClient, clinic: Organisation, carol: User) -> None:
    await make_user(clinic, Role.ADMIN, disabled_at=carol.created_at)

    answer = await client.delete(f"/users/{carol.id}", headers=auth(carol))

    assert answer.status_code == 409


async def test_an_admin_who_is_not_the_last_can_be_deleted(
    client: httpx2.AsyncClient, clinic: Organisation, carol: User
) -> None:
    await make_user(clinic, Role.ADMIN)

    answer = await client.delete(f"/users/{carol.id}", headers=auth(carol))

    assert answer.status_code == 204


async def test_the_built_in_user_cannot_be_changed_or_deleted(local: httpx2.AsyncClient) -> None:
    changed = await local.patch(f"/users/{LOCAL.user_id}", json={"role": "viewer"})
    deleted = await local.delete(f"/users/{LOCAL.user_id}")

    assert (changed.status_code, deleted.status_code) == (409, 409)


ROUTES = [("GET", ""), ("POST", ""), ("GET", "/{id}"), ("PATCH", "/{id}"), ("DELETE", "/{id}")]


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_anonymous_is_401(client: httpx2.AsyncClient, dora: User, method: str, path: str) -> None:
    answer = await client.request(method, "/users" + path.format(id=dora.id), json=EVE if method == "POST" else None)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_who_is_no_admin_is_403(
    client: httpx2.AsyncClient, alice: User, dora: User, method: str, path: str
) -> None:
    body = EVE if method in ("POST", "PATCH") else None

    answer = await client.request(method, "/users" + path.format(id=dora.id), json=body, headers=auth(alice))

    assert answer.status_code == 403


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_a_user_of_another_organisation_is_404(
    client: httpx2.AsyncClient, carol: User, bob: User, method: str
) -> None:
    answer = await client.request(
        method, f"/users/{bob.id}", json={"name": "Bob"} if method == "PATCH" else None, headers=auth(carol)
    )

    assert answer.status_code == 404
    assert answer.json()["detail"] == f"User {bob.id} not found"


@pytest.mark.parametrize(
    "user_id", ["7", "not-an-id", "x" * 5000, "%00", "%ED%A0%80", "0192f0c1-7f00-7000-8000-000000000000"]
)
async def test_an_unknown_id_is_404(client: httpx2.AsyncClient, carol: User, user_id: str) -> None:
    answer = await client.get(f"/users/{user_id}", headers=auth(carol))

    assert answer.status_code == 404
    assert len(answer.json()["detail"]) < 130
