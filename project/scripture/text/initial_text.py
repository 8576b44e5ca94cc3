"""What there is to read before anybody has loaded anything."""

from __future__ import annotations

from project.scripture.models import Translation
from project.scripture.text.sources.king_james import KingJames
from project.scripture.text.sources.sample import Sample


async def load_if_empty() -> bool:
    """Load the King James Version where there is no translation at all; of several processes at once, one does it."""
    return await Translation.objects.add_first(KingJames())


async def load_sample() -> bool:
    """Load three chapters of the World English Bible, unless there is something of it already."""
    return await Translation.objects.add_missing(Sample())


async def load_missing() -> list[str]:
    """Load the King James Version and the sample, where they are missing; ids of what was loaded."""
    return [text.id for text in (KingJames(), Sample()) if await Translation.objects.add_missing(text)]
