from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from project.core.http.pagination import Page
from project.core.http.router import Router
from project.core.json.rows import JSONText
from project.scripture.dependencies import CurrentCompanion
from project.scripture.insights import explainer
from project.scripture.models import KeptDefinition, KeptInsight
from project.scripture.readers.dependencies import CurrentReader, StoredReader
from project.scripture.readers.limits import count_call
from project.scripture.schemas.explanations import (
    Cleared,
    DefinitionIn,
    DefinitionOut,
    HistoryPaging,
    InsightIn,
    InsightOut,
    KeptDefinitionOut,
    KeptInsightOut,
)

router = Router(prefix="/api", tags=["insights"])
History = Annotated[HistoryPaging, Query()]


@router.post("/insights", response_model=InsightOut, responses={429: {}, 502: {}, 503: {}})
async def create_insight(
    body: InsightIn, request: Request, reader: StoredReader, companion: CurrentCompanion
) -> InsightOut:
    """Explain a passage in three texts. With `save`, a stored explanation is returned and does not count."""
    await count_call(request, reader, "insights")
    return await explainer.explain_passage(companion, reader, body)


@router.get("/insights/history", response_model=list[KeptInsightOut])
async def list_insights(query: History, reader: CurrentReader, page: Page) -> Response:
    """List the insights that the reader has kept, newest first."""
    if reader.user_id is None:
        return JSONText("[]")
    return await page(KeptInsight.objects.of(reader.user_id), KeptInsightOut, query, "-created_at")


@router.delete("/insights/history", response_model=Cleared)
async def clear_insights(reader: CurrentReader) -> Cleared:
    """Clear the history of insights; the chats about them stay."""
    count = await KeptInsight.objects.clear(reader.user_id) if reader.user_id else 0
    return Cleared(message=f"Cleared {count} insights from history")


@router.post("/definitions", response_model=DefinitionOut, responses={429: {}, 502: {}, 503: {}})
async def create_definition(
    body: DefinitionIn, request: Request, reader: StoredReader, companion: CurrentCompanion
) -> DefinitionOut:
    """Define a word of a verse in three texts. With `save`, a stored definition is returned and does not count."""
    await count_call(request, reader, "definitions")
    return await explainer.define_word(companion, reader, body)


@router.get("/definitions/history", response_model=list[KeptDefinitionOut])
async def list_definitions(query: History, reader: CurrentReader, page: Page) -> Response:
    """List the definitions that the reader has kept, newest first."""
    if reader.user_id is None:
        return JSONText("[]")
    return await page(KeptDefinition.objects.of(reader.user_id), KeptDefinitionOut, query, "-created_at")


@router.delete("/definitions/history", response_model=Cleared)
async def clear_definitions(reader: CurrentReader) -> Cleared:
    """Clear the history of definitions."""
    count = await KeptDefinition.objects.clear(reader.user_id) if reader.user_id else 0
    return Cleared(message=f"Cleared {count} definitions from history")
