"""What makes two stored texts the same one. The texts are too long for an index, so a hash of them stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from project.core.managers import digest


def explanation_key(kind: str, about: Sequence[str], owner_id: UUID | None) -> str:
    """Of an insight or a definition that one reader has imported, or with None of the one that serves all."""
    return digest(kind, *about, str(owner_id or ""))


def summary_key(kind: str, user_id: UUID, chat_id: int | None, insight_id: int | None) -> str:
    """Of a reader's conversation: there is one summary of each kind."""
    return digest(kind, str(user_id), str(chat_id), str(insight_id))
