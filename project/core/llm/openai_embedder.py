"""Embeddings of OpenAI or any compatible server. Imported by `LazyClient`."""

from __future__ import annotations

import math
from collections.abc import Sequence

import openai

from project.core.llm.client import RetryingClient
from project.core.llm.embedder import DIMENSIONS, OPENAI_EMBEDDER, OPENAI_MODEL, OPENAI_THRESHOLD
from project.core.llm.openai_client import make_client
from project.core.llm.settings import LanguageSettings

#: Texts in one request.
BATCH = 32
#: Stays below the model's 8192 tokens in any script.
MAX_CHARACTERS = 8000
#: A reader waits for it before the answer begins.
MAX_SECONDS = 10
#: Stands for an empty text, which is refused.
NOTHING = "(nothing)"


class OpenAIEmbedder:
    name = OPENAI_EMBEDDER
    threshold = OPENAI_THRESHOLD

    def __init__(self, settings: LanguageSettings) -> None:
        self._client = make_client(settings)
        self._calls = RetryingClient("openai embeddings", min(settings.ai_timeout, MAX_SECONDS), openai.OpenAIError)

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        plain = [" ".join(text.split())[:MAX_CHARACTERS] or NOTHING for text in texts]
        found: list[list[float]] = []
        for start in range(0, len(plain), BATCH):
            found += await self._embed(plain[start : start + BATCH])
        return found

    async def _embed(self, texts: list[str]) -> list[list[float]]:
        async def ask() -> list[list[float]]:
            # Not every server supports base64, the SDK's default.
            answer = await self._client.embeddings.create(
                model=OPENAI_MODEL, input=texts, dimensions=DIMENSIONS, encoding_format="float"
            )
            by_place = {item.index: item.embedding for item in answer.data}
            return [_unit(by_place[place]) for place in range(len(texts))]

        return await self._calls.persist(ask)

    async def close(self) -> None:
        await self._client.close()


def _unit(values: list[float]) -> list[float]:
    """Scale a vector to length 1. Raises ValueError if it is zero or has the wrong size."""
    length = math.sqrt(sum(value * value for value in values))
    if len(values) != DIMENSIONS or not math.isfinite(length) or length == 0:
        raise ValueError("not a vector of this length")
    return [value / length for value in values]
