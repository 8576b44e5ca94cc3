"""Insights and definitions: stored ones, or new ones of the language model, made once for all who ask."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from project.core.ops.locks import named_lock
from project.scripture.companion import Companion
from project.scripture.managers.explanations import ExplanationManager
from project.scripture.models import Definition, Insight
from project.scripture.prompts.explanations import definition_prompt, insights_prompt
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.readers.dependencies import IdentifiedReader
from project.scripture.readers.models import Usage
from project.scripture.schemas.explanations import DefinitionIn, DefinitionOut, InsightIn, InsightOut

#: Longest wait behind other requests, whose calls may all fail in turn.
PATIENCE_SECONDS = 60


@asynccontextmanager
async def _once(name: str, save: bool) -> AsyncIterator[None]:
    """Let requests to save the same explanation wait for the first; the others then find it stored."""
    if not save:
        yield
        return
    async with named_lock(name, PATIENCE_SECONDS):
        yield


async def explain_passage(companion: Companion, reader: IdentifiedReader, body: InsightIn) -> InsightOut:
    about = (body.passage_reference, body.passage_text)
    prompt = insights_prompt(*about, companion.settings)
    return InsightOut(**await _explain(Insight.objects, companion, reader, about, prompt, body.save))


async def define_word(companion: Companion, reader: IdentifiedReader, body: DefinitionIn) -> DefinitionOut:
    about = (body.word, body.passage_reference, body.verse_text)
    prompt = definition_prompt(*about, companion.settings)
    found = await _explain(Definition.objects, companion, reader, about, prompt, body.save)
    return DefinitionOut(word=body.word, **found)


async def _explain(
    manager: ExplanationManager[Any],
    companion: Companion,
    reader: IdentifiedReader,
    about: Sequence[str],
    prompt: ReaderPrompt,
    save: bool,
) -> dict[str, Any]:
    """Return the texts by name, `id` and `cached`."""
    async with _once(manager.key(about, None), save):
        if save and (found := await manager.find(reader.user_id, about)):
            return {**found, "cached": True}
        async with Usage.objects.reserve(reader.user_id, reader.is_pro) as hold:
            texts = await companion.explain(prompt, manager.markers)
            if save:
                return {**await manager.add(reader, about, texts, hold), "cached": False}
            await hold.settle()
    return {**texts, "id": None, "cached": False}
