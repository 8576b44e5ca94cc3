"""Scales and chords as semitones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from project.music.notation.pitches import ACCIDENTALS, LETTERS

#: Semitones above the tonic.
SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "melodic minor": (0, 2, 3, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "locrian": (0, 1, 3, 5, 6, 8, 10),
    "major pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "whole tone": (0, 2, 4, 6, 8, 10),
    "chromatic": tuple(range(12)),
}
_MINOR_MODES = frozenset(
    {"minor", "harmonic minor", "melodic minor", "dorian", "phrygian", "locrian", "minor pentatonic"}
)

#: Semitones above the root, by what stands after its name.
QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "dim": (0, 3, 6),
    "aug": (0, 4, 8),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "dim7": (0, 3, 6, 9),
}
_ALIASES = {"min": "m", "°": "dim", "o": "dim", "+": "aug", "min7": "m7", "°7": "dim7", "M7": "maj7", "maj": ""}
_DEGREES = {"I": 0, "II": 1, "III": 2, "IV": 3, "V": 4, "VI": 5, "VII": 6}
NUMERAL = r"[b#♭♯]?(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?:maj7|°7|dim7|°|o|dim|\+|7)?"
SYMBOL = r"[A-G][#b♯♭]?(?:maj7|min7|dim7|m7|M7|sus2|sus4|°7|maj|min|dim|aug|m|7|°|\+)?"
_NUMERAL = re.compile(r"([b#♭♯]?)([ivIV]+)(.*)")
_SYMBOL = re.compile(r"([A-G])([#b♯♭]?)(.*)")


@dataclass(frozen=True, slots=True)
class Chord:
    #: 0–11, C is 0.
    root: int
    #: Semitones above the root.
    tones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tonality:
    #: As it was asked for, such as B♭.
    tonic_name: str
    #: 0–11, C is 0.
    tonic: int
    #: One of SCALES.
    mode: str

    @property
    def minor(self) -> bool:
        return self.mode in _MINOR_MODES

    @property
    def name(self) -> str:
        return f"{self.tonic_name} {self.mode}"


def pitch_class(letter: str, accidental: str) -> int:
    return (LETTERS[letter.upper()] + ACCIDENTALS[accidental]) % 12


def chord_named(symbol: str) -> Chord:
    """From SYMBOL, such as F#m7."""
    found = _SYMBOL.fullmatch(symbol)
    assert found is not None
    letter, accidental, quality = found.groups()
    return Chord(pitch_class(letter, accidental), QUALITIES[_ALIASES.get(quality, quality)])


def chord_of_degree(numeral: str, tonality: Tonality) -> Chord:
    """From NUMERAL, such as ii or V7: capitals are major, small letters minor, the degree that of major or minor."""
    found = _NUMERAL.fullmatch(numeral)
    assert found is not None
    accidental, degree, quality = found.groups()
    scale = SCALES["minor" if tonality.minor else "major"]
    root = tonality.tonic + scale[_DEGREES[degree.upper()]] + ACCIDENTALS[accidental]
    quality = _ALIASES.get(quality, quality)
    small = degree.islower() and quality in ("", "7")
    return Chord(root % 12, QUALITIES[f"m{quality}" if small else quality])
