"""A conversation as providers take it."""

from __future__ import annotations

from project.core.llm.provider import Prompt, Turn

#: Providers refuse a message without a character that can be seen.
NO_WORDS = "(The user sent no words.)"


def messages_of(prompt: Prompt) -> list[Turn]:
    """Without empty messages, and beginning with the user's: anything else is refused."""
    *earlier, last = prompt.turns
    turns = [turn for turn in earlier if turn.content.strip()]
    while turns and turns[0].role == "assistant":
        del turns[0]
    return [*turns, last if last.content.strip() else Turn(last.role, NO_WORDS)]
