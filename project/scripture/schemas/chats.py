"""Chats on the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from project.core.http.pagination import Paging
from project.core.http.schemas import NOT_BOOLEAN, In, Out
from project.core.json.text import Computed
from project.scripture.schemas.fields import EPOCH_MS, PassageText, Question, Reference, Text

Int4 = Annotated[int, Field(ge=-(2**31), lt=2**31, examples=[12]), NOT_BOOLEAN]
MOST_MESSAGES = 20_000
#: The client sends null for a text it does not have.
ContextText = Annotated[
    Annotated[Text, Field(max_length=20_000)] | None, AfterValidator(lambda text: "" if text is None else text)
]


class InsightContext(In):
    historical_context: ContextText = ""
    theological_significance: ContextText = ""
    practical_application: ContextText = ""


class InsightMessageIn(In):
    insight_id: Int4
    message: Question
    passage_text: PassageText
    passage_reference: Reference
    insight_context: InsightContext


class ChatIn(In):
    message: Question
    passage_text: PassageText | None = None
    passage_reference: Reference | None = None


class ChatMessageIn(In):
    chat_id: Int4
    message: Question


class ConversationPaging(Paging):
    """The client shows a whole conversation and requests no further page."""

    limit: int = Field(default=MOST_MESSAGES, ge=1, description=f"Rows wanted; more than {MOST_MESSAGES} gives that.")

    @field_validator("limit")
    @classmethod
    def _clamp(cls, limit: int) -> int:
        return min(limit, MOST_MESSAGES)


class MessageOut(Out):
    id: int
    role: Literal["user", "assistant"]
    content: str
    timestamp: Annotated[int, Computed(EPOCH_MS.format(column="created_at"))] = Field(examples=[1_715_678_901_234])


class ChatOut(Out):
    id: int
    title: str | None = Field(examples=["What is grace?"])
    passage_reference: str | None
    passage_text: str | None
    created_at: Annotated[int, Computed(EPOCH_MS.format(column="created_at"))] = Field(examples=[1_715_678_901_234])
    updated_at: Annotated[int, Computed(EPOCH_MS.format(column="updated_at"))] = Field(examples=[1_715_678_901_234])


class Done(Out):
    message: str = Field(examples=["Chat deleted successfully"])
