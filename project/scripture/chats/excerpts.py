"""Excerpts of earlier conversations, which go to the model with a question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from project.scripture.chats.conversation import StoredMessage

#: Messages shown before the first that was found and after the last.
BESIDE = 2
MAX_CHARACTERS = 500
TIME = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of an earlier conversation, with the ids of the messages found in it."""

    summary: str
    began_at: datetime
    messages: Sequence[StoredMessage]
    found: Collection[int]

    def text(self) -> str:
        lines = [f"[Summary of conversation from {self.began_at.strftime(TIME)}: {self.summary}]", "---excerpt---"]
        for message in self.messages:
            who = "User" if message.role == "user" else "You"
            mark = " [relevant]" if message.id in self.found else ""
            lines.append(f"{who} ({message.created_at.strftime(TIME)}){mark}: {_cut(message.content)}")
        return "\n".join([*lines, "---end excerpt---"])


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MAX_CHARACTERS else plain[:MAX_CHARACTERS] + "..."


def around(messages: Sequence[StoredMessage], found: Collection[int]) -> Sequence[StoredMessage]:
    """Return the messages from BESIDE before the first found to BESIDE after the last."""
    places = [place for place, message in enumerate(messages) if message.id in found]
    return messages[max(0, places[0] - BESIDE) : places[-1] + BESIDE + 1] if places else []
