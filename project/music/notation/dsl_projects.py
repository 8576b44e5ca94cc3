"""DSL projects: a composition with its own clip library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from project.music.errors import BadValue, TooMuch
from project.music.location import BODY, Location
from project.music.midi.channels import implied_instruments
from project.music.notation.dsl_clips import read_clip, write_clip
from project.music.notation.dsl_library import MAX_LIBRARY_BARS, library_clip_id, read_library
from project.music.notation.instruments import write_instrument
from project.music.notation.json_values import mapping
from project.music.notation.maps import read_composition, write_maps
from project.music.notation.meters import shifted_meters
from project.music.notation.track_instances import ClipInstance, write_override
from project.music.notation.tracks import TrackSpec, lay_out, read_tracks, tracks_by_key
from project.music.notation.tree import PLAIN, ClipNode, Instrument, Project, TrackNode


def read_project(value: Any, loc: Location = BODY) -> Project:
    document = mapping(value, loc)
    if "project" not in document:
        raise BadValue("DSL JSON must have 'project' key", loc)
    loc = loc.at("project")
    project = mapping(document["project"], loc)
    composition = read_composition(project, loc)
    written = read_library(project.get("clip_library", []), loc.at("clip_library"))
    tracks = read_tracks(
        project.get("tracks", {}), loc.at("tracks"), lambda instance, at: library_clip_id(instance, at, written)
    )
    first_bars = _first_bars(tracks)
    clips = {
        clip_id: read_clip(
            clip,
            clip_id,
            at.labelled(f"clip {clip_id}"),
            shifted_meters(composition.meters, -first_bars.get(clip_id, 1)),
        )
        for clip_id, (clip, at) in written.items()
    }
    for clip_id, (_, at) in written.items():
        if clips[clip_id].name is None:
            raise BadValue("A clip should have a name to be stored", at.at("name").labelled(f"clip {clip_id}"))
    if sum(len(clip.bars) for clip in clips.values()) > MAX_LIBRARY_BARS:
        raise TooMuch(f"The clips of a project should have at most {MAX_LIBRARY_BARS} bars", loc.at("clip_library"))
    tracks = [replace(t, instances=tuple(_by_position(i, clips[i.clip_id]) for i in t.instances)) for t in tracks]
    laid = lay_out(tracks, lambda instance, i: _position(instance, i, clips), loc.at("tracks"))
    return Project(replace(composition, tracks=_without_implied(laid)), tuple(clips.values()))


def _first_bars(tracks: Iterable[TrackSpec]) -> dict[int, int]:
    """Return, by clip, the bar of the composition where its first bar falls at its first use."""
    found: dict[int, int] = {}
    for track in tracks:
        for instance in track.instances:
            found.setdefault(instance.clip_id, instance.start_bar - instance.clip_bar_index)
    return found


def _by_position(instance: ClipInstance, clip: ClipNode) -> ClipInstance:
    """Count the overrides from the clip's first bar. In DSL they name a bar index, which can be negative."""
    overrides = {index - clip.first_bar: override for index, override in instance.overrides.items()}
    return replace(instance, overrides=overrides) if overrides and clip.first_bar else instance


def _position(instance: ClipInstance, i: int, clips: Mapping[int, ClipNode]) -> int:
    """Return which bar of the clip bar `i` of the instance plays. The clip repeats."""
    at, length = instance.clip_bar_index + i, clips[instance.clip_id].length_bars
    if length == 0:
        return instance.clip_bar_index
    return at % length if instance.clip_bar_index < length else at


def _without_implied(tracks: tuple[TrackNode, ...]) -> tuple[TrackNode, ...]:
    """Remove instruments that an export added where none was stored."""
    bare = tuple(
        replace(track, instrument=None) if track.instrument == _instrument_named(track, track.instrument) else track
        for track in tracks
    )
    implied = implied_instruments(bare)
    same = all(track.instrument in (None, instrument) for track, instrument in zip(tracks, implied, strict=True))
    return bare if same else tracks


def _instrument_named(track: TrackNode, instrument: Instrument | None) -> Instrument:
    """Return an instrument with only the track's name and a channel."""
    return Instrument(track.name, instrument.midi_channel if instrument else None)


def write_project(project: Project) -> dict[str, Any]:
    """Return `{"project": {...}}` as the contract exports it, one instance per track bar.

    Further keys hold what that form loses: the full maps, `loops`, `clip_bar_index` and `bar_overrides`, and those
    of clips.
    """
    composition = project.composition
    metered = any((meter.numerator, meter.denominator) != (4, 4) for meter in composition.meters)
    instruments = implied_instruments(composition.tracks)
    keyed = zip(tracks_by_key(composition.tracks).items(), instruments, strict=True)
    first_bars = {clip.id: clip.first_bar for clip in project.clips}
    return {
        "project": {
            **write_maps(composition),
            "tracks": {key: _write_track(key, track, instrument, first_bars) for (key, track), instrument in keyed},
            "clip_library": [write_clip(clip, metered) for clip in project.clips],
        }
    }


def _write_track(
    key: str, track: TrackNode, instrument: Instrument, first_bars: Mapping[int | None, int]
) -> dict[str, Any]:
    return {
        **({"name": track.name} if key != track.name else {}),
        "instrument": write_instrument(instrument),
        "clips": [
            {
                "clip_instance_id": f"{track.name}_{bar.bar_index}",
                "clip_id": bar.clip_id,
                "start_bar": bar.bar_index,
                "length_bars": 1,
                **({"clip_bar_index": bar.clip_bar_index} if bar.clip_bar_index else {}),
                **({"bar_overrides": [write_override(bar, first_bars[bar.clip_id])]} if bar.override != PLAIN else {}),
            }
            for bar in track.bars
        ],
    }
