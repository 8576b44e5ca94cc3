"""Pitch spelling on the line of fifths, where F is -1, C 0, G 1 and F# 6."""

from __future__ import annotations

from typing import NamedTuple

_LETTERS = "FCGDAEB"
#: The lowest of the twelve spellings relative to the signature: C major uses Ab to C#.
_LOWEST_OF_MAJOR = -4
#: A minor uses Eb to G#, its leading note.
_LOWEST_OF_MINOR = -3


class SpelledPitch(NamedTuple):
    letter: str
    #: In semitones: sharps, negative for flats.
    alter: int
    octave: int


def spell(pitch: int, fifths: int, minor: bool = False) -> SpelledPitch:
    """Spell a MIDI pitch under a signature of `fifths` sharps, negative for flats."""
    lowest = fifths + (_LOWEST_OF_MINOR if minor else _LOWEST_OF_MAJOR)
    position = lowest + (7 * pitch - lowest) % 12
    letter, alter = letter_and_alter(position)
    return SpelledPitch(letter, alter, (pitch - alter) // 12 - 1)


def letter_and_alter(position: int) -> tuple[str, int]:
    sharps, letter = divmod(position + 1, 7)
    return _LETTERS[letter], sharps


def spelled_name(position: int) -> str:
    letter, alter = letter_and_alter(position)
    return letter + ("#" * alter if alter > 0 else "b" * -alter)


def line_position(letter: str, alter: int) -> int:
    return _LETTERS.index(letter.upper()) - 1 + 7 * alter
