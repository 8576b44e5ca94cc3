"""Clients of services with other settings, on the test's own database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from project.core.ops.settings import load_settings
from project.main import create_app


@asynccontextmanager
async def client_of(address: str | None = "127.0.0.1", **settings: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """A client at an address (None is a Unix socket) of a service with these settings."""
    client: Any = None if address is None else (address, 50000)
    transport = httpx2.ASGITransport(create_app(load_settings(**settings)), client=client, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as found:
        yield found
