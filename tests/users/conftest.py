from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from project.core.ops.settings import load_settings
from project.main import create_app
from project.service import Role
from project.users import clients
from project.users.caller_cache import caller_cache
from project.users.models import Organisation, User
from project.users.passwords import HASHER
from project.users.testing import make_user

PASSWORD = "correct horse battery"
PASSWORD_HASH = HASHER.hash(PASSWORD)

Caller = Callable[..., AbstractAsyncContextManager[httpx2.AsyncClient]]


@pytest.fixture(autouse=True)
def clear_caches() -> Iterator[None]:
    """Tests share no cached callers or issuer keys."""
    yield
    caller_cache.clear()
    clients.key_set.cache_clear()


@pytest.fixture
async def carol(clinic: Organisation) -> User:
    """An admin of the clinic with a password."""
    return await make_user(clinic, Role.ADMIN, email="carol@clinic.example", password_hash=PASSWORD_HASH)


@pytest.fixture
async def dora(clinic: Organisation) -> User:
    """A viewer of the clinic."""
    return await make_user(clinic, Role.VIEWER, email="dora@clinic.example")


@asynccontextmanager
async def client_of(
    app: FastAPI, base_url: str = "http://127.0.0.1:8000", client: tuple[str, int] = ("127.0.0.1", 50000)
) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app, client=client)
    async with httpx2.AsyncClient(transport=transport, base_url=base_url) as opened:
        yield opened


def app_with(**settings: Any) -> FastAPI:
    """Create another application on the same database."""
    return create_app(load_settings(**settings))


@pytest.fixture
async def local(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """An anonymous client of a service in open mode."""
    await Organisation.objects.ensure_local()
    async with client_of(app_with(auth="open")) as client:
        yield client


class Issuer:
    """A local web server with a key set that tests can change."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.keys: list[dict[str, Any]] = []
        self.status = 200
        self.body: bytes | None = None
        self.hits = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.hits += 1
        body = self.body if self.body is not None else json.dumps({"keys": self.keys}).encode()
        head = f"HTTP/1.1 {self.status} .\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    issuer = Issuer("")
    server = await asyncio.start_server(issuer.answer, "127.0.0.1", 0)
    issuer.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/keys"
    yield issuer
    server.close()
    await server.wait_closed()
