"""Keys, as the number of sharps or flats in their signature."""

from __future__ import annotations

import re

from project.music.notation.tree import KeyChange

#: Steps on the circle of fifths from C.
_LETTERS = {letter: i - 1 for i, letter in enumerate("FCGDAEB")}
#: What a mode adds to the signature of its tonic's major.
MODES = {
    "major": 0,
    "ionian": 0,
    "lydian": 1,
    "mixolydian": -1,
    "dorian": -2,
    "minor": -3,
    "aeolian": -3,
    "phrygian": -4,
    "locrian": -5,
}
_MINOR = {"m": "minor", "min": "minor", "maj": "major"}
_MAJORS = ("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
_MINORS = ("Abm", "Ebm", "Bbm", "Fm", "Cm", "Gm", "Dm", "Am", "Em", "Bm", "F#m", "C#m", "G#m", "D#m", "A#m")
_KEY = re.compile(r"([A-Ga-g])([#♯b♭]?)\s*([A-Za-z]*)")


def fifths(key: KeyChange) -> int | None:
    """Sharps of the signature, flats below 0, as in -1 for D minor. None for a key that is not known."""
    found = _KEY.fullmatch(key.key.strip())
    mode = _mode(found.group(3), key.mode) if found else None
    if found is None or mode is None:
        return None
    accidental = {"": 0, "#": 7, "♯": 7, "b": -7, "♭": -7}[found.group(2)]
    sharps = _LETTERS[found.group(1).upper()] + accidental + MODES[mode]
    return sharps if -7 <= sharps <= 7 else None


def _mode(after_key: str, mode: str) -> str | None:
    """What stands with the key, as in Am, goes before the mode."""
    word = after_key.lower() or mode.strip().lower()
    word = _MINOR.get(word, word)
    return word if word in MODES else None


def signature_name(key: KeyChange) -> str | None:
    """As mido calls it: D minor is Dm, and the church modes are the major with their sharps or flats."""
    sharps = fifths(key)
    if sharps is None:
        return None
    found = _KEY.fullmatch(key.key.strip())
    minor = found is not None and MODES[_mode(found.group(3), key.mode) or "major"] == MODES["minor"]
    return (_MINORS if minor else _MAJORS)[sharps + 7]


def key_of_signature(bar: int, name: str) -> KeyChange:
    """From mido's name."""
    return KeyChange(bar, name.removesuffix("m"), "minor" if name.endswith("m") else "major")
