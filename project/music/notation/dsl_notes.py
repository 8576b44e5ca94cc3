"""Notes of DSL clips."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from project.music.errors import BadValue
from project.music.location import Location
from project.music.notation.json_values import (
    MAX_ARTICULATION,
    boolean,
    integer,
    integer_in,
    json_object,
    number,
    number_in,
    optional,
    text,
)
from project.music.notation.pitches import HIGHEST
from project.music.notation.rhythm import to_float, to_fraction
from project.music.notation.tree import NoteNode

MAX_DURATION = 10_000
#: Bound on scale degrees and intervals, either side of 0.
FAR = 1_000
MAX_CENTS = 10_000
_SEMANTIC_NUMBERS = ("scale_degree", "interval_from_prev")
#: Written only if set.
_WHEN_SET = ("articulation", "dynamics", "expression", *_SEMANTIC_NUMBERS, "cents_offset", "semantics")


def read_note(note: Mapping[str, Any], within: Fraction, loc: Location) -> NoteNode:
    duration = number_in(note, "duration_beats", loc, 0, MAX_DURATION, 1.0)
    if duration == 0:
        raise BadValue("A note should last longer than 0 beats", loc.at("duration_beats"))
    if within.numerator < 0:
        raise BadValue("A note should not start before its bar", loc.at("bar"))
    rest = optional(note, "is_rest", loc, boolean)
    semantics = optional(note, "semantics", loc, json_object)
    values = {**_semantic_degrees(semantics), **note} if semantics else note
    return NoteNode(
        within,
        to_fraction(duration),
        None if rest else integer_in(note, "pitch", loc, 0, HIGHEST, 0),
        optional(note, "articulation", loc, text, MAX_ARTICULATION),
        _dynamics(note, loc),
        optional(note, "expression", loc, json_object),
        optional(values, "scale_degree", loc, integer, -FAR, FAR),
        optional(values, "interval_from_prev", loc, integer, -FAR, FAR),
        optional(note, "cents_offset", loc, number, -MAX_CENTS, MAX_CENTS),
        semantics,
    )


def _semantic_degrees(semantics: Mapping[str, Any]) -> dict[str, int]:
    return {key: part for key, part in semantics.items() if type(part) is int and abs(part) <= FAR}


def _dynamics(note: Mapping[str, Any], loc: Location) -> dict[str, Any] | None:
    """Return `dynamics`, with a `velocity` that stands beside it merged in."""
    values, number = note.get("dynamics"), note.get("velocity")
    if isinstance(values, dict) and values.get("velocity") is not None:
        number = values["velocity"]
        if type(number) is not int or not 0 <= number <= 127:
            number = integer(number, loc.at("dynamics", "velocity"), 0, 127)
    elif number is not None:
        number = integer_in(note, "velocity", loc, 0, 127)
    velocity = {} if number is None else {"velocity": number}
    if values is None or (isinstance(values, dict) and len(values) == 1 and "velocity" in values):
        return velocity or values
    return {**json_object(values, loc.at("dynamics")), **velocity}


def write_note(note: NoteNode, bar_start: Fraction) -> dict[str, Any]:
    further = {name: getattr(note, name) for name in _WHEN_SET}
    return {
        "start_beat": to_float(bar_start + note.start),
        "duration_beats": to_float(note.duration),
        **({"is_rest": True} if note.is_rest else {"pitch": note.pitch}),
        **{name: value for name, value in further.items() if value is not None},
    }
