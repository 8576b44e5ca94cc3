from __future__ import annotations

import pytest
from fastapi import FastAPI

from tests.scripture.fakes import FakeProvider


@pytest.fixture
def model(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    """The service's language model, which says what the test tells it to."""
    fake = FakeProvider()
    monkeypatch.setattr(app.state.companion, "provider", fake)
    return fake
