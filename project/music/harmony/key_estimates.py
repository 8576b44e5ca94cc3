"""Keys as they are estimated from notes."""

from __future__ import annotations

from dataclasses import dataclass

from project.music.notation.tree import KeyChange


@dataclass(frozen=True, slots=True)
class KeyCandidate:
    #: Such as F# or Bb.
    key: str
    #: major or minor
    mode: str
    #: Of the time that each pitch class sounds with the profile of the key, -1 to 1.
    correlation: float


@dataclass(frozen=True, slots=True)
class KeyEstimate:
    """The likeliest key and, the likelier first, the others."""

    best: KeyCandidate
    #: 0 to 1: the correlation of the likeliest and twice its lead over the next, at most 1.
    confidence: float
    alternatives: tuple[KeyCandidate, ...]

    @property
    def as_change(self) -> KeyChange:
        return KeyChange(1, self.best.key, self.best.mode)
