"""The result of a key estimate."""

from __future__ import annotations

from dataclasses import dataclass

from project.music.notation.tree import KeyChange


@dataclass(frozen=True, slots=True)
class KeyCandidate:
    #: Such as F# or Bb.
    key: str
    #: major or minor
    mode: str
    #: Between the durations of the pitch classes and the key's profile, -1 to 1.
    correlation: float


@dataclass(frozen=True, slots=True)
class KeyEstimate:
    """The likeliest key and the others in order of likelihood."""

    best: KeyCandidate
    #: 0 to 1: the best correlation plus twice its lead over the second, clipped.
    confidence: float
    alternatives: tuple[KeyCandidate, ...]

    @property
    def as_change(self) -> KeyChange:
        return KeyChange(1, self.best.key, self.best.mode)
