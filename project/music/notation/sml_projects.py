"""SML projects: tracks that refer to stored clips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from project.music.errors import BadValue
from project.music.location import BODY, Location
from project.music.notation.instruments import write_instrument
from project.music.notation.json_values import MAX_ID, integer_in, mapping
from project.music.notation.maps import read_composition, write_maps
from project.music.notation.track_instances import write_override
from project.music.notation.tracks import lay_out, read_tracks, tracks_by_key
from project.music.notation.tree import PLAIN, CompositionNode, TrackBarNode, TrackNode


def read_project(value: Any, loc: Location = BODY) -> CompositionNode:
    """Read a project, bare or wrapped in `{"project": …}`. Its clip ids are those of stored clips."""
    project, loc = _unwrapped(value, loc)
    tracks = read_tracks(project.get("tracks", {}), loc.at("tracks"), _clip_id)
    return replace(
        read_composition(project, loc),
        tracks=lay_out(tracks, lambda instance, i: instance.clip_bar_index + i, loc.at("tracks")),
    )


def _unwrapped(value: Any, loc: Location) -> tuple[Mapping[str, Any], Location]:
    document = mapping(value, loc)
    if "project" in document:
        return mapping(document["project"], loc.at("project")), loc.at("project")
    return document, loc


def _clip_id(instance: Mapping[str, Any], loc: Location) -> int:
    if instance.get("clip_id") is None:
        raise BadValue("SML track clip instance must include 'clip_id'", loc)
    return integer_in(instance, "clip_id", loc, -MAX_ID, MAX_ID)


def write_project(composition: CompositionNode) -> dict[str, Any]:
    """Return `{"project": {...}}`; consecutive bars of a clip become one instance."""
    tracks = {key: _write_track(key, track) for key, track in tracks_by_key(composition.tracks).items()}
    return {"project": {**write_maps(composition), "tracks": tracks}}


def _write_track(key: str, track: TrackNode) -> dict[str, Any]:
    runs: list[list[TrackBarNode]] = []
    for bar in track.bars:
        if runs and _follows(runs[-1][-1], bar):
            runs[-1].append(bar)
        else:
            runs.append([bar])
    return {
        **({"name": track.name} if key != track.name else {}),
        **({"instrument": write_instrument(track.instrument)} if track.instrument else {}),
        "clips": [_write_run(track.name, run) for run in runs],
    }


def _follows(before: TrackBarNode, after: TrackBarNode) -> bool:
    step = (after.bar_index - before.bar_index, after.clip_bar_index - before.clip_bar_index)
    return before.clip_id == after.clip_id and step == (1, 1)


def _write_run(name: str, run: list[TrackBarNode]) -> dict[str, Any]:
    first = run[0]
    overrides = [write_override(bar) for bar in run if bar.override != PLAIN]
    return {
        "clip_instance_id": f"{name}_{first.bar_index}",
        "clip_id": first.clip_id,
        "start_bar": first.bar_index,
        "length_bars": len(run),
        **({"clip_bar_index": first.clip_bar_index} if first.clip_bar_index else {}),
        **({"bar_overrides": overrides} if overrides else {}),
    }
