"""Keys and their signatures."""

from __future__ import annotations

import re

from project.music.notation.tree import KeyChange

#: Positions on the circle of fifths relative to C.
_LETTERS = {letter: i - 1 for i, letter in enumerate("FCGDAEB")}
#: Sharps relative to the major key on the same tonic.
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
    """Return the sharps of the signature, negative for flats: -1 for D minor. None for an unknown key."""
    found = _KEY.fullmatch(key.key.strip())
    mode = _mode(found.group(3), key.mode) if found else None
    if found is None or mode is None:
        return None
    accidental = {"": 0, "#": 7, "♯": 7, "b": -7, "♭": -7}[found.group(2)]
    sharps = _LETTERS[found.group(1).upper()] + accidental + MODES[mode]
    return sharps if -7 <= sharps <= 7 else None


def _mode(after_key: str, mode: str) -> str | None:
    """Return the mode. A suffix of the key, as in Am, takes precedence."""
    word = after_key.lower() or mode.strip().lower()
    word = _MINOR.get(word, word)
    return word if word in MODES else None


def signature_name(key: KeyChange) -> str | None:
    """Return the key as mido spells it, such as Dm. Church modes become the major key with their signature."""
    sharps = fifths(key)
    if sharps is None:
        return None
    found = _KEY.fullmatch(key.key.strip())
    minor = found is not None and MODES[_mode(found.group(3), key.mode) or "major"] == MODES["minor"]
    return (_MINORS if minor else _MAJORS)[sharps + 7]


def key_of_signature(bar: int, name: str) -> KeyChange:
    return KeyChange(bar, name.removesuffix("m"), "minor" if name.endswith("m") else "major")
