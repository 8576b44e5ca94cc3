"""Note values and beats. A beat is a quarter note in every meter; rhythm is exact."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any

from project.music.errors import BadValue, UnknownDuration
from project.music.location import BODY, Location, excerpt

#: SML counts in thirty-second notes.
UNITS_PER_BEAT = 8
MAX_UNITS = 1_000_000
_PLAIN = {"whole": 32, "half": 16, "quarter": 8, "eighth": 4, "sixteenth": 2, "thirty_second": 1}
_DOTTED = ("half", "quarter", "eighth")
_TRIPLETS = ("quarter", "eighth", "sixteenth")

#: By name, in units. Three triplets last as long as two plain notes.
DURATIONS: dict[str, Fraction] = {
    **{name: Fraction(units) for name, units in _PLAIN.items()},
    **{f"dotted_{name}": Fraction(_PLAIN[name] * 3, 2) for name in _DOTTED},
    **{f"triplet_{name}": Fraction(_PLAIN[name] * 2, 3) for name in _TRIPLETS},
}
_NAMES = {units: name for name, units in DURATIONS.items()}
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")

#: Finer than a tick of any MIDI file.
_FINEST = 100_000
#: A denominator that suits most beats.
_COMMON = 960


def duration_units(token: Any, loc: Location = BODY) -> Fraction:
    """Return the units of a note value: a name, or an integer as text, at least 1."""
    if not isinstance(token, str):
        raise BadValue(f"A duration should be a string, not {excerpt(token)!r}", loc)
    if token in DURATIONS:
        return DURATIONS[token]
    digits = token.strip()
    if not _WHOLE_NUMBER.fullmatch(digits):
        raise UnknownDuration(token, loc)
    if int(digits) > MAX_UNITS:
        raise BadValue(f"A duration should have at most {MAX_UNITS} units", loc)
    return Fraction(max(1, int(digits)))


def duration_token(beats: Fraction) -> str | None:
    """Return the name of this length, else its units; None if SML can express neither."""
    units = beats * UNITS_PER_BEAT
    if units in _NAMES:
        return _NAMES[units]
    return str(units) if units.denominator == 1 and units >= 1 else None


@lru_cache(20_000)
def to_fraction(beats: float) -> Fraction:
    """Return the simple fraction that the float stands for: a third for 0.3333333333333333. Inverse of `to_float`."""
    scaled = beats * _COMMON
    if scaled == int(scaled):
        common = Fraction(int(scaled), _COMMON)
        if to_float(common) == beats:
            return common
    simple = Fraction(beats).limit_denominator(_FINEST)
    return simple if to_float(simple) == beats else Fraction(beats)


def to_float(beats: Fraction) -> float:
    whole, parts = beats.as_integer_ratio()
    return whole / parts


def units_shown(units: Fraction) -> str:
    return str(units) if units.denominator == 1 else f"{to_float(units):.4g}"
