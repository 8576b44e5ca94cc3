from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from tests.scripture.ai.stand_in import StandIn, serving
from tests.scripture.fakes import FakeProvider

# Whoever runs the tests may have keys of their own.
for name in [name for name in os.environ if name.startswith(("ANTHROPIC_", "OPENAI_"))]:
    del os.environ[name]


@pytest.fixture(scope="session")
def stand_in_server() -> Iterator[StandIn]:
    with serving() as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(stand_in_server: StandIn) -> StandIn:
    """A provider of language models on loopback, which has been asked nothing yet."""
    stand_in_server.reset()
    return stand_in_server


@pytest.fixture
def model(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    """The service's language model, which says what the test tells it to."""
    fake = FakeProvider()
    monkeypatch.setattr(app.state.companion, "provider", fake)
    return fake
