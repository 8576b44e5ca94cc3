"""What makes two stored texts the same one. The texts are too long for an index, so a hash of them stands in it."""

from __future__ import annotations

from uuid import UUID

from project.core.managers import digest


def insight_key(reference: str, text: str, owner: UUID | None) -> str:
    """Of an insight that one reader has imported, or with None of the one that serves all."""
    return digest("insight", reference, text, str(owner or ""))


def definition_key(word: str, reference: str, verse: str, owner: UUID | None) -> str:
    """Of a definition that one reader has imported, or with None of the one that serves all."""
    return digest("definition", word, reference, verse, str(owner or ""))


def summary_key(kind: str, user_id: UUID, chat_id: int | None, insight_id: int | None) -> str:
    """Of a reader's conversation: there is one summary of each kind."""
    return digest(kind, str(user_id), str(chat_id), str(insight_id))
