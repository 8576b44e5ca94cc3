"""Vectors by OpenAI's embeddings, or by any server that offers the same. Imported by `lazy_client.py`."""

from __future__ import annotations

import math
from collections.abc import Sequence

import openai

from project.core.llm.client import Line
from project.core.llm.embedder import DIMENSIONS
from project.core.llm.lazy_client import OPENAI_EMBEDDER, OPENAI_MODEL, OPENAI_THRESHOLD
from project.core.llm.openai_client import make_client
from project.core.llm.settings import LanguageSettings

#: Texts in one request.
BATCH = 32
#: Of a text, which stays below the model's 8192 tokens in any script.
MAX_CHARACTERS = 8000
#: Somebody waits for it before their answer begins.
MAX_SECONDS = 10
#: An empty text is refused.
NOTHING = "(nothing)"


class OpenAIEmbedder:
    name = OPENAI_EMBEDDER
    threshold = OPENAI_THRESHOLD

    def __init__(self, settings: LanguageSettings) -> None:
        self._client = make_client(settings)
        self._line = Line("openai embeddings", min(settings.ai_timeout, MAX_SECONDS), openai.OpenAIError)

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        plain = [" ".join(text.split())[:MAX_CHARACTERS] or NOTHING for text in texts]
        found: list[list[float]] = []
        for start in range(0, len(plain), BATCH):
            found += await self._embed(plain[start : start + BATCH])
        return found

    async def _embed(self, texts: list[str]) -> list[list[float]]:
        async def ask() -> list[list[float]]:
            # Floats, because not every server has the SDK's base64.
            answer = await self._client.embeddings.create(
                model=OPENAI_MODEL, input=texts, dimensions=DIMENSIONS, encoding_format="float"
            )
            by_place = {item.index: item.embedding for item in answer.data}
            return [_unit(by_place[place]) for place in range(len(texts))]

        return await self._line.persist(ask)

    async def close(self) -> None:
        await self._client.close()


def _unit(values: list[float]) -> list[float]:
    """Of length 1. Raises ValueError for what is no vector of ours."""
    length = math.sqrt(sum(value * value for value in values))
    if len(values) != DIMENSIONS or not math.isfinite(length) or length == 0:
        raise ValueError("not a vector of this length")
    return [value / length for value in values]
