"""Devices on the wire, and joining a reader with an account."""

import re
from datetime import datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from project.scripture.readers.models import Device, ReaderToken
from project.service import Right
from project.users.models import ApiKey, Organisation, User
from tests.factories import auth
from tests.scripture.readers.rows import accept, agents, code_of, cookie, make_reader
from tests.users.conftest import app_with, client_of

UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
COOKIE = rf"verse_user_id={UUID4}; HttpOnly; Max-Age=315360000; Path=/; SameSite=lax"
LINKED = {"success": True, "message": "Devices linked successfully"}
NOT_FOUND = "Device not found or doesn't belong to user"


async def test_a_device_is_listed_as_in_the_contract(client: httpx2.AsyncClient) -> None:
    await client.post("/api/user/link/generate", headers={"User-Agent": "verse/1"})

    (device,) = (await client.get("/api/user/devices")).json()

    assert list(device) == ["id", "device_name", "device_type", "user_agent", "created_at", "last_active"]
    assert (device["device_name"], device["device_type"], device["user_agent"]) == (None, "unknown", "verse/1")
    assert datetime.fromisoformat(device["last_active"]).tzinfo is not None


async def test_a_linked_browser_has_its_name_and_type(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()

    await accept(client, value, await code_of(client, source), device_name="Phone of B", device_type="mobile")

    devices = (await client.get("/api/user/devices", headers=cookie(value))).json()
    assert [(device["device_name"], device["device_type"]) for device in devices] == [
        ("Phone of B", "mobile"),
        (None, "unknown"),
    ]


async def test_fault_05_unlinking_a_stale_device_deletes_nothing(client: httpx2.AsyncClient) -> None:
    _, value = await make_reader()
    for agent in ("Browser 1", "Browser 2"):
        await client.post("/api/user/link/generate", headers=cookie(value, agent))
    stale = await Device.get(user_agent="Browser 1")

    answer = await client.delete(f"/api/user/devices/{stale.id}", headers=cookie(value, "Browser 2"))

    assert answer.json() == {
        "device_count": 1,
        "data_deleted": False,
        "should_clear_cookie": False,
        "message": "Device unlinked successfully",
    }
    assert await agents(client, value) == ["Browser 2"]


async def test_fault_06_linked_browsers_of_one_user_agent_are_served(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    await accept(client, value, await code_of(client, source, "browser"))

    answers = [await client.post("/api/user/link/generate", headers=cookie(one)) for one in (source, value)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert await agents(client, value) == ["browser", "browser"]


async def test_fault_07_an_unlinked_browser_is_a_stranger(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    await accept(client, value, await code_of(client, source))
    device = await Device.get(user_agent="source")

    await client.delete(f"/api/user/devices/{device.id}", headers=cookie(value))
    answer = await client.get("/api/user/devices", headers=cookie(source))

    assert answer.json() == []
    assert re.fullmatch(COOKIE, answer.headers["set-cookie"])
    assert source not in answer.headers["set-cookie"]
    assert await agents(client, value) == ["browser"]


async def test_a_browser_that_unlinks_itself_and_then_the_last_one_deletes_all(client: httpx2.AsyncClient) -> None:
    (_, source), (_, value) = await make_reader(), await make_reader()
    await accept(client, value, await code_of(client, source))
    own, other = await Device.get(user_agent="browser"), await Device.get(user_agent="source")

    first = await client.delete(f"/api/user/devices/{own.id}", headers=cookie(value))
    again = await client.delete(f"/api/user/devices/{own.id}", headers=cookie(value))
    last = await client.delete(f"/api/user/devices/{other.id}", headers=cookie(value))

    assert first.json()["device_count"] == 1
    assert (again.status_code, again.json()["detail"]) == (400, NOT_FOUND)
    assert last.json() == {
        "device_count": 0,
        "data_deleted": True,
        "should_clear_cookie": True,
        "message": "Last device unlinked and data deleted",
    }
    assert await User.all().count() == 0
    assert [await agents(client, one) for one in (source, value)] == [[], []]


@pytest.mark.parametrize("device_id", ["0", "-1", "987654321", "2147483648", "9" * 30])
async def test_fault_20_an_unknown_device_is_refused(client: httpx2.AsyncClient, device_id: str) -> None:
    _, value = await make_reader()

    answers = [
        await client.delete(f"/api/user/devices/{device_id}", headers=headers) for headers in (cookie(value), {})
    ]

    assert [(answer.status_code, answer.json()["detail"]) for answer in answers] == [(400, NOT_FOUND)] * 2


async def test_a_strangers_device_is_refused_and_stays(client: httpx2.AsyncClient) -> None:
    (user, source), (_, value) = await make_reader(), await make_reader()
    await code_of(client, source)
    device = await Device.get(user_id=user.id)

    answer = await client.delete(f"/api/user/devices/{device.id}", headers=cookie(value))

    assert (answer.status_code, answer.json()["detail"]) == (400, NOT_FOUND)
    assert await agents(client, source) == ["source"]


async def test_a_signed_in_user_joins_the_reader_of_their_browser(client: httpx2.AsyncClient, alice: User) -> None:
    _, value = await make_reader()
    await code_of(client, value)

    answers = [await client.post("/api/user/join", headers={**auth(alice), **cookie(value)}) for _ in range(2)]

    assert [answer.json() for answer in answers] == [{**LINKED, "new_anonymous_id": value}] * 2
    assert answers[0].headers["set-cookie"].startswith(f"verse_user_id={value};")
    own = await client.get("/api/user/devices", headers=auth(alice))
    assert [device["user_agent"] for device in own.json()] == await agents(client, value)
    assert await User.all().count() == 1


async def test_a_browser_without_a_cookie_can_join(client: httpx2.AsyncClient, alice: User) -> None:
    answer = await client.post("/api/user/join", headers=auth(alice))

    value = answer.json()["new_anonymous_id"]
    assert answer.headers.get_list("set-cookie") == [answer.headers["set-cookie"]]
    assert answer.headers["set-cookie"].startswith(f"verse_user_id={value};")
    assert await ReaderToken.objects.find(value) == (alice.id, False)


async def test_a_browser_cannot_join_two_accounts(client: httpx2.AsyncClient, alice: User, bob: User) -> None:
    _, value = await make_reader()
    await client.post("/api/user/join", headers={**auth(alice), **cookie(value)})

    answer = await client.post("/api/user/join", headers={**auth(bob), **cookie(value)})

    assert answer.status_code == 400
    assert answer.json()["detail"] == "Both devices are signed in to different accounts"


@pytest.mark.parametrize("mode", ["open", "required"])
async def test_joining_needs_a_credential(app: FastAPI, mode: Any) -> None:
    await Organisation.objects.ensure_local()
    _, value = await make_reader()
    async with client_of(app_with(auth=mode)) as client:
        answer = await client.post("/api/user/join", headers=cookie(value))

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_read_only_key_cannot_link(client: httpx2.AsyncClient, alice: User) -> None:
    headers = {"X-API-Key": (await ApiKey.objects.issue(alice.caller(), "x", [Right.READ])).key}

    refused = [await client.post(f"/api/user/{path}", headers=headers) for path in ("link/generate", "join")]

    assert [answer.status_code for answer in refused] == [403, 403]
    assert (await client.get("/api/user/devices", headers=headers)).status_code == 200


async def test_a_signed_in_user_accepts_a_code(client: httpx2.AsyncClient, alice: User) -> None:
    _, value = await make_reader()
    code = await code_of(client, value)

    answer = await client.post("/api/user/link/accept", headers=auth(alice), json={"code": code})

    assert answer.json() == {**LINKED, "new_anonymous_id": str(alice.id)}
    assert "set-cookie" not in answer.headers
    assert await ReaderToken.objects.find(value) == (alice.id, False)
