"""Insights and definitions: from the store where they are there, else from the language model, once for all who ask."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from project.core.alone import alone
from project.scripture.companion import Companion
from project.scripture.managers.explanations import ExplanationManager
from project.scripture.models import Definition, Insight
from project.scripture.prompts import prompts
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.readers.dependencies import Stored
from project.scripture.readers.models import Usage
from project.scripture.schemas.explanations import DefinitionIn, DefinitionOut, InsightIn, InsightOut

#: For whoever waits behind others, whose calls may all fail one after another.
PATIENCE_SECONDS = 60


@asynccontextmanager
async def _once(name: str, save: bool) -> AsyncIterator[None]:
    """Whoever wants the same kept waits for the first: theirs then comes from the store."""
    if not save:
        yield
        return
    async with alone(name, PATIENCE_SECONDS):
        yield


async def insight(companion: Companion, reader: Stored, body: InsightIn) -> InsightOut:
    about = (body.passage_reference, body.passage_text)
    prompt = prompts.insights(*about, companion.settings)
    return InsightOut(**await _explained(Insight.objects, companion, reader, about, prompt, body.save))


async def definition(companion: Companion, reader: Stored, body: DefinitionIn) -> DefinitionOut:
    about = (body.word, body.passage_reference, body.verse_text)
    prompt = prompts.definition(*about, companion.settings)
    found = await _explained(Definition.objects, companion, reader, about, prompt, body.save)
    return DefinitionOut(word=body.word, **found)


async def _explained(
    manager: ExplanationManager[Any],
    companion: Companion,
    reader: Stored,
    about: Sequence[str],
    prompt: ReaderPrompt,
    save: bool,
) -> dict[str, Any]:
    """The texts by their names, `id` and `cached`."""
    async with _once(manager.key(about, None), save):
        if save and (found := await manager.find(reader.user_id, about)):
            return {**found, "cached": True}
        async with Usage.objects.held(reader.user_id, reader.is_pro) as hold:
            texts = await companion.texts(prompt, manager.markers)
            if save:
                return {**await manager.add(reader, about, texts, hold), "cached": False}
            await hold.settle()
    return {**texts, "id": None, "cached": False}
