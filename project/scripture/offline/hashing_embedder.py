"""Vectors without a model: texts lie near each other if they share words or word stems.

Feature hashing after Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from project.core.llm.embedder import DIMENSIONS
from project.scripture.search.words import COMMON_WORDS, STOP_WORDS, words_of

#: Of a text: a message says early what it is about.
MAX_CHARACTERS = 8000
#: Share of a word's weight that its pieces have, so that `believe` and `believeth` are somewhat alike.
PIECES_SHARE = 0.6
PIECE_LENGTHS = (3, 4, 5)
#: Longer words are cut: their many pieces would fill the cache.
MAX_WORD = 40
STOP_WEIGHT = 0.05
COMMON_WEIGHT = 0.2


class HashingEmbedder:
    #: Raise the number whenever the vectors change.
    name = "hashing-1"
    threshold = 0.87

    async def prepare(self) -> None:
        pass

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [_vector(text[:MAX_CHARACTERS]) for text in texts]

    async def close(self) -> None:
        pass


def _vector(text: str) -> list[float]:
    values = [0.0] * DIMENSIONS
    for word, count in Counter(word[:MAX_WORD] for word in words_of(text)).items():
        frequency = 1 + math.log(count)
        for index, weight in _features(word):
            values[index] += frequency * weight
    length = math.sqrt(math.fsum(value * value for value in values))
    if length == 0:  # no words: like other texts without words only
        values[0] = length = 1.0
    return [value / length for value in values]


@lru_cache(maxsize=20_000)
def _features(word: str) -> tuple[tuple[int, float], ...]:
    """Return indices of the vector and what a word adds there; the squares add up to its squared weight."""
    weight = STOP_WEIGHT if word in STOP_WORDS else COMMON_WEIGHT if word in COMMON_WORDS else 1.0
    edged = f"<{word}>"
    pieces = {edged[at : at + size] for size in PIECE_LENGTHS for at in range(len(edged) - size + 1)} - {edged}
    found = [_hashed(f"word {word}", weight * math.sqrt(1 - PIECES_SHARE if pieces else 1))]
    found += [_hashed(f"piece {piece}", weight * math.sqrt(PIECES_SHARE / len(pieces))) for piece in sorted(pieces)]
    return tuple(found)


def _hashed(feature: str, weight: float) -> tuple[int, float]:
    number = int.from_bytes(hashlib.blake2b(feature.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return number % DIMENSIONS, weight if number >> 63 else -weight
