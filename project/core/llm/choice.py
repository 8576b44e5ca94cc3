"""Which language model answers, and what makes vectors: as the settings say."""

from __future__ import annotations

from typing import Protocol, TypeVar

from project.core.llm.embedder import Embedder
from project.core.llm.lazy_client import OPENAI_EMBEDDER, OPENAI_THRESHOLD, Late, LateEmbedder, LateProvider
from project.core.llm.provider import Asked, Provider
from project.core.llm.settings import LanguageSettings

#: What an app has of its own, for where no provider is set.
BuiltIn = TypeVar("BuiltIn")


class Preparable(Protocol):
    async def prepare(self) -> None:
        """Load what the first call would have to wait for: seconds, in a thread. For the start."""
        ...


class PreparableProvider(Provider[Asked], Preparable, Protocol[Asked]): ...


class PreparableEmbedder(Embedder, Preparable, Protocol): ...


def make_provider(settings: LanguageSettings, offline: BuiltIn) -> LateProvider | BuiltIn:
    match settings.chosen_provider:
        case "anthropic":
            return LateProvider("anthropic", Late("anthropic_provider", "AnthropicProvider", settings))
        case "openai":
            return LateProvider("openai", Late("openai_provider", "OpenAIProvider", settings))
        case "offline":
            return offline


def make_embedder(settings: LanguageSettings, builtin: BuiltIn) -> LateEmbedder | BuiltIn:
    by_key = settings.embedder == "auto" and settings.openai_api_key is not None
    if settings.embedder != "openai" and not by_key:
        return builtin
    return LateEmbedder(OPENAI_EMBEDDER, OPENAI_THRESHOLD, Late("openai_embedder", "OpenAIEmbedder", settings))
