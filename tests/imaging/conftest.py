from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from tests.imaging.clients import client_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for FITS files."""
    folder = tmp_path / "images"
    folder.mkdir()
    return folder


@pytest.fixture
async def telescope(app: FastAPI, root: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a service that serves the folder."""
    async with client_of(imaging_file_roots=f"/nowhere, {root}") as client:
        yield client
