"""Tracks and their clip instances, as both languages write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from project.music.errors import TooMuch
from project.music.location import Location, excerpt
from project.music.notation.expressions import write_expression
from project.music.notation.instruments import read_instrument
from project.music.notation.json_values import mapping, optional, sequence, text
from project.music.notation.track_instances import MAX_INSTANCES, ClipInstance, read_instance, track_bars
from project.music.notation.tree import PLAIN, Expression, Instrument, TrackNode

MAX_TRACKS = 256
#: Of a composition, in all its tracks.
MAX_TRACK_BARS = 50_000
#: As JSON: an override is for every bar that its instance plays anew.
MAX_OVERRIDES = 2_000_000


@dataclass(frozen=True, slots=True)
class TrackSpec:
    """A track as it is written, before its instances are laid out in bars."""

    name: str
    instrument: Instrument | None
    instances: tuple[ClipInstance, ...]


def read_tracks(
    value: Any, loc: Location, read_clip_id: Callable[[Mapping[str, Any], Location], int]
) -> list[TrackSpec]:
    """`{track name: {"clips": [...], "instrument": {...}}}`. A `name` in the track goes before its key."""
    tracks = mapping(value, loc)
    if len(tracks) > MAX_TRACKS:
        raise TooMuch(f"At most {MAX_TRACKS} tracks can be read, not {len(tracks)}", loc)
    found = [_track(key, track, loc.at(excerpt(key)), read_clip_id) for key, track in tracks.items()]
    if sum(max(0, instance.length_bars) for track in found for instance in track.instances) > MAX_TRACK_BARS:
        raise TooMuch(f"At most {MAX_TRACK_BARS} bars can be on the tracks", loc)
    return found


def _track(
    key: str, value: Any, loc: Location, read_clip_id: Callable[[Mapping[str, Any], Location], int]
) -> TrackSpec:
    track = mapping(value, loc)
    name = optional(track, "name", loc, text)
    name = text(key, loc) if name is None else name
    loc = loc.labelled(f"track {excerpt(name, 40)}")
    clips = sequence(track.get("clips", []), loc.at("clips"), MAX_INSTANCES)
    instances = (
        read_instance(clip, loc.at("clips", i).labelled(f"clip {i + 1}"), read_clip_id) for i, clip in enumerate(clips)
    )
    return TrackSpec(name, read_instrument(track.get("instrument"), loc.at("instrument")), tuple(instances))


def lay_out(
    tracks: Iterable[TrackSpec], position: Callable[[ClipInstance, int], int], loc: Location
) -> tuple[TrackNode, ...]:
    """The tracks bar by bar; `position` gives the bar of the clip for the instance's bar, counted from 0."""
    made, size = [], 0
    for track in tracks:
        sizes = {id(override): _size(override) for i in track.instances for override in i.overrides.values()}
        bars = [bar for instance in track.instances for bar in track_bars(instance, position)]
        size += sum(sizes[id(bar.override)] for bar in bars if bar.override is not PLAIN)
        if size > MAX_OVERRIDES:
            raise TooMuch(f"The overrides of all bars should have at most {MAX_OVERRIDES} characters", loc)
        bars.sort(key=lambda bar: bar.bar_index)
        made.append(TrackNode(track.name, tuple(bars), track.instrument))
    return tuple(made)


def _size(override: Expression) -> int:
    return len(json.dumps(write_expression(override)))


def tracks_by_key(tracks: Iterable[TrackNode]) -> dict[str, TrackNode]:
    """Tracks under their names; one whose name is taken gets a number, and says its name itself."""
    found: dict[str, TrackNode] = {}
    for track in tracks:
        key, number = track.name, 1
        while key in found:
            number += 1
            key = f"{track.name} ({number})"
        found[key] = track
    return found
