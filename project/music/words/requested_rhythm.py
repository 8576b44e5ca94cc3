"""Bars, meter, tempo and note values in a request."""

from __future__ import annotations

import re

from project.music.errors import NotUnderstood
from project.music.location import Location
from project.music.notation.maps import DENOMINATORS, FASTEST, SLOWEST
from project.music.notation.rhythm import DURATIONS
from project.music.notation.tree import MeterChange

MAX_NUMERATOR = 16
_NUMBERS = {
    word: i + 1
    for i, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
} | {"thirty-two": 32, "twenty-four": 24, "twenty": 20, "sixteen": 16, "a": 1}
_COUNT = rf"(\d{{1,4}}|{'|'.join(_NUMBERS)})"
_TEMPOS = {
    **{"largo": 50, "lento": 56, "adagio": 60, "slow": 66, "slowly": 66, "andante": 76, "andantino": 84},
    **{"moderato": 108, "moderate": 108, "medium": 108, "allegretto": 116, "allegro": 132, "fast": 144, "quick": 144},
    **{"vivace": 160, "presto": 176},
}
_BPM = re.compile(
    r"\b(\d{1,5})\s*(?:bpm|beats (?:per|a) minute)\b"
    r"|\btempo\s*(?:of|is|to|[:=])?\s*(\d{1,5})\b"
    r"|(?:♩|\bquarter(?:[ -]note)?|\bcrotchet)\s*=\s*(\d{1,5})\b"
    r"|\bat\s+(\d{2,5})\b(?!/)"
)
_VALUES = {
    **{"whole": "whole", "half": "half", "quarter": "quarter", "eighth": "eighth", "sixteenth": "sixteenth"},
    **{"thirty-second": "thirty_second", "32nd": "thirty_second", "16th": "sixteenth", "8th": "eighth"},
    **{"semibreve": "whole", "minim": "half", "crotchet": "quarter", "semiquaver": "sixteenth", "quaver": "eighth"},
    "demisemiquaver": "thirty_second",
}
_VALUE = re.compile(rf"\b(dotted[ -])?({'|'.join(_VALUES)})(?:[ -]notes?|s|(?=[ -]triplet))\b")


def requested_count(words: str, unit: str, most: int, name: str, loc: Location) -> int | None:
    found = re.search(rf"\b{_COUNT}{unit}", words)
    if found is None:
        return None
    count = _NUMBERS.get(found.group(1)) or int(found.group(1))
    if not 1 <= count <= most:
        raise NotUnderstood(f"There should be 1 to {most} {name}", loc)
    return count


def requested_meter(words: str, loc: Location) -> MeterChange:
    found = re.search(r"\b(\d{1,3})/(\d{1,3})\b", words)
    if found is None:
        return MeterChange(1, 3 if "waltz" in words else 4)
    numerator, denominator = int(found.group(1)), int(found.group(2))
    if denominator not in DENOMINATORS[:5] or not 1 <= numerator <= MAX_NUMERATOR:
        raise NotUnderstood(f"A meter should be 1 to {MAX_NUMERATOR} over 1, 2, 4, 8 or 16", loc)
    return MeterChange(1, numerator, denominator)


def requested_tempo(words: str, loc: Location) -> int:
    found = _BPM.search(words)
    if found is None:
        return next((tempo for word, tempo in _TEMPOS.items() if re.search(rf"\b{word}\b", words)), 120)
    tempo = int(next(group for group in found.groups() if group))
    if not SLOWEST <= tempo <= FASTEST:
        raise NotUnderstood(f"A tempo should be between {SLOWEST} and {FASTEST} bpm", loc)
    return tempo


def requested_duration(words: str) -> str | None:
    found = _VALUE.search(words)
    value = _VALUES[found.group(2)] if found else None
    name = f"dotted_{value}" if found and found.group(1) else value
    if "triplet" in words:
        name = f"triplet_{value or 'eighth'}"
    return name if name in DURATIONS else value
