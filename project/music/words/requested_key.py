"""The key in a request."""

from __future__ import annotations

import re

from project.music.harmony.chords import pitch_class
from project.music.harmony.scales import Tonality
from project.music.words.requested_chords import MODE_WORDS, MODES, SIGN, plain_sign

#: Most reliable first. A lower-case letter may be a word: it counts before a mode, or after "in" at a phrase's end.
_IN = r"\b(?i:in|of)\s+(?:the key of\s+)?"
_KEYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_IN}([A-Ga-g]){SIGN}[ -]?({MODES})\b",
        rf"\b([A-G]){SIGN}[ -]?({MODES})\b",
        rf"{_IN}([A-G]){SIGN}()(?![\w#♯♭])",
        rf"{_IN}([a-g]){SIGN}()(?=\s*(?:$|[.,;!?]|at\b|with\b|for\b|\d))",
        rf"\b([b-g]){SIGN}[ -]({MODES})\b",
        rf"\b(a){SIGN}[ -](major|minor)\b",
        rf"\b([B-G]){SIGN}()(?![\w#♯♭-])",
    )
)


def requested_tonality(text: str, lower: str) -> tuple[Tonality, bool]:
    found = next((match for pattern in _KEYS if (match := pattern.search(text))), None)
    mode = MODE_WORDS.get(found.group(3), "") if found else ""
    if not mode:
        bare_mode = re.search(rf"\b(?:{MODES})\b", lower.replace(" m ", " "))
        mode = MODE_WORDS[bare_mode.group()] if bare_mode else "major"
    mode = _coloured(mode, lower)
    if found is None:
        return Tonality("C", 0, mode), False
    sign = plain_sign(found.group(2))
    return Tonality(found.group(1).upper() + sign, pitch_class(found.group(1), sign), mode), True


def _coloured(mode: str, lower: str) -> str:
    """Apply a scale type named elsewhere, as in "a pentatonic scale in A minor"."""
    colour = next((word for word in ("pentatonic", "harmonic", "melodic") if re.search(rf"\b{word}\b", lower)), "")
    if colour == "pentatonic":
        return f"{mode} pentatonic" if mode in ("major", "minor") else mode
    return f"{colour} minor" if colour and mode == "minor" else mode
