"""SML projects: tracks of references to stored clips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from project.music.errors import BadValue
from project.music.location import BODY, Place
from project.music.notation.instruments import write_instrument
from project.music.notation.json_values import MAX_ID, mapping, whole_in
from project.music.notation.maps import read_composition, write_maps
from project.music.notation.track_instances import write_override
from project.music.notation.tracks import lay_out, read_tracks, unique_keys
from project.music.notation.tree import PLAIN, Composition, Track, TrackBar


def read_project(value: Any, place: Place = BODY) -> Composition:
    """A project of SML, wrapped or bare. Its clip ids are those of stored clips."""
    project, place = _unwrapped(value, place)
    tracks = read_tracks(project.get("tracks", {}), place.at("tracks"), _clip_id)
    return replace(
        read_composition(project, place),
        tracks=lay_out(tracks, lambda instance, i: instance.clip_bar_index + i, place.at("tracks")),
    )


def _unwrapped(value: Any, place: Place) -> tuple[Mapping[str, Any], Place]:
    document = mapping(value, place)
    if "project" in document:
        return mapping(document["project"], place.at("project")), place.at("project")
    return document, place


def _clip_id(instance: Mapping[str, Any], place: Place) -> int:
    if instance.get("clip_id") is None:
        raise BadValue("SML track clip instance must include 'clip_id'", place)
    return whole_in(instance, "clip_id", place, -MAX_ID, MAX_ID)


def write_project(composition: Composition) -> dict[str, Any]:
    """`{"project": {...}}`, with bars of a clip that follow one another as one instance."""
    tracks = {key: _write_track(key, track) for key, track in unique_keys(composition.tracks).items()}
    return {"project": {**write_maps(composition), "tracks": tracks}}


def _write_track(key: str, track: Track) -> dict[str, Any]:
    runs: list[list[TrackBar]] = []
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


def _follows(before: TrackBar, after: TrackBar) -> bool:
    step = (after.bar_index - before.bar_index, after.clip_bar_index - before.clip_bar_index)
    return before.clip_id == after.clip_id and step == (1, 1)


def _write_run(name: str, run: list[TrackBar]) -> dict[str, Any]:
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
