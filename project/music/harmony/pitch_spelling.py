"""Pitches by name, as they are written in a key. Names are places on the line of fifths: F is -1, C 0, G 1, F# 6."""

from __future__ import annotations

from typing import NamedTuple

_LETTERS = "FCGDAEB"
#: The twelve names that a key is written with, counted from its signature: in C major from Ab to C#.
_LOWEST_OF_MAJOR = -4
#: In A minor from Eb to G#, its leading note.
_LOWEST_OF_MINOR = -3


class SpelledPitch(NamedTuple):
    letter: str
    #: Semitones: sharps, flats below 0.
    alter: int
    octave: int


def spell(pitch: int, fifths: int, minor: bool = False) -> SpelledPitch:
    """The name of a MIDI pitch under a signature of so many sharps, or flats below 0."""
    lowest = fifths + (_LOWEST_OF_MINOR if minor else _LOWEST_OF_MAJOR)
    position = lowest + (7 * pitch - lowest) % 12
    letter, alter = letter_and_alter(position)
    return SpelledPitch(letter, alter, (pitch - alter) // 12 - 1)


def letter_and_alter(position: int) -> tuple[str, int]:
    """From the line of fifths: 6 is F and one sharp."""
    sharps, letter = divmod(position + 1, 7)
    return _LETTERS[letter], sharps


def spelled_name(position: int) -> str:
    """From the line of fifths: 6 is F#."""
    letter, alter = letter_and_alter(position)
    return letter + ("#" * alter if alter > 0 else "b" * -alter)


def line_position(letter: str, alter: int) -> int:
    return _LETTERS.index(letter.upper()) - 1 + 7 * alter
