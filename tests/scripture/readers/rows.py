"""Factories of readers and their cookies."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import httpx2

from project.core.ops.settings import get_settings
from project.scripture.readers import cookies
from project.scripture.readers.managers.devices import Browser
from project.scripture.readers.models import ProReader, ReaderToken
from project.users.models import User


def new_value() -> str:
    """Return a new cookie as the service issues it."""
    return cookies.issue(cookies.key_of(get_settings()))


def cookie(value: str, user_agent: str = "browser") -> dict[str, str]:
    """Return the headers of a browser with this cookie."""
    return {"Cookie": f"verse_user_id={value}", "User-Agent": user_agent}


async def make_reader(pro_since: datetime | None = None, **values: Any) -> tuple[User, str]:
    """Create a reader and return it with its cookie."""
    value = new_value()
    user_id, _ = await ReaderToken.objects.get_or_create_reader(value)
    if pro_since is not None:
        await make_pro(user_id, pro_since)
    if values:
        await User.filter(id=user_id).update(**values)
    return await User.get(id=user_id), value


async def make_pro(user_id: UUID, since: datetime | None = None) -> None:
    row = await ProReader.create(user_id=user_id)
    if since is not None:
        await ProReader.filter(user_id=row.user_id).update(since=since)


def browser(value: str | UUID = "", user_agent: str | None = "browser") -> Browser:
    return Browser(str(value) or new_value(), user_agent)


async def code_of(client: httpx2.AsyncClient, value: str, user_agent: str = "source") -> str:
    """Create a link code in the browser with this cookie."""
    answer = await client.post("/api/user/link/generate", headers=cookie(value, user_agent))
    code: str = answer.json()["display_code"]
    return code


async def accept(client: httpx2.AsyncClient, value: str, code: str, **body: Any) -> httpx2.Response:
    """Use a link code in the browser with this cookie."""
    return await client.post("/api/user/link/accept", headers=cookie(value), json={"code": code, **body})


async def agents(client: httpx2.AsyncClient, value: str) -> list[str]:
    """Return the User-Agents of the devices that the browser with this cookie sees."""
    answer = await client.get("/api/user/devices", headers=cookie(value))
    return [device["user_agent"] for device in answer.json()]
