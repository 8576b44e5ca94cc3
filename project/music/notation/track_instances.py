"""Instances of clips on tracks, in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from project.music.errors import TooMuch
from project.music.location import Location
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.json_values import MAX_BAR, integer_in, mapping, sequence
from project.music.notation.tree import PLAIN, Expression, TrackBarNode

MAX_INSTANCES = 10_000


@dataclass(frozen=True, slots=True)
class ClipInstance:
    """Bars of a clip from `clip_bar_index` on, placed at bar `start_bar` of the composition."""

    clip_id: int
    start_bar: int
    length_bars: int
    clip_bar_index: int
    #: By bar of the clip.
    overrides: Mapping[int, Expression]


def read_instance(
    value: Any, loc: Location, read_clip_id: Callable[[Mapping[str, Any], Location], int]
) -> ClipInstance:
    instance = mapping(value, loc)
    clip_id = read_clip_id(instance, loc)
    start = integer_in(instance, "start_bar", loc, -MAX_BAR, MAX_BAR, 1)
    length = integer_in(instance, "length_bars", loc, -MAX_BAR, MAX_BAR, 1)
    offset = integer_in(instance, "clip_bar_index", loc, 0, MAX_BAR, 0)
    if start + length > MAX_BAR + 1:
        raise TooMuch(f"The last bar should be at most {MAX_BAR}", loc.at("length_bars"))
    return ClipInstance(clip_id, start, length, offset, _overrides(instance.get("bar_overrides"), loc))


def _overrides(value: Any, loc: Location) -> dict[int, Expression]:
    found: dict[int, Expression] = {}
    for i, part in enumerate(sequence(value, loc.at("bar_overrides"), MAX_BAR) if value is not None else ()):
        here = loc.at("bar_overrides", i)
        override = mapping(part, here)
        index = integer_in(override, "bar_index", here, -MAX_BAR, MAX_BAR)
        found[index] = read_expression(override, here.labelled(f"bar {index}"), "bar_index")
    return found


def track_bars(instance: ClipInstance, position: Callable[[ClipInstance, int], int]) -> Iterator[TrackBarNode]:
    for i in range(instance.length_bars):
        at = position(instance, i)
        yield TrackBarNode(instance.start_bar + i, instance.clip_id, at, instance.overrides.get(at, PLAIN))


def write_override(bar: TrackBarNode, first_bar: int = 0) -> dict[str, Any]:
    override = write_expression(bar.override)
    if "cc" in override:
        override["cc_lanes"] = override.pop("cc")
    return {"bar_index": first_bar + bar.clip_bar_index, **override}
