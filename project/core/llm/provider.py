"""The interface of a language model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeVar


class Turn(NamedTuple):
    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A request to a model. An app adds what its offline provider reads instead of the instructions."""

    #: A word of the app's own.
    purpose: str
    #: Oldest first; the last turn is the user's. `messages_of` drops those that providers refuse.
    turns: Sequence[Turn]
    #: Instructions; empty for none.
    system: str
    max_tokens: int
    #: A smaller model is good enough.
    small: bool = field(default=False, kw_only=True)


class Completion(NamedTuple):
    text: str
    #: `end_turn`, `max_tokens` or another word of the provider's.
    stop_reason: str


class Answer(Protocol):
    """An answer as it arrives, in pieces that are never empty."""

    def __aiter__(self) -> AsyncIterator[str]: ...

    @property
    def stop_reason(self) -> str:
        """Empty until the last piece has arrived."""
        ...


#: The prompts that a provider accepts.
AppPrompt = TypeVar("AppPrompt", bound=Prompt, contravariant=True)


class Provider(Protocol[AppPrompt]):
    """Raises ProviderError for every failure. A caller who is cancelled ends the call."""

    #: For logs and health: `offline`, `anthropic`, `openai`.
    name: str

    async def complete(self, prompt: AppPrompt) -> Completion: ...

    def stream(self, prompt: AppPrompt) -> AbstractAsyncContextManager[Answer]:
        """Close the connection when the block ends, even in mid-answer."""
        ...

    async def close(self) -> None: ...


class Model(Provider[Prompt], Protocol):
    """A provider with a real model, which answers any prompt."""

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments with which the model calls the function of this name and schema.

        The caller must validate them: the schema only describes the function to the model.
        """
        ...
