"""Bars in the form in which the store answers them: pitches as MIDI numbers, beats within the bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from project.music.errors import BadValue, TooMuch
from project.music.location import Place
from project.music.notation.dsl_clips import MAX_CLIP_BARS, MAX_NOTES
from project.music.notation.dsl_notes import read_note
from project.music.notation.expressions import read_expression
from project.music.notation.json_values import MAX_BAR, MAX_BEATS, mapping, number_in, sequence, whole_in
from project.music.notation.maps import write_meters
from project.music.notation.rhythm import exact
from project.music.notation.sml_clips import read_clip as read_sml
from project.music.notation.tree import Bar, MeterChange, Note

#: Keys of a bar that say nothing of how it is played.
_BAR_KEYS = ("id", "clip_id", "bar_index", "notes")


def read_bars(value: Any, meters: Sequence[MeterChange], place: Place) -> tuple[Bar, ...]:
    """Bars with `notes`, as a clip is answered, or with `items`, as in SML; not some with these and some with those."""
    bars = sequence(value, place, MAX_CLIP_BARS)
    if any(isinstance(bar, dict) and "items" in bar for bar in bars):
        for i, bar in enumerate(bars):
            if isinstance(bar, dict) and "notes" in bar:
                raise BadValue("Where a bar has items, none should have notes", place.at(i, "notes"))
        return read_sml({"bars": bars, "meter_map": write_meters(meters)}, Place(place.loc[:-1], place.label)).bars
    found = tuple(_read_bar(bar, place.at(i)) for i, bar in enumerate(bars))
    if sum(len(bar.notes) for bar in found) > MAX_NOTES:
        raise TooMuch(f"A clip should have at most {MAX_NOTES} notes", place)
    return found


def _read_bar(value: Any, place: Place) -> Bar:
    bar = mapping(value, place)
    index = whole_in(bar, "bar_index", place, -MAX_BAR, MAX_BAR)
    place = place.named(f"bar {index}")
    notes = sequence(bar.get("notes", []), place.at("notes"), MAX_NOTES)
    read = (_read_note(note, place.at("notes", i).named(f"note {i + 1}")) for i, note in enumerate(notes))
    return Bar(index, tuple(read), read_expression(bar, place, *_BAR_KEYS))


def _read_note(value: Any, place: Place) -> Note:
    note = mapping(value, place)
    start = number_in(note, "start_beat", place, 0, MAX_BEATS, 0)
    return read_note(note, exact(start), place)
