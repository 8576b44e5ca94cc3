"""Tracks in JSON."""

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
#: In all tracks of a composition.
MAX_TRACK_BARS = 50_000
#: Characters of JSON, because an override is repeated for each bar of its instance.
MAX_OVERRIDES = 2_000_000


@dataclass(frozen=True, slots=True)
class TrackSpec:
    """A track before its instances are expanded to bars."""

    name: str
    instrument: Instrument | None
    instances: tuple[ClipInstance, ...]


def read_tracks(
    value: Any, loc: Location, read_clip_id: Callable[[Mapping[str, Any], Location], int]
) -> list[TrackSpec]:
    """Read `{track name: {"clips": [...], "instrument": {...}}}`. A `name` in the track overrides its key."""
    tracks = mapping(value, loc)
    if len(tracks) > MAX_TRACKS:
        raise TooMuch(f"There should be at most {MAX_TRACKS} tracks, not {len(tracks)}", loc)
    found = [_track(key, track, loc.at(excerpt(key)), read_clip_id) for key, track in tracks.items()]
    if sum(max(0, instance.length_bars) for track in found for instance in track.instances) > MAX_TRACK_BARS:
        raise TooMuch(f"The tracks should have at most {MAX_TRACK_BARS} bars", loc)
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
    """Expand instances to bars; `position` maps a bar of the instance, from 0, to a bar of the clip."""
    made, size = [], 0
    for track in tracks:
        sizes = {id(override): _size(override) for i in track.instances for override in i.overrides.values()}
        bars = [bar for instance in track.instances for bar in track_bars(instance, position)]
        size += sum(sizes[id(bar.override)] for bar in bars if bar.override is not PLAIN)
        if size > MAX_OVERRIDES:
            raise TooMuch(f"All overrides together should have at most {MAX_OVERRIDES} characters", loc)
        bars.sort(key=lambda bar: bar.bar_index)
        made.append(TrackNode(track.name, tuple(bars), track.instrument))
    return tuple(made)


def _size(override: Expression) -> int:
    return len(json.dumps(write_expression(override)))


def tracks_by_key(tracks: Iterable[TrackNode]) -> dict[str, TrackNode]:
    found: dict[str, TrackNode] = {}
    for track in tracks:
        key, number = track.name, 1
        while key in found:
            number += 1
            key = f"{track.name} ({number})"
        found[key] = track
    return found
