"""Instruments of tracks, as both languages write them."""

from __future__ import annotations

from typing import Any

from project.music.errors import BadValue
from project.music.location import Place
from project.music.notation.json_values import json_object, optional, text, whole
from project.music.notation.tree import Instrument

_INSTRUMENT_KEYS = ("name", "midi_channel", "program")


def read_instrument(value: Any, place: Place) -> Instrument | None:
    """`{"name", "midi_channel": 0–15, "program": 0–127, …}`, or just the name."""
    if value is None:
        return None
    if isinstance(value, str):
        return Instrument(text(value, place))
    if not isinstance(value, dict):
        raise BadValue("Should be an object or a name", place)
    further = {key: part for key, part in value.items() if key not in _INSTRUMENT_KEYS}
    return Instrument(
        optional(value, "name", place, text),
        optional(value, "midi_channel", place, whole, 0, 15),
        optional(value, "program", place, whole, 0, 127),
        json_object(further, place) if further else None,
    )


def write_instrument(instrument: Instrument) -> dict[str, Any]:
    said = {key: value for key in _INSTRUMENT_KEYS if (value := getattr(instrument, key)) is not None}
    return {**said, **(instrument.further or {})}
