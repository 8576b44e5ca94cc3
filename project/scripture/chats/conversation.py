"""A conversation as plain values, and the part of it that goes to a language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from project.core.llm.provider import Turn

TITLE_CHARACTERS = 50
#: Sent of a conversation that is too long even after its summary.
LAST_MESSAGES = 50
#: Share of a long conversation that a summary stands for.
SUMMARISED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Conversation:
    """A reader's messages in a chat or about an insight."""

    user_id: UUID
    chat_id: int | None = None
    insight_id: int | None = None

    @property
    def conditions(self) -> dict[str, Any]:
        of = {"insight_id": self.insight_id} if self.chat_id is None else {"chat_id": self.chat_id}
        return {"user_id": self.user_id, **of}


class StoredMessage(NamedTuple):
    id: int
    role: Any
    content: str
    created_at: datetime

    @property
    def turn(self) -> Turn:
        return Turn(self.role, self.content)


class Exchange(NamedTuple):
    """A question and its answer, which are stored together."""

    question: str
    answer: str
    was_truncated: bool
    #: Of both, or None.
    vectors: tuple[str, str] | None
    embedder: str | None


def title_of(question: str) -> str:
    return question if len(question) <= TITLE_CHARACTERS else question[:TITLE_CHARACTERS] + "..."


def turns_to_send(turns: Sequence[Turn], question: str, most_characters: int) -> list[Turn]:
    """Return the turns to send, with the question: all, or the last 50 if they are too long."""
    length = len(question) + sum(len(turn.content) for turn in turns)
    return [*(turns if length <= most_characters else turns[-LAST_MESSAGES:]), Turn("user", question)]


def summarised_part(messages: Sequence[StoredMessage]) -> Sequence[StoredMessage]:
    return messages[: max(1, int(len(messages) * SUMMARISED_SHARE))]
