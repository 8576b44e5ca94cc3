"""Changes to stored clips and compositions. Only the given fields change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from project.music.errors import TooMuch
from project.music.location import BODY, Location
from project.music.notation.expressions import read_expression
from project.music.notation.instruments import read_instrument
from project.music.notation.maps import key_map, loops, meter_map, tempo_map
from project.music.notation.stored_bars import read_bars
from project.music.notation.tracks import MAX_TRACK_BARS
from project.music.notation.tree import PLAIN, CompositionNode, TrackBarNode, TrackNode
from project.music.rows.clips import clip_of, clip_row
from project.music.rows.compositions import composition_of, composition_row
from project.music.rows.records import ClipRow, CompositionRow

#: Fields of a composition besides its tracks: name in the tree, and reader.
_PARTS: dict[str, tuple[str, Callable[[Any, Location], Any]]] = {
    "name": ("name", lambda value, _: value),
    "ticks_per_quarter": ("ticks_per_quarter", lambda value, _: value),
    "tempo_map": ("tempos", tempo_map),
    "meter_map": ("meters", meter_map),
    "key_map": ("keys", key_map),
    "loops": ("loops", loops),
}


def changed_clip(row: ClipRow, changes: Mapping[str, Any]) -> ClipRow:
    """`row` may lack its bars. New bars are read in the clip's new meters."""
    clip = clip_of(row)
    plain = {name: changes[name] for name in ("name", "track_name", "tags") if name in changes}
    if "meter_map" in changes:
        plain["meters"] = meter_map(changes["meter_map"], BODY.at("meter_map"), ())
    clip = replace(clip, **plain)
    if "bars" in changes:
        clip = replace(clip, bars=read_bars(changes["bars"], clip.meters, BODY.at("bars")))
    return clip_row(clip)


def changed_composition(row: CompositionRow, changes: Mapping[str, Any]) -> CompositionRow:
    """`row` may lack its tracks. `tempo_map` takes precedence over `tempo_bpm`, the first tempo of the map."""
    composition = composition_of(row)
    values = {key: read(changes[name], BODY.at(name)) for name, (key, read) in _PARTS.items() if name in changes}
    composition = replace(composition, **values)
    if "tempo_bpm" in changes and not changes.get("tempo_map"):
        first, *rest = composition.tempos
        composition = replace(composition, tempos=(replace(first, tempo_bpm=changes["tempo_bpm"]), *rest))
    if "tracks" in changes:
        composition = replace(composition, tracks=_tracks(changes["tracks"], BODY.at("tracks")))
    return composition_row(composition)


def new_composition(values: Mapping[str, Any]) -> CompositionRow:
    return changed_composition(composition_row(CompositionNode()), values)


def _tracks(tracks: Sequence[Mapping[str, Any]], loc: Location) -> tuple[TrackNode, ...]:
    if sum(len(track["bars"]) for track in tracks) > MAX_TRACK_BARS:
        raise TooMuch(f"The tracks should have at most {MAX_TRACK_BARS} bars", loc)
    return tuple(_track(track, loc.at(i)) for i, track in enumerate(tracks))


def _track(track: Mapping[str, Any], loc: Location) -> TrackNode:
    bars = (_track_bar(bar, loc.at("bars", j)) for j, bar in enumerate(track["bars"]))
    return TrackNode(track["name"], tuple(bars), read_instrument(track.get("instrument"), loc.at("instrument")))


def _track_bar(bar: Mapping[str, Any], loc: Location) -> TrackBarNode:
    override = bar.get("override")
    played = read_expression(override, loc.at("override")) if override else PLAIN
    return TrackBarNode(bar["bar_index"], bar["clip_id"], bar["clip_bar_index"], played)
