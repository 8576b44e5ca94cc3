from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.scripture.fakes import FakeProvider
from tests.scripture.texts import GENESIS, write_file


@pytest.fixture
def model(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    """The service's language model, scripted by the test."""
    fake = FakeProvider()
    monkeypatch.setattr(app.state.companion, "provider", fake)
    return fake


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A Bible file with two translations that the service has codes for, and one without."""
    return write_file(tmp_path / "bible.eng.db", {"ENGWEBP": GENESIS, "BSB": GENESIS[:1], "xyz": GENESIS[:2]})
