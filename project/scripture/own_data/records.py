"""The rows of an imported file, once it is checked."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class ImportedMessage(NamedTuple):
    role: str
    content: str
    was_truncated: bool
    created_at: datetime | None


class ImportedInsight(NamedTuple):
    texts: dict[str, str]
    created_at: datetime | None
    messages: list[ImportedMessage]


class ImportedDefinition(NamedTuple):
    texts: dict[str, str]
    created_at: datetime | None


class ImportedChat(NamedTuple):
    texts: dict[str, str | None]
    created_at: datetime | None
    updated_at: datetime | None
    messages: list[ImportedMessage]


class OwnData(NamedTuple):
    insights: list[ImportedInsight]
    definitions: list[ImportedDefinition]
    chats: list[ImportedChat]
