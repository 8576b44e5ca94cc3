"""Instruments of tracks in JSON."""

from __future__ import annotations

from typing import Any

from project.music.errors import BadValue
from project.music.location import Location
from project.music.notation.json_values import integer, json_object, optional, text
from project.music.notation.tree import Instrument

_INSTRUMENT_KEYS = ("name", "midi_channel", "program")


def read_instrument(value: Any, loc: Location) -> Instrument | None:
    """Read `{"name", "midi_channel": 0–15, "program": 0–127, …}`, or a bare name."""
    if value is None:
        return None
    if isinstance(value, str):
        return Instrument(text(value, loc))
    if not isinstance(value, dict):
        raise BadValue("Should be an object or a name", loc)
    further = {key: part for key, part in value.items() if key not in _INSTRUMENT_KEYS}
    return Instrument(
        optional(value, "name", loc, text),
        optional(value, "midi_channel", loc, integer, 0, 15),
        optional(value, "program", loc, integer, 0, 127),
        json_object(further, loc) if further else None,
    )


def write_instrument(instrument: Instrument) -> dict[str, Any]:
    values = {key: value for key in _INSTRUMENT_KEYS if (value := getattr(instrument, key)) is not None}
    return {**values, **(instrument.further or {})}
