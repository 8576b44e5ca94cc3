"""Resources that live as long as the process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from project.music.words.composer import make_composer


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    app.state.composer = composer = make_composer(app.state.settings)
    try:
        yield
    finally:
        await composer.close()
