"""What the app needs for as long as the process serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from project.core.language.choosing import make_embedder, make_provider
from project.core.settings import Settings
from project.scripture.ai.hashing import HashingEmbedder
from project.scripture.ai.offline import OfflineProvider
from project.scripture.companion import Companion
from project.scripture.housekeeping import tidy_for_ever
from project.scripture.loading import ensure_text
from project.scripture.models import Verse
from project.scripture.sources.bible_api import make_bible_client


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    if settings.database_url is None:  # of an own server that is the operator's to decide
        await ensure_text()
    app.state.bible_client = make_bible_client(settings)
    provider = make_provider(settings, OfflineProvider(Verse.objects))
    companion = Companion(provider, make_embedder(settings, HashingEmbedder()), settings)
    app.state.companion = companion
    companion.prepare_later()
    housekeeping = asyncio.create_task(tidy_for_ever())
    try:
        yield
    finally:
        housekeeping.cancel()
        await asyncio.wait({housekeeping})
        await companion.close()
        if app.state.bible_client is not None:
            await app.state.bible_client.close()
