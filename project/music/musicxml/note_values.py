"""Note values of MusicXML on an integer grid."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

#: Grid units per quarter note.
GRID = 48


class NoteValue(NamedTuple):
    """A note value in MusicXML's terms."""

    type: str
    dots: int = 0
    triplet: bool = False


_TYPES = ("breve", "whole", "half", "quarter", "eighth", "16th", "32nd", "64th")
_PLAIN = {384 >> i: NoteValue(name) for i, name in enumerate(_TYPES)}
_DOTTED = {(384 >> i) * 3 // 2: NoteValue(name, 1) for i, name in enumerate(_TYPES[:-1]) if i}
_TRIPLETS = {128 >> i: NoteValue(name, 0, True) for i, name in enumerate((*_TYPES[1:], "128th"))}
#: By length, longest first.
VALUES = dict(sorted({**_PLAIN, **_DOTTED}.items(), reverse=True))
TRIPLETS = dict(sorted(_TRIPLETS.items(), reverse=True))


def snapped(beats: Fraction) -> int:
    return round(beats * GRID)


def values_of(start: int, length: int) -> list[tuple[int, NoteValue]]:
    found: list[tuple[int, NoteValue]] = []
    triplet = next((t for t in TRIPLETS if t <= length and (length - t) % 3 == 0), None) if length % 3 else None
    rest = length - (triplet or 0)
    while rest:
        longest = next(value for value in VALUES if value <= rest)
        found.append((longest, VALUES[longest]))
        rest -= longest
    if triplet is not None:
        # Complete a triplet that has begun before plain values follow.
        found.insert(0 if start % 3 else len(found), (triplet, TRIPLETS[triplet]))
    return found
