"""Pitch names and MIDI note numbers; C4 is 60."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from project.music.errors import InvalidPitch
from project.music.location import BODY, Location, excerpt

HIGHEST = 127
#: Semitones above C.
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
ACCIDENTALS = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}
_SHARP_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_PITCH = re.compile(r"([A-Ga-g])([#b♯♭]?)(-?[0-9]{1,4})")


def pitch_number(name: Any, loc: Location = BODY) -> int:
    """Return the MIDI number of a name such as F#4, b4 or C-1. Accidentals do not change the octave: Cb4 is 59."""
    number = _number(name) if isinstance(name, str) and len(name) <= 100 else None
    if number is None:
        raise InvalidPitch(f"Invalid pitch string: {excerpt(name)}", loc)
    if not 0 <= number <= HIGHEST:
        raise InvalidPitch(f"Resulting MIDI {number} out of range for pitch '{excerpt(name.strip())}'", loc)
    return number


@lru_cache(1000)
def _number(name: str) -> int | None:
    found = _PITCH.fullmatch(name.strip())
    if found is None:
        return None
    letter, accidental, octave = found.groups()
    return (int(octave) + 1) * 12 + LETTERS[letter.upper()] + ACCIDENTALS[accidental]


def pitch_name(number: int) -> str:
    return f"{_SHARP_NAMES[number % 12]}{number // 12 - 1}"
