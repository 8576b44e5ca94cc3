"""JSON Schemas for values that the notation readers check themselves; for documentation only."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import JsonValue, WithJsonSchema

from project.core.http.schemas import NO_NUL
from project.music.notation.dsl_clips import MAX_NOTES
from project.music.notation.dsl_notes import MAX_DURATION
from project.music.notation.json_values import MAX_ARTICULATION, MAX_BAR, MAX_BEATS
from project.music.notation.maps import (
    DENOMINATORS,
    FASTEST,
    MAX_CHANGES,
    MAX_LOOPS,
    MAX_METER_CHANGES,
    MAX_NUMERATOR,
    SLOWEST,
)
from project.music.notation.rhythm import DURATIONS

_change: dict[str, JsonValue] = {"bar": {"type": "integer", "minimum": -MAX_BAR, "maximum": MAX_BAR}}
#: MIDI 0–127.
_PITCH = "^([A-Ga-g][#b♯♭]?[0-8]|[ABD-Gabd-g][#b♯♭]?-1|[Cc][#♯]?-1|[C-Fc-f][#b♯♭]?9|[Gg][b♭]?9|[Bb][#♯]-2)$"
_DURATION: JsonValue = {"type": "string", "anyOf": [{"enum": [*DURATIONS]}, {"pattern": "^[0-9]{1,6}$"}]}


def _map_of(limit: int, example: dict[str, JsonValue], **properties: JsonValue) -> WithJsonSchema:
    item: JsonValue = {"type": "object", "properties": {**_change, **properties}}
    return WithJsonSchema({"type": "array", "items": item, "maxItems": limit, "examples": [[example]]})


TempoMap = Annotated[
    list[dict[str, Any]],
    _map_of(
        MAX_CHANGES,
        {"bar": 1, "tempo_bpm": 96},
        tempo_bpm={"type": "number", "minimum": SLOWEST, "maximum": FASTEST},
        beat={"type": "number", "minimum": 0, "maximum": MAX_BEATS},
    ),
]
MeterMap = Annotated[
    list[dict[str, Any]],
    _map_of(
        MAX_METER_CHANGES,
        {"bar": 1, "numerator": 3, "denominator": 4},
        numerator={"type": "integer", "minimum": 1, "maximum": MAX_NUMERATOR},
        denominator={"type": "integer", "enum": [*DENOMINATORS]},
    ),
]
KeyMap = Annotated[
    list[dict[str, Any]],
    _map_of(
        MAX_CHANGES,
        {"bar": 1, "key": "D", "mode": "minor"},
        key={"type": "string", "maxLength": 32, "pattern": NO_NUL},
        mode={"type": ["string", "null"], "maxLength": 32, "pattern": NO_NUL},
    ),
]
Loops = Annotated[
    list[dict[str, Any]],
    WithJsonSchema(
        {
            "type": "array",
            "maxItems": MAX_LOOPS,
            "items": {
                "type": "object",
                "required": ["start_bar", "length_bars"],
                "properties": {
                    "start_bar": _change["bar"],
                    "length_bars": {"type": "integer", "minimum": 0, "maximum": MAX_BAR},
                    "repeat_count": {"type": "integer", "minimum": 0, "maximum": MAX_BAR},
                },
            },
            "examples": [[{"start_bar": 1, "length_bars": 4, "repeat_count": 2}]],
        }
    ),
]
#: A note or a rest; other keys are read as well.
Item = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "object",
                    "required": ["note", "duration"],
                    "properties": {
                        "note": {"type": "string", "pattern": _PITCH},
                        "duration": _DURATION,
                        "velocity": {"type": ["integer", "null"], "minimum": 0, "maximum": 127},
                        "articulation": {"type": ["string", "null"], "maxLength": MAX_ARTICULATION, "pattern": NO_NUL},
                    },
                },
                {
                    "type": "object",
                    "required": ["rest"],
                    "properties": {"rest": _DURATION},
                },
            ],
            "examples": [{"note": "F#4", "duration": "quarter", "velocity": 90}],
        }
    ),
]
StoredBar = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "type": "object",
            "required": ["bar_index"],
            "properties": {
                "bar_index": _change["bar"],
                "notes": {
                    "type": "array",
                    "maxItems": MAX_NOTES,
                    "items": {
                        "type": "object",
                        "properties": {
                            "pitch": {"type": "integer", "minimum": 0, "maximum": 127},
                            "start_beat": {"type": "number", "minimum": 0, "maximum": MAX_BEATS},
                            "duration_beats": {"type": "number", "exclusiveMinimum": 0, "maximum": MAX_DURATION},
                            "is_rest": {"type": "boolean"},
                        },
                    },
                },
            },
            "examples": [{"bar_index": 0, "notes": [{"pitch": 60, "start_beat": 0, "duration_beats": 1}]}],
        }
    ),
]
