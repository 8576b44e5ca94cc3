"""Insights and definitions on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from project.core.http.pagination import Paging
from project.core.http.schemas import In, Out
from project.core.json.text import Computed
from project.scripture.schemas.fields import EPOCH_MS, Boolean, PassageText, Reference, Text, Trimmed


class InsightIn(In):
    passage_text: Annotated[PassageText, Trimmed]
    passage_reference: Reference
    save: Boolean = False


class InsightTexts(Out):
    historical_context: str
    theological_significance: str
    practical_application: str


class InsightOut(InsightTexts):
    id: int | None = Field(description="Null where it was not kept.", examples=[12])
    cached: bool = Field(description="It was there already, and did not count.")


class DefinitionIn(In):
    word: Annotated[Text, Field(max_length=100, examples=["loved"]), Trimmed]
    verse_text: Annotated[PassageText, Trimmed]
    passage_reference: Reference
    save: Boolean = False


class DefinitionTexts(Out):
    definition: str
    biblical_usage: str
    original_language: str


class DefinitionOut(DefinitionTexts):
    id: int | None = Field(description="Null where it was not kept.", examples=[12])
    word: str
    cached: bool = Field(description="It was there already, and did not count.")


class HistoryPaging(Paging):
    limit: int = Field(default=50, ge=0, description="Rows wanted; more than 1000 gives 1000.")


def _of(table: str, column: str) -> Computed:
    return Computed(f"(SELECT o.{column} FROM {table} o WHERE o.id = {{row}}.{table}_id)")


def _texts_of(table: str, names: list[str]) -> Computed:
    columns = ", ".join(f"o.{name}" for name in names)
    return Computed(f"(SELECT row_to_json(t) FROM (SELECT {columns} FROM {table} o WHERE o.id = {{row}}.{table}_id) t)")


class KeptInsightOut(Out):
    """An insight in the history, by when the reader kept it."""

    id: Annotated[str, Computed("{row}.insight_id::text")] = Field(examples=["12"])
    reference: Annotated[str, _of("insight", "passage_reference")]
    text: Annotated[str, _of("insight", "passage_text")]
    insight: Annotated[InsightTexts, _texts_of("insight", list(InsightTexts.model_fields))]
    timestamp: Annotated[int, Computed(EPOCH_MS.format(column="created_at"))]


class KeptDefinitionOut(Out):
    """A definition in the history, by when the reader kept it."""

    id: Annotated[str, Computed("{row}.definition_id::text")] = Field(examples=["12"])
    word: Annotated[str, _of("definition", "word")]
    passage_reference: Annotated[str, _of("definition", "passage_reference")]
    verse_text: Annotated[str, _of("definition", "verse_text")]
    definition: Annotated[DefinitionTexts, _texts_of("definition", list(DefinitionTexts.model_fields))]
    timestamp: Annotated[int, Computed(EPOCH_MS.format(column="created_at"))]


class Cleared(Out):
    message: str = Field(examples=["Cleared 3 insights from history"])
