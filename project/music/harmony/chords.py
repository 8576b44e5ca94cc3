"""Chords as semitones, by symbol and by degree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from project.music.harmony.scales import SCALES, Tonality
from project.music.notation.pitches import ACCIDENTALS, LETTERS

#: Semitones above the root, by the suffix of the chord symbol.
QUALITIES: dict[str, tuple[int, ...]] = {
    **{"": (0, 4, 7), "m": (0, 3, 7), "dim": (0, 3, 6), "aug": (0, 4, 8), "sus2": (0, 2, 7), "sus4": (0, 5, 7)},
    **{"6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "add9": (0, 4, 7, 14), "madd9": (0, 3, 7, 14), "6/9": (0, 4, 7, 9, 14)},
    **{"7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "mmaj7": (0, 3, 7, 11), "7sus4": (0, 5, 7, 10)},
    **{"dim7": (0, 3, 6, 9), "m7b5": (0, 3, 6, 10), "aug7": (0, 4, 8, 10), "7b5": (0, 4, 6, 10)},
    **{"9": (0, 4, 7, 10, 14), "maj9": (0, 4, 7, 11, 14), "m9": (0, 3, 7, 10, 14), "7b9": (0, 4, 7, 10, 13)},
    **{"7#9": (0, 4, 7, 10, 15), "11": (0, 7, 10, 14, 17), "m11": (0, 3, 7, 10, 14, 17), "13": (0, 4, 7, 10, 14, 21)},
}
_ALIASES = {
    **{"min": "m", "maj": "", "M": "", "°": "dim", "o": "dim", "+": "aug", "sus": "sus4"},
    **{"min7": "m7", "M7": "maj7", "Δ": "maj7", "Δ7": "maj7", "°7": "dim7", "o7": "dim7", "ø": "m7b5", "ø7": "m7b5"},
    **{"min7b5": "m7b5", "mM7": "mmaj7", "+7": "aug7", "7#5": "aug7", "min6": "m6", "min9": "m9", "M9": "maj9"},
    **{"69": "6/9", "2": "add9"},
}
_DEGREES = {"I": 0, "II": 1, "III": 2, "IV": 3, "V": 4, "VI": 5, "VII": 6}
#: A possessive quantifier: there are many ways to split a quality, and backtracking would try them all.
_QUALITY = r"(?:maj|min|dim|aug|sus|add|m|M|°|ø|Δ|\+|6/9|[#b♯♭]?\d{1,2}+)*+"
_WHOLE = r"(?![\w#♯♭/])"
#: These match anything that looks like a degree or a chord symbol; `chord_of_degree` and `chord_named` decide.
NUMERAL = rf"[b#♭♯]?(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?:o7?|{_QUALITY}){_WHOLE}"
SYMBOL = rf"[A-G][#b♯♭]?{_QUALITY}(?:/[A-G][#b♯♭]?)?{_WHOLE}"
_NUMERAL = re.compile(r"([b#♭♯]?)([ivIV]+)(.*)")
_SYMBOL = re.compile(r"([A-G])([#b♯♭]?)(.*?)(?:/([A-G])([#b♯♭]?))?")


@dataclass(frozen=True, slots=True)
class Chord:
    #: 0–11; C is 0.
    root: int
    #: Semitones above the root.
    tones: tuple[int, ...]
    #: The pitch class of a slash bass: E in C/E.
    bass: int | None = None


def pitch_class(letter: str, accidental: str) -> int:
    return (LETTERS[letter.upper()] + ACCIDENTALS[accidental]) % 12


def symbol_parts(symbol: str) -> tuple[str, str, str, int | None]:
    """Split a SYMBOL into letter, accidental, quality and the pitch class of its slash bass."""
    found = _SYMBOL.fullmatch(symbol)
    assert found is not None
    letter, accidental, quality, bass, bass_accidental = found.groups()
    return letter, accidental, quality, pitch_class(bass, bass_accidental) if bass else None


def chord_named(symbol: str) -> Chord | None:
    """Return the chord of a SYMBOL such as F#m7 or C/E, or None for an unknown quality."""
    letter, accidental, quality, bass = symbol_parts(symbol)
    tones = _tones(quality)
    return None if tones is None else Chord(pitch_class(letter, accidental), tones, bass)


def chord_of_degree(numeral: str, tonality: Tonality) -> Chord | None:
    """Return the chord of a NUMERAL such as ii or V7, or None for an unknown quality.

    Upper case is major, lower case minor. Degrees are those of the major or the natural minor scale.
    """
    found = _NUMERAL.fullmatch(numeral)
    assert found is not None
    accidental, degree, quality = found.groups()
    scale = SCALES["minor" if tonality.minor else "major"]
    root = tonality.tonic + scale[_DEGREES[degree.upper()]] + ACCIDENTALS[accidental]
    small = degree.islower() and quality in ("", "6", "7", "9", "11", "maj7", "add9")
    tones = _tones(f"m{quality}" if small else quality)
    return None if tones is None else Chord(root % 12, tones)


def _tones(quality: str) -> tuple[int, ...] | None:
    plain = quality.replace("♯", "#").replace("♭", "b")
    return QUALITIES.get(_ALIASES.get(plain, plain))
