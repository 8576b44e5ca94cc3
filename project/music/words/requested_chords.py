"""Chords in a request: symbols, degrees, spoken names, and named progressions."""

from __future__ import annotations

import re
from typing import NamedTuple

from project.music.harmony.chords import NUMERAL, SYMBOL, symbol_parts
from project.music.harmony.scales import SCALES

#: Modes of keys by their names.
MODE_WORDS = {
    **{mode: mode for mode in SCALES},
    **{"natural minor": "minor", "aeolian": "minor", "ionian": "major", "pentatonic minor": "minor pentatonic"},
    **{"pentatonic": "major pentatonic", "pentatonic major": "major pentatonic", "whole-tone": "whole tone"},
    **{"maj": "major", "min": "minor", "m": "minor"},
}
MODES = "|".join(sorted(map(re.escape, MODE_WORDS), key=len, reverse=True))
SIGN = r"(#|b|♯|♭|[ -]?sharp|[ -]?flat)?"

_SEPARATOR = r"(?:[-–—,;>→|\s]+(?:(?:and|then|to)\s+)?)"
_NOT_A_KEY = rf"(?!\s+(?:{MODES})\b)"
_NUMERALS = re.compile(rf"(?<!\w){NUMERAL}(?:{_SEPARATOR}{NUMERAL})+{_NOT_A_KEY}")
_SYMBOLS = re.compile(rf"(?<!\w){SYMBOL}(?:{_SEPARATOR}{SYMBOL})+{_NOT_A_KEY}")
_SYMBOL = re.compile(rf"(?<!\w)(?i:{SYMBOL})")
#: At least three in a row, because fewer may be words.
_SMALL = re.compile(rf"(?<!\w)(?i:{SYMBOL}(?:{_SEPARATOR}{SYMBOL}){{2,}}){_NOT_A_KEY}")
#: Suffixes after a letter that could be a key, or a pitch such as D5.
_NO_CHORD = re.compile(r"(?:[mM]|min|maj|[0-58])?")
_ARTICLE = re.compile(r"^\s*A\s+(?=\S+\s+(?:chord|triad|arpeggio)\b)")
_SPOKEN = re.compile(
    rf"\b([A-G]){SIGN}[ -](major|minor|dominant|half[ -]diminished|diminished|augmented)(?:[ -](7|7th|seventh))?\b"
    r"(?!\s*(?:bars?|measures?|octaves?|chords)\b)"
)
_SPOKEN_QUALITIES = {
    ("major", True): "maj7",
    ("minor", True): "m7",
    ("dominant", True): "7",
    ("diminished", False): "dim",
    ("diminished", True): "dim7",
    ("augmented", False): "aug",
    ("half diminished", True): "m7b5",
    ("half diminished", False): "m7b5",
}
#: By pattern: degrees in major, and in minor. The first match counts.
_PROGRESSIONS = (
    (
        r"\bblues\b|\btwelve[ -]bar\b|\b12[ -]bar\b",
        "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
        "i7 i7 i7 i7 iv7 iv7 i7 i7 V7 iv7 i7 V7",
    ),
    (r"\bjazz\b|\bturnaround\b", "ii7 V7 Imaj7", "iiø7 V7 i7"),
    (r"\bdoo[ -]?wop\b|\bfifties\b|\b50s\b", "I vi IV V", "i VI iv V"),
    (r"\bcanon\b|\bpachelbel\b", "I V vi iii IV I IV V", "i V VI III iv i iv V"),
    (r"\bplagal\b|\bamen cadence\b", "IV I", "iv i"),
    (r"\b(?:deceptive|interrupted)\b", "V vi", "V VI"),
    (r"\b(?:half|imperfect) cadence\b", "I V", "i V"),
    (r"\b(?:perfect|authentic) cadence\b", "V I", "V i"),
    (r"\bcadence\b", "IV V I", "iv V i"),
    (r"\bpop\b", "I V vi IV", "i VI III VII"),
)


class RequestedChords(NamedTuple):
    #: As written, such as V7 or F#m7.
    chords: list[str]
    #: The text without the chords, whose letters are not keys.
    rest: str


def requested_chords(text: str) -> RequestedChords:
    text = _SPOKEN.sub(_spoken, _ARTICLE.sub("a ", text))
    text = _SMALL.sub(_with_capitals, _SYMBOL.sub(_with_capital, text))
    found = _NUMERALS.search(text) or _SYMBOLS.search(text) or _alone(text)
    if found is None:
        return RequestedChords([], text)
    return RequestedChords(re.split(_SEPARATOR, found.group()), f"{text[: found.start()]} {text[found.end() :]}")


def named_progression(words: str, minor: bool) -> list[str]:
    for pattern, in_major, in_minor in _PROGRESSIONS:
        if re.search(pattern, words):
            return (in_minor if minor else in_major).split()
    return []


def _alone(text: str) -> re.Match[str] | None:
    return next((found for found in _SYMBOL.finditer(text) if _is_chord(found.group())), None)


def _is_chord(symbol: str) -> bool:
    """Whether it can be neither a word nor the name of a key."""
    return not _NO_CHORD.fullmatch(symbol_parts(symbol[0].upper() + symbol[1:])[2])


def _with_capital(found: re.Match[str]) -> str:
    symbol = found.group()
    return symbol[0].upper() + symbol[1:] if _is_chord(symbol) else symbol


def _with_capitals(found: re.Match[str]) -> str:
    return re.sub(r"(?<!\w)(?!(?:and|then|to)\b)[a-g]", lambda letter: letter.group().upper(), found.group())


def _spoken(found: re.Match[str]) -> str:
    letter, sign, quality, seventh = found.groups()
    symbol = _SPOKEN_QUALITIES.get((quality.replace("-", " "), seventh is not None))
    return found.group() if symbol is None else f"{letter}{plain_sign(sign)}{symbol}"


def plain_sign(accidental: str | None) -> str:
    return {"sharp": "#", "flat": "b"}.get((accidental or "").strip(" -"), accidental or "")
