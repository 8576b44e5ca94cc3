"""The text that comes with the service."""

from __future__ import annotations

from project.scripture.models import Translation
from project.scripture.text.sources.king_james import KingJames
from project.scripture.text.sources.sample import Sample


async def load_if_empty() -> bool:
    """Load the King James Version if there is no translation; of several processes, one does."""
    return await Translation.objects.add_first(KingJames())


async def load_sample() -> bool:
    return await Translation.objects.add_missing(Sample())


async def load_missing() -> list[str]:
    return [text.id for text in (KingJames(), Sample()) if await Translation.objects.add_missing(text)]
