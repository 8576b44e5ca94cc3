"""What a language model is to this service, whoever offers it."""

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
    """What is asked. An app adds what its own provider without a model looks at instead of the instructions."""

    #: What for, in a word of the app's.
    purpose: str
    #: The conversation, oldest first; the last turn is the user's. `messages.py` leaves out what providers refuse.
    turns: Sequence[Turn]
    #: Instructions; empty for none.
    system: str
    max_tokens: int
    #: Whether a smaller model is good enough.
    small: bool = field(default=False, kw_only=True)


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


#: The prompts that a provider takes.
Asked = TypeVar("Asked", bound=Prompt, contravariant=True)


class Provider(Protocol[Asked]):
    """Every failure is raised as a ProviderError. Whoever stops waiting thereby ends the call."""

    #: For logs and health: `offline`, `anthropic`, `openai`.
    name: str

    async def complete(self, prompt: Asked) -> Completion: ...

    def stream(self, prompt: Asked) -> AbstractAsyncContextManager[Answer]:
        """Leaving the block closes the connection to the provider, wherever the answer is."""
        ...

    async def close(self) -> None: ...


class Model(Provider[Prompt], Protocol):
    """A provider that has a language model, and so answers any prompt."""

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of one call of a function that has this name, which the schema describes to the model.

        An object as far as it is JSON; that it obeys the schema is for the caller to check.
        """
        ...
