"""The developers' recall routes on the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from project.core.http.schemas import In, Out
from project.scripture.schemas.chats import Int4
from project.scripture.schemas.fields import Question


class RecallTrial(In):
    query: Question
    chat_id: Int4 | None = Field(default=None, description="The current chat, whose own messages are left out.")


class RecallCounts(Out):
    messages: int
    embedded: int = Field(description="By the embedder in use.")


class RecallSample(Out):
    id: int
    role: Literal["user", "assistant"]
    content: str = Field(description="The first 200 characters.")


class RecallStatusOut(Out):
    embedder: str = Field(examples=["hashing-1"])
    threshold: float = Field(description="Cosine distance up to which a message is recalled.")
    insight: RecallCounts
    standalone: RecallCounts
    samples: list[RecallSample]


class RecallHit(RecallSample):
    chat_id: int
    distance: float = Field(description="Cosine distance, 0 to 2.")
    recalled: bool = Field(description="Near enough to go to the model with the question.")


class RecallTrialOut(Out):
    query: str
    chat_id: int | None
    embedder: str = Field(examples=["hashing-1"])
    results: list[RecallHit]
