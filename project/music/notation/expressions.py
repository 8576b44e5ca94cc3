"""The expression of bars in JSON: curves, controllers, pedal, metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from project.music.location import Location
from project.music.notation.json_values import boolean, integer, integer_in, json_object, mapping, number_in, sequence
from project.music.notation.tree import PLAIN, Curve, Expression, PedalEvent, Point

MAX_POINTS = 10_000
#: Cents either way, the widest bend of MIDI.
MAX_BEND = 12_700
MAX_TIME = 10_000
SUSTAIN = 64


def curve(value: Any, loc: Location, low: float = 0, high: float = 127) -> Curve:
    """Read `[{"time": beats within the bar, "value": number}, …]`."""
    return tuple(_point(point, loc.at(i), low, high) for i, point in enumerate(sequence(value, loc, MAX_POINTS)))


def _point(value: Any, loc: Location, low: float, high: float) -> Point:
    found = mapping(value, loc)
    further = {name: found[name] for name in found if name not in ("time", "value")}
    return Point(
        number_in(found, "time", loc, 0, MAX_TIME),
        number_in(found, "value", loc, low, high),
        json_object(further, loc) if further else None,
    )


def _bend(value: Any, loc: Location) -> Curve:
    return curve(value, loc, -MAX_BEND, MAX_BEND)


def controllers(value: Any, loc: Location) -> dict[str, Curve]:
    """Read `{"<controller 0–127>": curve}`."""
    found = mapping(value, loc)
    return {str(integer(key, loc, 0, 127)): curve(points, loc.at(key)) for key, points in found.items()}


def pedal_events(value: Any, loc: Location) -> tuple[PedalEvent, ...]:
    """Read `[{"time", "on"}]`, or the original player's `[{"time", "controller", "value"}]`."""
    return tuple(_pedal_event(event, loc.at(i)) for i, event in enumerate(sequence(value, loc, MAX_POINTS)))


def _pedal_event(value: Any, loc: Location) -> PedalEvent:
    found = mapping(value, loc)
    time = number_in(found, "time", loc, 0, MAX_TIME)
    if "on" in found:
        return PedalEvent(time, boolean(found["on"], loc.at("on")))
    controller = integer_in(found, "controller", loc, 0, 127, SUSTAIN)
    return PedalEvent(time, None, controller, number_in(found, "value", loc, 0, 127))


_READERS: dict[str, Callable[[Any, Location], Any]] = {
    "velocity_curve": curve,
    "pitch_bend_curve": _bend,
    "aftertouch_curve": curve,
    "pedal_events": pedal_events,
    "metadata": json_object,
}


def read_expression(value: Mapping[str, Any], loc: Location, *others: str) -> Expression:
    """Read the expression from an object that may also have the keys `others`. Unknown keys go into the metadata."""
    values: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for key, part in value.items():
        if part is None:
            continue
        if key in ("cc", "cc_lanes"):
            values["cc"] = {**values.get("cc", {}), **controllers(part, loc.at(key))}
        elif key in _READERS:
            values[key] = _READERS[key](part, loc.at(key))
        elif key not in others:
            unknown[key] = part
    if unknown:
        values["metadata"] = json_object({**unknown, **values.get("metadata", {})}, loc)
    return Expression(**values) if values else PLAIN


def write_expression(expression: Expression) -> dict[str, Any]:
    return (
        {name: _WRITERS[name](value) for name, value in expression.set_fields().items()} if expression != PLAIN else {}
    )


def _write_curve(points: Curve) -> list[dict[str, Any]]:
    return [{"time": point.time, "value": point.value, **(point.further or {})} for point in points]


def _write_pedal(events: tuple[PedalEvent, ...]) -> list[dict[str, Any]]:
    return [
        {"time": event.time, "on": event.on}
        if event.on is not None
        else {"time": event.time, "controller": event.controller, "value": event.value}
        for event in events
    ]


_WRITERS: dict[str, Callable[[Any], Any]] = {
    "velocity_curve": _write_curve,
    "cc": lambda lanes: {key: _write_curve(points) for key, points in lanes.items()},
    "pitch_bend_curve": _write_curve,
    "aftertouch_curve": _write_curve,
    "pedal_events": _write_pedal,
    "metadata": dict,
}
