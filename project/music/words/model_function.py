"""The function that a language model is made to call, and what its arguments come to as SML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from project.music.errors import BadMusic
from project.music.location import Place
from project.music.notation.json_values import MAX_NAME, whole
from project.music.notation.maps import DENOMINATORS, FASTEST, MAX_NUMERATOR, SLOWEST
from project.music.notation.rhythm import DURATIONS
from project.music.notation.sml_clips import read_clip

NAME = "generate_clip_from_nl"
NO_NAME = "generated-clip"

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
_ITEM_KEYS = [key for item in _ITEMS.values() for key in item["properties"]]


class Written(NamedTuple):
    #: A clip that `read_clip` takes, with `expression` in each bar: an object or None.
    sml: dict[str, Any]
    #: Which a clip of SML has no place for.
    tempo_bpm: int


class Faulty(Exception):
    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.faults = faults


def read(arguments: Mapping[str, Any]) -> Written:
    """Raises Faulty with what SML's rules say against the clip, else with the first thing against each bar."""
    sml = _sml(arguments)
    wrong: list[str] = []
    with _noting(wrong):
        read_clip({**sml, "bars": []}, Place((), "the clip"))
    for number, bar in enumerate([] if wrong else sml["bars"], 1):
        with _noting(wrong):
            read_clip({**sml, "bars": [bar]}, Place((), f"entry {number} of bars"))
    with _noting(wrong):
        tempo_bpm = whole(arguments.get("tempo_bpm"), Place(("tempo_bpm",)), SLOWEST, FASTEST)
    if not sml["bars"]:
        wrong.append("bars: There should be a list of them, with one at least")
    if wrong:
        raise Faulty(wrong)
    return Written(sml, tempo_bpm)


@contextmanager
def _noting(wrong: list[str]) -> Iterator[None]:
    try:
        yield
    except BadMusic as error:
        key = next((step for step in reversed(error.loc) if isinstance(step, str)), "")
        wrong.append(f"{key}: {error}")


def _sml(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The clip in SML as far as there is one."""
    bars, meter = arguments.get("bars"), arguments.get("meter")
    return {
        "clip_id": None,
        "name": arguments.get("clip_name") or NO_NAME,
        "track_name": arguments.get("instrument"),
        **({"meter_map": [{"bar": 0, **meter}]} if isinstance(meter, dict) else {}),
        "bars": [_bar(bar) for bar in bars] if isinstance(bars, list) else [],
    }


def _bar(bar: Any) -> Any:
    if not isinstance(bar, dict):
        return bar
    items = bar.get("items")
    return {
        "bar_index": bar.get("bar_index"),
        "items": [_item(item) for item in items] if isinstance(items, list) else items,
        "expression": bar.get("expression") or None,
    }


def _item(item: Any) -> Any:
    return {key: item[key] for key in _ITEM_KEYS if key in item} if isinstance(item, dict) else item
