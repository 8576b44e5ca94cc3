"""What a language model is to this service, whoever offers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

Purpose = Literal["insights", "definition", "insight_chat", "chat", "recall_summary", "history_summary"]


class Turn(NamedTuple):
    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked. Who needs no model looks at the purpose and at what it is about, and not at the instructions."""

    purpose: Purpose
    #: The conversation, oldest first; the last turn is the user's. `sending.py` leaves out what providers refuse.
    turns: Sequence[Turn]
    #: Instructions; empty for none.
    system: str
    max_tokens: int
    passage_reference: str = ""
    passage_text: str = ""
    #: Of a definition.
    word: str = ""


class Completion(NamedTuple):
    text: str
    #: `end_turn`, `max_tokens` or another word of the provider's.
    stop_reason: str


class Answer(Protocol):
    """An answer as it comes, piece by piece, none of them empty."""

    def __aiter__(self) -> AsyncIterator[str]: ...

    @property
    def stop_reason(self) -> str:
        """Known once the last piece has come."""
        ...


class Provider(Protocol):
    """Every failure is raised as a ProviderError. Whoever stops waiting thereby ends the call."""

    #: For logs and health: `offline`, `anthropic`, `openai`.
    name: str

    async def complete(self, prompt: Prompt) -> Completion: ...

    def stream(self, prompt: Prompt) -> AbstractAsyncContextManager[Answer]:
        """Leaving the block closes the connection to the provider, wherever the answer is."""
        ...

    async def close(self) -> None: ...
