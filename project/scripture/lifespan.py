"""What the app opens at the start of the process and closes at its end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from project.core.llm.choice import make_embedder, make_provider
from project.core.llm.settings import LanguageSettings
from project.core.ops.settings import Settings
from project.scripture.cleanup import tidy_forever
from project.scripture.companion import Companion
from project.scripture.models import Verse
from project.scripture.offline.hashing_embedder import HashingEmbedder
from project.scripture.offline.provider import OfflineProvider
from project.scripture.settings import ScriptureSettings
from project.scripture.text.initial_text import load_if_empty
from project.scripture.text.sources.bible_api import make_bible_client


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    if settings.database_url is None:  # on a server of their own, operators load the text themselves
        await load_if_empty()
    own, language = settings.of(ScriptureSettings), settings.of(LanguageSettings)
    app.state.bible_client = make_bible_client(own)
    provider = make_provider(language, OfflineProvider(Verse.objects))
    companion = Companion(provider, make_embedder(language, HashingEmbedder()), own)
    app.state.companion = companion
    companion.prepare_later()
    cleanup = asyncio.create_task(tidy_forever())
    try:
        yield
    finally:
        cleanup.cancel()
        await asyncio.wait({cleanup})
        await companion.close()
        if app.state.bible_client is not None:
            await app.state.bible_client.close()
