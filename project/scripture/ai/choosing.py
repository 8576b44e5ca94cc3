"""Which language model answers, and what makes vectors: as the settings say."""

from __future__ import annotations

from typing import Protocol

from project.core.settings import Settings
from project.scripture.ai.embedding import Embedder
from project.scripture.ai.hashing import HashingEmbedder
from project.scripture.ai.late import OPENAI_EMBEDDER, OPENAI_THRESHOLD, Late, LateEmbedder, LateProvider
from project.scripture.ai.library import Library
from project.scripture.ai.offline import OfflineProvider
from project.scripture.ai.provider import Provider


class Preparable(Protocol):
    async def prepare(self) -> None:
        """Load what the first call would have to wait for: seconds, in a thread. For the start."""
        ...


class PreparableProvider(Provider, Preparable, Protocol): ...


class PreparableEmbedder(Embedder, Preparable, Protocol): ...


def make_provider(settings: Settings, library: Library) -> PreparableProvider:
    match settings.chosen_provider:
        case "anthropic":
            return LateProvider("anthropic", Late("anthropic_provider", "AnthropicProvider", settings))
        case "openai":
            return LateProvider("openai", Late("openai_provider", "OpenAIProvider", settings))
        case "offline":
            return OfflineProvider(library)


def make_embedder(settings: Settings) -> PreparableEmbedder:
    by_key = settings.embedder == "auto" and settings.openai_api_key is not None
    if settings.embedder != "openai" and not by_key:
        return HashingEmbedder()
    return LateEmbedder(OPENAI_EMBEDDER, OPENAI_THRESHOLD, Late("openai_embedder", "OpenAIEmbedder", settings))
