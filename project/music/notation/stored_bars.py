"""Bars as `GET /clips/{clip_id}` returns them: MIDI note numbers, beats within the bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from project.music.errors import BadValue, TooMuch
from project.music.location import Location
from project.music.notation.dsl_clips import MAX_CLIP_BARS, MAX_NOTES
from project.music.notation.dsl_notes import read_note
from project.music.notation.expressions import read_expression
from project.music.notation.json_values import MAX_BAR, MAX_BEATS, integer_in, mapping, number_in, sequence
from project.music.notation.maps import write_meters
from project.music.notation.rhythm import to_fraction
from project.music.notation.sml_clips import read_clip as read_sml
from project.music.notation.tree import BarNode, MeterChange, NoteNode

#: Keys that are not part of the expression.
_BAR_KEYS = ("id", "clip_id", "bar_index", "notes")


def read_bars(value: Any, meters: Sequence[MeterChange], loc: Location) -> tuple[BarNode, ...]:
    """Read bars with `notes`, as the API returns them, or with `items`, as in SML; a mixture is refused."""
    bars = sequence(value, loc, MAX_CLIP_BARS)
    if any(isinstance(bar, dict) and "items" in bar for bar in bars):
        for i, bar in enumerate(bars):
            if isinstance(bar, dict) and "notes" in bar:
                raise BadValue("Bars should all have items, or all have notes", loc.at(i, "notes"))
        return read_sml({"bars": bars, "meter_map": write_meters(meters)}, Location(loc.path[:-1], loc.label)).bars
    found = tuple(_read_bar(bar, loc.at(i)) for i, bar in enumerate(bars))
    if sum(len(bar.notes) for bar in found) > MAX_NOTES:
        raise TooMuch(f"A clip should have at most {MAX_NOTES} notes", loc)
    return found


def _read_bar(value: Any, loc: Location) -> BarNode:
    bar = mapping(value, loc)
    index = integer_in(bar, "bar_index", loc, -MAX_BAR, MAX_BAR)
    loc = loc.labelled(f"bar {index}")
    notes = sequence(bar.get("notes", []), loc.at("notes"), MAX_NOTES)
    read = (_read_note(note, loc.at("notes", i).labelled(f"note {i + 1}")) for i, note in enumerate(notes))
    return BarNode(index, tuple(read), read_expression(bar, loc, *_BAR_KEYS))


def _read_note(value: Any, loc: Location) -> NoteNode:
    note = mapping(value, loc)
    start = number_in(note, "start_beat", loc, 0, MAX_BEATS, 0)
    return read_note(note, to_fraction(start), loc)
