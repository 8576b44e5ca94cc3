"""Tracks and their clip instances, as both languages write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from project.music.errors import TooMuch
from project.music.location import Place, shown
from project.music.notation.expressions import write_expression
from project.music.notation.instruments import read_instrument
from project.music.notation.json_values import mapping, optional, sequence, text
from project.music.notation.track_instances import MAX_INSTANCES, Instance, read_instance, track_bars
from project.music.notation.tree import PLAIN, Expression, Instrument, Track

MAX_TRACKS = 256
#: Of a composition, in all its tracks.
MAX_TRACK_BARS = 50_000
#: As JSON: an override is for every bar that its instance plays anew.
MAX_OVERRIDES = 2_000_000


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
        read_instance(clip, place.at("clips", i).named(f"clip {i + 1}"), read_clip_id) for i, clip in enumerate(clips)
    )
    return TrackText(name, read_instrument(track.get("instrument"), place.at("instrument")), tuple(instances))


def lay_out(tracks: Iterable[TrackText], position: Callable[[Instance, int], int], place: Place) -> tuple[Track, ...]:
    """The tracks bar by bar; `position` gives the bar of the clip for the instance's bar, counted from 0."""
    made, size = [], 0
    for track in tracks:
        sizes = {id(override): _size(override) for i in track.instances for override in i.overrides.values()}
        bars = [bar for instance in track.instances for bar in track_bars(instance, position)]
        size += sum(sizes[id(bar.override)] for bar in bars if bar.override is not PLAIN)
        if size > MAX_OVERRIDES:
            raise TooMuch(f"The overrides of all bars should have at most {MAX_OVERRIDES} characters", place)
        bars.sort(key=lambda bar: bar.bar_index)
        made.append(Track(track.name, tuple(bars), track.instrument))
    return tuple(made)


def _size(override: Expression) -> int:
    return len(json.dumps(write_expression(override)))


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
