from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from project.core.llm.choice import make_provider
from project.core.llm.lazy_client import LateProvider
from project.core.llm.provider import Prompt, Turn
from project.core.llm.settings import LanguageSettings
from tests.stand_in import StandIn

QUESTION = Prompt("chat", [Turn("user", "What is grace?")], "Be kind.", 3000)


@asynccontextmanager
async def provider_of(stand_in: StandIn, name: Any, **settings: Any) -> AsyncIterator[LateProvider]:
    provider = make_provider(LanguageSettings(**{**stand_in.values(name), **settings}), None)
    assert provider is not None
    try:
        yield provider
    finally:
        await provider.close()


@pytest.fixture(params=["anthropic", "openai"])
async def name(request: pytest.FixtureRequest) -> str:
    """Of each provider that has an SDK."""
    return str(request.param)


@pytest.fixture
async def provider(stand_in: StandIn, name: str) -> AsyncIterator[LateProvider]:
    async with provider_of(stand_in, name) as provider:
        await provider.prepare()
        yield provider
