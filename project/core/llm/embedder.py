"""What turns a text into a vector, so that texts about the same things lie near each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

#: Of every embedder: the column has one length.
DIMENSIONS = 1536


class Embedder(Protocol):
    #: Stored with each vector: those of different embedders have nothing in common.
    name: str
    #: Cosine distance (0 to 2) up to which a text is taken for one about the same thing.
    threshold: float

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of `DIMENSIONS` numbers and of length 1 for each text. Raises ProviderError."""
        ...

    async def close(self) -> None: ...
