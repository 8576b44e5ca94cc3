"""Insights and definitions: from the store where they are there, else from the language model, once for all who ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from project.core.alone import alone
from project.scripture.ai import prompting
from project.scripture.companion import Companion
from project.scripture.keys import definition_key, insight_key
from project.scripture.models import Definition, Insight
from project.scripture.schemas import DefinitionIn, DefinitionOut, InsightIn, InsightOut
from project.users.models import Usage
from project.users.readers import Stored

INSIGHT_MARKERS = {
    "historical_context": "HISTORICAL_CONTEXT:",
    "theological_significance": "THEOLOGICAL_SIGNIFICANCE:",
    "practical_application": "PRACTICAL_APPLICATION:",
}
DEFINITION_MARKERS = {
    "definition": "DEFINITION:",
    "biblical_usage": "BIBLICAL_USAGE:",
    "original_language": "ORIGINAL_LANGUAGE:",
}
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
    async with _once(insight_key(*about, None), body.save):
        if body.save and (found := await Insight.objects.find(reader.user_id, *about)):
            return _insight(found, cached=True)
        async with Usage.objects.held(reader.user_id, reader.is_pro) as hold:
            texts = await companion.texts(prompting.insights(*about), INSIGHT_MARKERS)
            if body.save:
                return _insight(await Insight.objects.add(reader.user_id, *about, texts, hold), cached=False)
            await hold.settle()
    return InsightOut(id=None, cached=False, **texts)


def _insight(row: Insight, *, cached: bool) -> InsightOut:
    return InsightOut(id=row.id, cached=cached, **{name: getattr(row, name) for name in INSIGHT_MARKERS})


async def definition(companion: Companion, reader: Stored, body: DefinitionIn) -> DefinitionOut:
    about = (body.word, body.passage_reference, body.verse_text)
    async with _once(definition_key(*about, None), body.save):
        if body.save and (found := await Definition.objects.find(reader.user_id, *about)):
            return _definition(found, cached=True)
        async with Usage.objects.held(reader.user_id, reader.is_pro) as hold:
            texts = await companion.texts(prompting.definition(*about), DEFINITION_MARKERS)
            if body.save:
                return _definition(await Definition.objects.add(reader.user_id, *about, texts, hold), cached=False)
            await hold.settle()
    return DefinitionOut(id=None, cached=False, word=body.word, **texts)


def _definition(row: Definition, *, cached: bool) -> DefinitionOut:
    texts = {name: getattr(row, name) for name in DEFINITION_MARKERS}
    return DefinitionOut(id=row.id, cached=cached, word=row.word, **texts)
