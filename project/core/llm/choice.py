"""The language model and the embedder that the settings choose."""

from __future__ import annotations

from typing import Protocol, TypeVar

from project.core.llm.embedder import OPENAI_EMBEDDER, OPENAI_THRESHOLD, Embedder
from project.core.llm.lazy_client import LazyClient, LazyEmbedder, LazyProvider
from project.core.llm.provider import AppPrompt, Provider
from project.core.llm.settings import LanguageSettings

#: An app's own fallback, used when no provider is set.
BuiltIn = TypeVar("BuiltIn")


class Preparable(Protocol):
    async def prepare(self) -> None:
        """Load, in a thread, what the first call would wait seconds for."""
        ...


class PreparableProvider(Provider[AppPrompt], Preparable, Protocol[AppPrompt]): ...


class PreparableEmbedder(Embedder, Preparable, Protocol): ...


def make_provider(settings: LanguageSettings, offline: BuiltIn) -> LazyProvider | BuiltIn:
    match settings.chosen_provider:
        case "anthropic":
            return LazyProvider("anthropic", LazyClient("anthropic_provider", "AnthropicProvider", settings))
        case "openai":
            return LazyProvider("openai", LazyClient("openai_provider", "OpenAIProvider", settings))
        case "offline":
            return offline


def make_embedder(settings: LanguageSettings, builtin: BuiltIn) -> LazyEmbedder | BuiltIn:
    by_key = settings.embedder == "auto" and settings.openai_api_key is not None
    if settings.embedder != "openai" and not by_key:
        return builtin
    client: LazyClient[Embedder] = LazyClient("openai_embedder", "OpenAIEmbedder", settings)
    return LazyEmbedder(OPENAI_EMBEDDER, OPENAI_THRESHOLD, client)
