"""Instances of clips on tracks, as both languages write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from project.music.errors import TooMuch
from project.music.location import Place
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.json_values import MAX_BAR, mapping, sequence, whole_in
from project.music.notation.tree import PLAIN, Expression, TrackBar

MAX_INSTANCES = 10_000


@dataclass(frozen=True, slots=True)
class Instance:
    """A clip put on a track: bars of the clip from `clip_bar_index` on, at `start_bar` of the composition."""

    clip_id: int
    start_bar: int
    length_bars: int
    clip_bar_index: int
    #: By bar of the clip.
    overrides: Mapping[int, Expression]


def read_instance(value: Any, place: Place, read_clip_id: Callable[[Mapping[str, Any], Place], int]) -> Instance:
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


def track_bars(instance: Instance, position: Callable[[Instance, int], int]) -> Iterator[TrackBar]:
    for i in range(instance.length_bars):
        at = position(instance, i)
        yield TrackBar(instance.start_bar + i, instance.clip_id, at, instance.overrides.get(at, PLAIN))


def write_override(bar: TrackBar, first_bar: int = 0) -> dict[str, Any]:
    override = write_expression(bar.override)
    if "cc" in override:
        override["cc_lanes"] = override.pop("cc")
    return {"bar_index": first_bar + bar.clip_bar_index, **override}
