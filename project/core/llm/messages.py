"""The turns of a prompt as providers accept them."""

from __future__ import annotations

from project.core.llm.provider import Prompt, Turn

#: Stands for an empty message, which providers refuse.
NO_WORDS = "(The user sent no words.)"


def messages_of(prompt: Prompt) -> list[Turn]:
    """Drop empty messages and those before the user's first: providers refuse them."""
    *earlier, last = prompt.turns
    turns = [turn for turn in earlier if turn.content.strip()]
    while turns and turns[0].role == "assistant":
        del turns[0]
    return [*turns, last if last.content.strip() else Turn(last.role, NO_WORDS)]
