"""A reader's own data on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from project.core.http.schemas import In, Out
from project.scripture.schemas.explanations import DefinitionTexts, InsightTexts


class ExportedMessageOut(Out):
    role: Literal["user", "assistant"]
    content: str
    was_truncated: bool
    created_at: datetime


class ExportedInsightOut(InsightTexts):
    passage_reference: str
    passage_text: str
    created_at: datetime
    chat_messages: list[ExportedMessageOut]


class ExportedDefinitionOut(DefinitionTexts):
    word: str
    passage_reference: str
    verse_text: str
    created_at: datetime


class ExportedChatOut(Out):
    title: str | None
    passage_reference: str | None
    passage_text: str | None
    created_at: datetime
    updated_at: datetime
    messages: list[ExportedMessageOut]


class ExportedUserOut(Out):
    anonymous_id: str
    created_at: datetime


class OwnDataOut(Out):
    user: ExportedUserOut
    insights: list[ExportedInsightOut]
    definitions: list[ExportedDefinitionOut]
    standalone_chats: list[ExportedChatOut]


class OwnDataIn(In):
    data: dict[str, Any] = Field(description="What `GET /api/user/export` gives; the lists may be missing.")


class OwnDataCounts(Out):
    insights: int
    chat_messages: int = Field(description="About insights.")
    standalone_chats: int
    definitions: int


class DataImported(Out):
    message: str = "User data imported successfully"
    imported: OwnDataCounts


class DataCleared(Out):
    message: str = "User data cleared successfully"
    deleted: OwnDataCounts
