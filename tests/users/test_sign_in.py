from typing import Any

import argon2
import httpx2
import pytest

from project.core.models import RateLimit
from project.users import passwords
from project.users.models import AuditLine, RefreshToken, User
from tests.users.conftest import PASSWORD, app_with, client_of


def form(username: str = "carol@clinic.example", password: str = PASSWORD) -> dict[str, str]:
    return {"grant_type": "password", "username": username, "password": password}


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the hashes that passwords are verified against. Verification is real."""
    seen: list[str] = []
    verify = passwords.HASHER.verify

    class Counting(argon2.PasswordHasher):
        def verify(self, hash: Any, password: Any) -> Any:
            seen.append(hash)
            return verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting())
    return seen


async def test_signing_in_returns_working_tokens(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.post("/auth/token", data=form())

    assert answer.status_code == 200
    assert set(answer.json()) == {"access_token", "token_type", "expires_in", "refresh_token"}
    me = await client.get("/users/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert me.json()["id"] == str(carol.id)


async def test_token_responses_are_not_cacheable(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.post("/auth/token", data=form())

    assert answer.headers["cache-control"] == "no-store"


async def test_the_authorize_button_of_the_docs_works(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.post("/auth/token", data=form(), headers={"Authorization": "Basic Og=="})

    assert answer.status_code == 200


async def test_case_and_spaces_of_the_address_do_not_matter(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.post("/auth/token", data=form(" Carol@Clinic.EXAMPLE "))

    assert answer.status_code == 200


async def test_an_unknown_address_looks_like_a_wrong_password(
    client: httpx2.AsyncClient, carol: User, verified: list[str]
) -> None:
    unknown = await client.post("/auth/token", data=form("nobody@clinic.example"))
    wrong = await client.post("/auth/token", data=form(password="wrong horse battery"))

    assert unknown.status_code == wrong.status_code == 401
    assert {**unknown.json(), "request_id": ""} == {**wrong.json(), "request_id": ""}
    assert unknown.headers["www-authenticate"] == "Bearer"
    assert verified == [passwords.DUMMY_HASH, carol.password_hash]


@pytest.mark.parametrize("username", ["not an address", "a@b", "\x00@clinic.example", "x" * 254])
async def test_an_invalid_address_takes_as_long(
    client: httpx2.AsyncClient, carol: User, verified: list[str], username: str
) -> None:
    answer = await client.post("/auth/token", data=form(username))

    assert answer.status_code == 401
    assert len(verified) == 1


async def test_a_user_without_a_password_cannot_sign_in(
    client: httpx2.AsyncClient, alice: User, verified: list[str]
) -> None:
    answer = await client.post("/auth/token", data=form("alice@clinic.example"))

    assert answer.status_code == 401
    assert verified == [passwords.DUMMY_HASH]


async def test_a_disabled_user_cannot_sign_in(client: httpx2.AsyncClient, carol: User) -> None:
    await carol.change(disabled_at=carol.created_at)

    answer = await client.post("/auth/token", data=form())

    assert answer.json()["detail"] == "Wrong e-mail address or password"


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "x" * 255, "password": PASSWORD},
        {"username": "carol@clinic.example", "password": "x" * 129},
        {"username": "carol@clinic.example"},
        {"grant_type": "client_credentials", "username": "carol@clinic.example", "password": PASSWORD},
    ],
)
async def test_a_form_out_of_bounds_is_refused(client: httpx2.AsyncClient, wrong: dict[str, str]) -> None:
    answer = await client.post("/auth/token", data=wrong)

    assert answer.status_code == 422


async def test_a_refused_form_does_not_show_the_password(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/auth/token", data={"password": "x" * 128 + "secret"})

    assert "secret" not in answer.text


async def test_an_outdated_hash_is_replaced_at_sign_in(client: httpx2.AsyncClient, carol: User) -> None:
    await carol.change(password_hash=argon2.PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD))

    first = await client.post("/auth/token", data=form())

    await carol.refresh_from_db()
    assert first.status_code == 200
    assert not passwords.is_outdated(carol.password_hash or "")
    assert (await AuditLine.get(row_id=carol.id)).changed == ["password"]


async def test_only_hashes_of_refresh_tokens_are_stored(client: httpx2.AsyncClient, carol: User) -> None:
    token = (await client.post("/auth/token", data=form())).json()["refresh_token"]

    stored = await RefreshToken.get(user_id=carol.id)
    assert token not in (stored.token_hash, str(stored.id), str(stored.family_id))


async def test_too_many_attempts_on_one_account_are_429(app: Any, carol: User) -> None:
    async with client_of(app_with(rate_limits="sign_in_account=2/300")) as client:
        for _ in range(2):
            await client.post("/auth/token", data=form(password="wrong horse battery"))
        answer = await client.post("/auth/token", data=form())

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 300


async def test_unknown_accounts_are_limited_too(app: Any, clinic: Any) -> None:
    async with client_of(app_with(rate_limits="sign_in_account=1/300")) as client:
        await client.post("/auth/token", data=form("nobody@clinic.example"))
        answer = await client.post("/auth/token", data=form("NOBODY@clinic.example"))

    assert answer.status_code == 429


async def test_too_many_attempts_from_one_address_are_429(app: Any, carol: User) -> None:
    async with client_of(app_with(rate_limits="sign_in_address=1/60")) as client:
        await client.post("/auth/token", data=form("nobody@clinic.example"))
        answer = await client.post("/auth/token", data=form())

    assert answer.status_code == 429


async def test_neighbours_in_one_ipv6_network_count_as_one(app: Any, carol: User) -> None:
    other = app_with(rate_limits="sign_in_address=1/60")
    async with client_of(other, client=("2001:db8::1", 1)) as one, client_of(other, client=("2001:db8::2", 1)) as two:
        await one.post("/auth/token", data=form("nobody@clinic.example"))
        answer = await two.post("/auth/token", data=form())

    assert answer.status_code == 429


async def test_the_limit_is_checked_before_the_password(app: Any, carol: User, verified: list[str]) -> None:
    async with client_of(app_with(rate_limits="sign_in_account=1/300")) as client:
        await client.post("/auth/token", data=form())
        await RateLimit.objects.hit("sign_in_account", "carol@clinic.example", 9, 300)
        await client.post("/auth/token", data=form())

    assert len(verified) == 1


async def test_the_right_password_resets_the_count(app: Any, carol: User) -> None:
    async with client_of(app_with(rate_limits="sign_in_account=2/300")) as client:
        await client.post("/auth/token", data=form(password="wrong horse battery"))
        await client.post("/auth/token", data=form())
        await client.post("/auth/token", data=form(password="wrong horse battery"))
        answer = await client.post("/auth/token", data=form())

    assert answer.status_code == 200


async def test_counters_do_not_name_accounts(client: httpx2.AsyncClient, carol: User) -> None:
    await client.post("/auth/token", data=form(password="wrong horse battery"))

    rows = await RateLimit.all().values_list("id", flat=True)
    assert [len(str(row)) for row in rows] == [64, 64]
    assert not any("carol" in str(row) for row in rows)
