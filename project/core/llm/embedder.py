"""Vectors of texts: texts about the same thing lie near each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

#: The same for every embedder, because the column has one length.
DIMENSIONS = 1536
#: OpenAI's figures stand here because its own module takes a second to import.
OPENAI_MODEL = "text-embedding-3-small"
OPENAI_EMBEDDER = f"openai:{OPENAI_MODEL}"
#: Measured: unrelated texts lie at 0.75 and beyond, a question and its answer below 0.6.
OPENAI_THRESHOLD = 0.65


class Embedder(Protocol):
    #: Stored with each vector: vectors of different embedders cannot be compared.
    name: str
    #: Cosine distance (0 to 2) up to which texts count as related.
    threshold: float

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return a unit vector of `DIMENSIONS` numbers for each text. Raises ProviderError."""
        ...

    async def close(self) -> None: ...
