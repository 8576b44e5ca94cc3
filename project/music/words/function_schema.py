"""The function that the language model must call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from project.music.notation.json_values import MAX_NAME
from project.music.notation.maps import DENOMINATORS, FASTEST, MAX_NUMERATOR, SLOWEST
from project.music.notation.rhythm import DURATIONS

NAME = "generate_clip_from_nl"
_DURATION = {"type": "string", "enum": list(DURATIONS)}
_LEVEL = {"type": "integer", "minimum": 0, "maximum": 127}


def _object(required: Mapping[str, Any], **optional: Any) -> dict[str, Any]:
    properties = {**required, **optional}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_CURVE = _list(_object({"time": {"type": "number", "minimum": 0}, "value": {"type": "number"}}))
_ITEMS = {
    "note": _object(
        {"note": {"type": "string", "description": "Pitch, such as F#4"}, "duration": _DURATION},
        velocity=_LEVEL,
        articulation={"type": "string"},
    ),
    "rest": _object({"rest": _DURATION}),
}
_EXPRESSION = _object(
    {},
    velocity_curve=_CURVE,
    cc={"type": "object", "additionalProperties": _CURVE, "description": "Curves by the number of the controller"},
    pitch_bend_curve={**_CURVE, "description": "In cents"},
    aftertouch_curve=_CURVE,
    pedal_events=_list(_object({"time": {"type": "number", "minimum": 0}, "on": {"type": "boolean"}})),
)
_BAR = _object(
    {"bar_index": {"type": "integer", "minimum": 0}, "items": _list({"anyOf": list(_ITEMS.values())})},
    expression=_EXPRESSION,
)
_METER = _object(
    {
        "numerator": {"type": "integer", "minimum": 1, "maximum": MAX_NUMERATOR},
        "denominator": {"type": "integer", "enum": list(DENOMINATORS)},
    }
)
#: JSON Schema.
ARGUMENTS = _object(
    {
        "clip_name": {"type": "string", "maxLength": MAX_NAME},
        "instrument": {"type": "string", "maxLength": MAX_NAME},
        "tempo_bpm": {"type": "integer", "minimum": SLOWEST, "maximum": FASTEST},
        "bars": _list(_BAR),
    },
    meter=_METER,
)
ITEM_KEYS = [key for item in _ITEMS.values() for key in item["properties"]]
