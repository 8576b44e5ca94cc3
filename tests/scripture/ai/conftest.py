from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from project.core.settings import Settings
from project.scripture.ai.choosing import PreparableProvider, make_provider
from project.scripture.ai.provider import Prompt, Turn
from tests.conftest import ROOT
from tests.scripture.ai.shelf import Shelf
from tests.scripture.ai.stand_in import StandIn

QUESTION = Prompt("chat", [Turn("user", "What is grace?")], "Be kind.", 3000)


@asynccontextmanager
async def provider_of(stand_in: StandIn, name: Any, **settings: Any) -> AsyncIterator[PreparableProvider]:
    provider = make_provider(Settings(**{**stand_in.values(name), **settings}), Shelf())
    try:
        yield provider
    finally:
        await provider.close()


def printed_by(script: str) -> str:
    """What a Python process of its own prints."""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(params=["anthropic", "openai"])
async def name(request: pytest.FixtureRequest) -> str:
    """Of each provider that has an SDK."""
    return str(request.param)


@pytest.fixture
async def provider(stand_in: StandIn, name: str) -> AsyncIterator[PreparableProvider]:
    async with provider_of(stand_in, name) as provider:
        await provider.prepare()
        yield provider
