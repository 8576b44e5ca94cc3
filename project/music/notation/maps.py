"""Tempo, meter, key and loops of a composition, as both languages write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from project.music.errors import BadValue
from project.music.location import Place
from project.music.notation.json_values import MAX_BAR, MAX_BEATS, mapping, number_in, sequence, text, whole, whole_in
from project.music.notation.rhythm import exact, inexact
from project.music.notation.tree import Composition, KeyChange, Loop, MeterChange, TempoChange

MAX_CHANGES = 10_000
MAX_METER_CHANGES = 500
MAX_LOOPS = 100
#: Below 3.58, the time of a quarter note does not fit into a MIDI file.
SLOWEST, FASTEST = 4, 1000
MAX_TICKS_PER_QUARTER = 32_767
MAX_NUMERATOR = 64
DENOMINATORS = (1, 2, 4, 8, 16, 32, 64)

Change = TypeVar("Change")


def tempo_map(value: Any, place: Place) -> tuple[TempoChange, ...]:
    """`[{"bar", "tempo_bpm"}]`, and `beat` for a change within a bar. 120 without any."""
    changes = _each(value, place, _tempo_change) if value is not None else ()
    return changes or Composition().tempos


def _tempo_change(value: Mapping[str, Any], place: Place) -> TempoChange:
    tempo = number_in(value, "tempo_bpm", place, SLOWEST, FASTEST, 120)
    beat = number_in(value, "beat", place, 0, MAX_BEATS, 0)
    return TempoChange(_bar(value, place), tempo, exact(beat))


def meter_map(
    value: Any, place: Place, default: tuple[MeterChange, ...] = Composition().meters
) -> tuple[MeterChange, ...]:
    """`[{"bar", "numerator", "denominator"}]`. What is no list of objects is ignored, as the contract says."""
    return _each(value, place, _meter_change, MAX_METER_CHANGES) or default if _is_map(value) else default


def _meter_change(value: Mapping[str, Any], place: Place) -> MeterChange:
    denominator = whole_in(value, "denominator", place, 1, DENOMINATORS[-1], 4)
    if denominator not in DENOMINATORS:
        raise BadValue(f"Should be one of {', '.join(map(str, DENOMINATORS))}", place.at("denominator"))
    numerator = whole_in(value, "numerator", place, 1, MAX_NUMERATOR, 4)
    return MeterChange(_bar(value, place), numerator, denominator)


def key_map(value: Any, place: Place) -> tuple[KeyChange, ...]:
    """`[{"bar", "key", "mode"}]`. What is no list of objects is ignored, as the contract says."""
    return (_each(value, place, _key_change) if _is_map(value) else ()) or Composition().keys


def _key_change(value: Mapping[str, Any], place: Place) -> KeyChange:
    key, mode = value.get("key", "C"), value.get("mode")
    mode = "major" if mode is None else text(mode, place.at("mode"), 32)
    return KeyChange(_bar(value, place), text(key, place.at("key"), 32), mode)


def loops(value: Any, place: Place) -> tuple[Loop, ...]:
    """`[{"start_bar", "length_bars", "repeat_count" = 1}]`"""
    return _each(value, place, _loop, MAX_LOOPS) if value is not None else ()


def _loop(value: Mapping[str, Any], place: Place) -> Loop:
    return Loop(
        whole_in(value, "start_bar", place, -MAX_BAR, MAX_BAR),
        whole_in(value, "length_bars", place, 0, MAX_BAR),
        whole_in(value, "repeat_count", place, 0, MAX_BAR, 1),
    )


def ticks_per_quarter(value: Any, place: Place) -> int:
    return whole(value, place, 1, MAX_TICKS_PER_QUARTER)


def _bar(value: Mapping[str, Any], place: Place) -> int:
    return whole_in(value, "bar", place, -MAX_BAR, MAX_BAR, 1)


def _is_map(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(change, dict) for change in value)


def _each(
    value: Any, place: Place, read: Callable[[Mapping[str, Any], Place], Change], limit: int = MAX_CHANGES
) -> tuple[Change, ...]:
    return tuple(
        read(mapping(change, place.at(i)), place.at(i)) for i, change in enumerate(sequence(value, place, limit))
    )


def write_meters(meters: Iterable[MeterChange]) -> list[dict[str, Any]]:
    return [{"bar": m.bar, "numerator": m.numerator, "denominator": m.denominator} for m in meters]


def write_tempos(tempos: Iterable[TempoChange]) -> list[dict[str, Any]]:
    return [
        {"bar": tempo.bar, "tempo_bpm": tempo.tempo_bpm, **({"beat": inexact(tempo.beat)} if tempo.beat else {})}
        for tempo in tempos
    ]


def write_keys(keys: Iterable[KeyChange]) -> list[dict[str, Any]]:
    return [{"bar": key.bar, "key": key.key, "mode": key.mode} for key in keys]


def write_loops(loops: Iterable[Loop]) -> list[dict[str, Any]]:
    return [
        {"start_bar": loop.start_bar, "length_bars": loop.length_bars, "repeat_count": loop.repeat_count}
        for loop in loops
    ]


def read_composition(value: Mapping[str, Any], place: Place) -> Composition:
    """Name, ticks and maps: all but the tracks."""
    return Composition(
        name=text(value.get("name", "Untitled"), place.at("name")),
        ticks_per_quarter=ticks_per_quarter(value.get("ticks_per_quarter", 480), place.at("ticks_per_quarter")),
        tempos=tempo_map(value.get("tempo_map"), place.at("tempo_map")),
        meters=meter_map(value.get("meter_map"), place.at("meter_map")),
        keys=key_map(value.get("key_map"), place.at("key_map")),
        loops=loops(value.get("loops"), place.at("loops")),
    )


def write_maps(composition: Composition) -> dict[str, Any]:
    """Name, ticks and maps as both languages have them; loops where there are any."""
    return {
        "name": composition.name,
        "ticks_per_quarter": composition.ticks_per_quarter,
        "tempo_map": write_tempos(composition.tempos),
        "meter_map": write_meters(composition.meters),
        "key_map": write_keys(composition.keys),
        **({"loops": write_loops(composition.loops)} if composition.loops else {}),
    }
