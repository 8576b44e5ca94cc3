"""Tracks and their clip instances, as both languages write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from project.music.errors import BadValue, TooMuch
from project.music.location import Place, shown
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.json_values import MAX_BAR, json_object, mapping, optional, sequence, text, whole, whole_in
from project.music.notation.tree import PLAIN, Expression, Instrument, Track, TrackBar

MAX_TRACKS = 256
MAX_INSTANCES = 10_000
#: Of a composition, in all its tracks.
MAX_TRACK_BARS = 50_000
#: As JSON: an override is for every bar that its instance plays anew.
MAX_OVERRIDES = 2_000_000
_INSTRUMENT_KEYS = ("name", "midi_channel", "program")


@dataclass(frozen=True, slots=True)
class Instance:
    """A clip put on a track: bars of the clip from `clip_bar_index` on, at `start_bar` of the composition."""

    clip_id: int
    start_bar: int
    length_bars: int
    clip_bar_index: int
    #: By bar of the clip.
    overrides: Mapping[int, Expression]


@dataclass(frozen=True, slots=True)
class TrackText:
    """A track as it is written, before its instances are laid out in bars."""

    name: str
    instrument: Instrument | None
    instances: tuple[Instance, ...]


def read_tracks(value: Any, place: Place, read_clip_id: Callable[[Mapping[str, Any], Place], int]) -> list[TrackText]:
    """`{track name: {"clips": [...], "instrument": {...}}}`. A `name` in the track goes before its key."""
    tracks = mapping(value, place)
    if len(tracks) > MAX_TRACKS:
        raise TooMuch(f"At most {MAX_TRACKS} tracks can be read, not {len(tracks)}", place)
    found = [_track(key, track, place.at(shown(key)), read_clip_id) for key, track in tracks.items()]
    if sum(max(0, instance.length_bars) for track in found for instance in track.instances) > MAX_TRACK_BARS:
        raise TooMuch(f"At most {MAX_TRACK_BARS} bars can be on the tracks", place)
    return found


def _track(key: str, value: Any, place: Place, read_clip_id: Callable[[Mapping[str, Any], Place], int]) -> TrackText:
    track = mapping(value, place)
    name = optional(track, "name", place, text)
    name = text(key, place) if name is None else name
    place = place.named(f"track {shown(name, 40)}")
    clips = sequence(track.get("clips", []), place.at("clips"), MAX_INSTANCES)
    instances = (
        _instance(clip, place.at("clips", i).named(f"clip {i + 1}"), read_clip_id) for i, clip in enumerate(clips)
    )
    return TrackText(name, read_instrument(track.get("instrument"), place.at("instrument")), tuple(instances))


def _instance(value: Any, place: Place, read_clip_id: Callable[[Mapping[str, Any], Place], int]) -> Instance:
    instance = mapping(value, place)
    clip_id = read_clip_id(instance, place)
    start = whole_in(instance, "start_bar", place, -MAX_BAR, MAX_BAR, 1)
    length = whole_in(instance, "length_bars", place, -MAX_BAR, MAX_BAR, 1)
    offset = whole_in(instance, "clip_bar_index", place, 0, MAX_BAR, 0)
    if start + length > MAX_BAR + 1:
        raise TooMuch(f"The last bar should be at most {MAX_BAR}", place.at("length_bars"))
    return Instance(clip_id, start, length, offset, _overrides(instance.get("bar_overrides"), place))


def _overrides(value: Any, place: Place) -> dict[int, Expression]:
    found: dict[int, Expression] = {}
    for i, part in enumerate(sequence(value, place.at("bar_overrides"), MAX_BAR) if value is not None else ()):
        here = place.at("bar_overrides", i)
        override = mapping(part, here)
        index = whole_in(override, "bar_index", here, -MAX_BAR, MAX_BAR)
        found[index] = read_expression(override, here.named(f"bar {index}"), "bar_index")
    return found


def lay_out(tracks: Iterable[TrackText], position: Callable[[Instance, int], int], place: Place) -> tuple[Track, ...]:
    """The tracks bar by bar; `position` gives the bar of the clip for the instance's bar, counted from 0."""
    made, size = [], 0
    for track in tracks:
        sizes = {id(override): _size(override) for i in track.instances for override in i.overrides.values()}
        bars = [bar for instance in track.instances for bar in _bars(instance, position)]
        size += sum(sizes[id(bar.override)] for bar in bars if bar.override is not PLAIN)
        if size > MAX_OVERRIDES:
            raise TooMuch(f"The overrides of all bars should have at most {MAX_OVERRIDES} characters", place)
        bars.sort(key=lambda bar: bar.bar_index)
        made.append(Track(track.name, tuple(bars), track.instrument))
    return tuple(made)


def _size(override: Expression) -> int:
    return len(json.dumps(write_expression(override)))


def _bars(instance: Instance, position: Callable[[Instance, int], int]) -> Iterator[TrackBar]:
    for i in range(instance.length_bars):
        at = position(instance, i)
        yield TrackBar(instance.start_bar + i, instance.clip_id, at, instance.overrides.get(at, PLAIN))


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


def write_override(bar: TrackBar, first_bar: int = 0) -> dict[str, Any]:
    override = write_expression(bar.override)
    if "cc" in override:
        override["cc_lanes"] = override.pop("cc")
    return {"bar_index": first_bar + bar.clip_bar_index, **override}


def unique_keys(tracks: Iterable[Track]) -> dict[str, Track]:
    """Tracks under their names; one whose name is taken gets a number, and says its name itself."""
    found: dict[str, Track] = {}
    for track in tracks:
        key, number = track.name, 1
        while key in found:
            number += 1
            key = f"{track.name} ({number})"
        found[key] = track
    return found
