"""Readers and link codes on the wire."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from project.core.http.problems import MEDIA_TYPE
from project.scripture.readers.models import LinkCode, ReaderToken, Usage
from project.users.models import User
from tests.factories import auth
from tests.scripture.readers.rows import accept, agents, code_of, cookie, make_reader, new_value
from tests.users.conftest import app_with, client_of

UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
COOKIE = rf"verse_user_id={UUID4}; HttpOnly; Max-Age=315360000; Path=/; SameSite=lax"
LINKED = {"success": True, "message": "Devices linked successfully"}


async def test_a_new_visitor_gets_a_session_that_stays(client: httpx2.AsyncClient) -> None:
    first = await client.get("/api/user/session")
    second = await client.get("/api/user/session")

    assert re.fullmatch(COOKIE, first.headers["set-cookie"])
    assert first.json() == second.json()
    assert "set-cookie" not in second.headers
    assert first.json()["usage"] == {"is_pro": False, "daily_limit": 10, "calls_today": 0, "remaining": 10}
    assert abs(first.json()["created_at"] / 1000 - datetime.now(UTC).timestamp()) < 60


@pytest.mark.parametrize(("calls", "remaining"), [(3, 7), (10, 0), (14, 0)])
async def test_a_session_says_how_many_calls_are_left_today(
    client: httpx2.AsyncClient, calls: int, remaining: int
) -> None:
    user, value = await make_reader()
    await Usage.create(user_id=user.id, day=datetime.now(UTC).date(), calls=calls)

    usage = (await client.get("/api/user/session", headers=cookie(value))).json()["usage"]

    assert usage == {"is_pro": False, "daily_limit": 10, "calls_today": calls, "remaining": remaining}


async def test_a_session_of_a_pro_reader_has_no_limit(client: httpx2.AsyncClient) -> None:
    user, value = await make_reader(pro_since=datetime.now(UTC))
    await Usage.create(user_id=user.id, day=datetime.now(UTC).date(), calls=3)

    usage = (await client.get("/api/user/session", headers=cookie(value))).json()["usage"]

    assert usage == {"is_pro": True, "daily_limit": 0, "calls_today": 0, "remaining": -1}


async def test_a_signed_in_user_has_their_own_session(client: httpx2.AsyncClient, alice: User) -> None:
    answer = await client.get("/api/user/session", headers=auth(alice))

    assert answer.json()["anonymous_id"] == str(alice.id)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/api/user/devices", []),
        ("DELETE", "/api/user/link/codes", {"message": "Revoked 0 pending link codes", "count": 0}),
    ],
)
async def test_fault_15_a_visitors_empty_lists_are_answered_without_writing(
    client: httpx2.AsyncClient, method: str, path: str, expected: Any
) -> None:
    answer = await client.request(method, path)

    assert (answer.status_code, answer.json()) == (200, expected)
    assert (await User.all().count(), await ReaderToken.all().count()) == (0, 0)


async def test_a_code_is_answered_as_in_the_contract(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/api/user/link/generate")

    body = answer.json()
    assert list(body) == ["display_code", "expires_at", "qr_data"]
    assert re.fullmatch("([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}", body["display_code"])
    assert body["qr_data"] == body["display_code"]
    lifetime = datetime.fromisoformat(body["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=4) < lifetime <= timedelta(minutes=5)


async def test_a_fourth_code_is_refused_until_the_others_are_revoked(client: httpx2.AsyncClient) -> None:
    answers = [await client.post("/api/user/link/generate") for _ in range(4)]
    revoked = await client.delete("/api/user/link/codes")
    after = await client.post("/api/user/link/generate")

    assert [answer.status_code for answer in answers] == [200, 200, 200, 400]
    assert answers[3].json()["detail"] == "Too many active link codes. Maximum 3 allowed."
    assert answers[3].headers["content-type"] == MEDIA_TYPE
    assert revoked.json() == {"message": "Revoked 3 pending link codes", "count": 3}
    assert after.status_code == 200


async def test_fault_03_after_linking_each_browser_keeps_its_cookie_and_both_see_the_same(
    client: httpx2.AsyncClient,
) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()

    answer = await accept(client, value, f" {(await code_of(client, source)).lower()} ")

    assert answer.json() == {**LINKED, "new_anonymous_id": value}
    assert answer.headers["set-cookie"].startswith(f"verse_user_id={value};")
    assert await agents(client, source) == await agents(client, value) == ["browser", "source"]


async def test_fault_14_only_the_browsers_own_value_is_revealed(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    linked = await accept(client, value, await code_of(client, source))

    seen = [linked] + [
        await client.request(method, f"/api/user/{path}", headers=cookie(value))
        for method, path in (
            ("GET", "session"),
            ("GET", "devices"),
            ("POST", "link/generate"),
            ("DELETE", "link/codes"),
        )
    ]

    assert not [answer for answer in seen if source in answer.text + str(answer.headers)]
    assert [answer.json()["anonymous_id"] for answer in seen if "anonymous_id" in answer.json()] == [value]


async def test_fault_14_the_other_browser_sees_its_own_value_too(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    await accept(client, value, await code_of(client, source))

    answer = await client.get("/api/user/session", headers=cookie(source))

    assert answer.json()["anonymous_id"] == source


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"expires_at": datetime(2026, 1, 1, tzinfo=UTC)}, "This code has expired. Please generate a new one."),
        ({"status": "used", "used_at": datetime.now(UTC)}, "This code has already been used"),
        ({"status": "expired"}, "This code has expired"),
        ({"status": "revoked"}, "This code has been revoked"),
    ],
)
async def test_a_code_that_is_no_longer_valid_is_refused_with_the_reason(
    client: httpx2.AsyncClient, change: dict[str, Any], detail: str
) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    code = await code_of(client, source)
    await LinkCode.all().update(**change)

    answer = await accept(client, value, code)

    assert (answer.status_code, answer.json()["detail"]) == (400, detail)


async def test_an_unknown_code_and_ones_own_are_refused(client: httpx2.AsyncClient) -> None:
    _, value = await make_reader()

    unknown = await accept(client, value, "2222-3333-4444")
    own = await accept(client, value, await code_of(client, value))

    assert (unknown.status_code, unknown.json()["detail"]) == (400, "Invalid link code")
    assert (own.status_code, own.json()["detail"]) == (400, "Cannot link device to itself")


@pytest.mark.alone
async def test_fault_01_a_revoked_code_is_refused_at_once(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    code = await code_of(client, source)

    await client.delete("/api/user/link/codes", headers=cookie(source))

    assert (await accept(client, value, code)).json()["detail"] == "This code has been revoked"


@pytest.mark.parametrize(
    ("body", "loc", "kind"),
    [
        ({}, "code", "missing"),
        ({"code": 7}, "code", "string_type"),
        ({"code": "x", "device_name": "x" * 101}, "device_name", "string_too_long"),
        ({"code": "x", "device_name": "\x00"}, "device_name", "string_pattern_mismatch"),
        ({"code": "x", "device_type": "fridge"}, "device_type", "literal_error"),
    ],
)
async def test_fault_02_a_malformed_body_is_refused_and_the_identity_kept(
    client: httpx2.AsyncClient, body: dict[str, Any], loc: str, kind: str
) -> None:
    answer = await client.post("/api/user/link/accept", json=body)
    value = client.cookies["verse_user_id"]

    assert answer.status_code == 422
    assert [(error["type"], error["loc"]) for error in answer.json()["detail"]] == [(kind, ["body", loc])]
    assert (await client.get("/api/user/session")).json()["anonymous_id"] == value


async def test_only_wrong_codes_count_towards_the_limit(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    code = await code_of(client, source)
    for _ in range(12):
        await accept(client, source, code)

    answers = [await accept(client, value, "2222-3333-4444") for _ in range(11)]
    right = await accept(client, value, code)

    assert [answer.status_code for answer in answers] == [400] * 10 + [429]
    assert "retry-after" in answers[-1].headers
    assert right.status_code == 429


async def test_guesses_are_limited_by_address_whatever_their_cookies(client: httpx2.AsyncClient) -> None:
    answers = [await accept(client, new_value(), "2222-3333-4444") for _ in range(11)]

    assert answers[-1].status_code == 429


async def test_the_limit_on_guesses_can_be_disabled(app: FastAPI) -> None:
    unlimited = app_with(rate_limits="link_accept=0/60")
    unlimited.state.companion = app.state.companion
    async with client_of(unlimited) as client:
        answers = [await accept(client, new_value(), "2222-3333-4444") for _ in range(12)]

    assert {answer.status_code for answer in answers} == {400}


async def test_an_invalid_credential_is_refused_though_none_is_required(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/user/session", headers={"X-API-Key": "cp_x"})

    assert answer.status_code == 401


@pytest.mark.alone
async def test_fault_15_concurrent_first_calls_of_a_browser_store_one_reader(client: httpx2.AsyncClient) -> None:
    headers = cookie(new_value())

    answers = await asyncio.gather(*(client.get("/api/user/session", headers=headers) for _ in range(20)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert await User.all().count() == 1


@pytest.mark.alone
async def test_concurrent_guesses_are_limited_too(client: httpx2.AsyncClient) -> None:
    _, value = await make_reader()

    answers = await asyncio.gather(*(accept(client, value, "2222-3333-4444") for _ in range(30)))

    assert sorted(answer.status_code for answer in answers) == [400] * 10 + [429] * 20


@pytest.mark.alone
async def test_fault_01_an_issued_code_is_visible_to_other_connections(client: httpx2.AsyncClient) -> None:
    user, value = await make_reader()
    code = await code_of(client, value)

    found = await asyncio.gather(*(LinkCode.objects.find(code) for _ in range(5)))

    assert {row.user_id for row in found} == {user.id}
