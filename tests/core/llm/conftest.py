from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from project.core.llm.choice import make_provider
from project.core.llm.lazy_client import LazyProvider
from project.core.llm.provider import Prompt, Turn
from project.core.llm.settings import LanguageSettings
from tests.stand_in import StandIn

QUESTION = Prompt("chat", [Turn("user", "What is grace?")], "Be kind.", 3000)


class Refusal(Exception):
    """As the SDKs raise it."""

    def __init__(self, status_code: int = 429, **headers: Any) -> None:
        self.status_code = status_code
        self.response = httpx2.Response(status_code, headers={key.replace("_", "-"): headers[key] for key in headers})


@asynccontextmanager
async def provider_of(stand_in: StandIn, name: Any, **settings: Any) -> AsyncIterator[LazyProvider]:
    provider = make_provider(LanguageSettings(**{**stand_in.values(name), **settings}), None)
    assert provider is not None
    try:
        yield provider
    finally:
        await provider.close()


@pytest.fixture(params=["anthropic", "openai"])
async def name(request: pytest.FixtureRequest) -> str:
    """Each provider with an SDK."""
    return str(request.param)


@pytest.fixture
async def provider(stand_in: StandIn, name: str) -> AsyncIterator[LazyProvider]:
    async with provider_of(stand_in, name) as provider:
        await provider.prepare()
        yield provider
