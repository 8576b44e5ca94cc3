"""Tempo, meter, key and loops of a composition in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from project.music.errors import BadValue
from project.music.location import Location
from project.music.notation.json_values import (
    MAX_BAR,
    MAX_BEATS,
    integer,
    integer_in,
    mapping,
    number_in,
    sequence,
    text,
)
from project.music.notation.rhythm import to_float, to_fraction
from project.music.notation.tree import CompositionNode, KeyChange, Loop, MeterChange, TempoChange

MAX_CHANGES = 10_000
MAX_METER_CHANGES = 500
MAX_LOOPS = 100
#: A quarter note slower than 3.58 bpm does not fit into a MIDI file.
SLOWEST, FASTEST = 4, 1000
MAX_TICKS_PER_QUARTER = 32_767
MAX_NUMERATOR = 64
DENOMINATORS = (1, 2, 4, 8, 16, 32, 64)

Change = TypeVar("Change")


def tempo_map(value: Any, loc: Location) -> tuple[TempoChange, ...]:
    """Read `[{"bar", "tempo_bpm", "beat"?}]`. The default is 120."""
    changes = _each(value, loc, _tempo_change) if value is not None else ()
    return changes or CompositionNode().tempos


def _tempo_change(value: Mapping[str, Any], loc: Location) -> TempoChange:
    tempo = number_in(value, "tempo_bpm", loc, SLOWEST, FASTEST, 120)
    beat = number_in(value, "beat", loc, 0, MAX_BEATS, 0)
    return TempoChange(_bar(value, loc), tempo, to_fraction(beat))


def meter_map(
    value: Any, loc: Location, default: tuple[MeterChange, ...] = CompositionNode().meters
) -> tuple[MeterChange, ...]:
    """Read `[{"bar", "numerator", "denominator"}]`. As in the contract, anything but a list of objects is ignored."""
    return _each(value, loc, _meter_change, MAX_METER_CHANGES) or default if _is_map(value) else default


def _meter_change(value: Mapping[str, Any], loc: Location) -> MeterChange:
    denominator = integer_in(value, "denominator", loc, 1, DENOMINATORS[-1], 4)
    if denominator not in DENOMINATORS:
        raise BadValue(f"Should be one of {', '.join(map(str, DENOMINATORS))}", loc.at("denominator"))
    numerator = integer_in(value, "numerator", loc, 1, MAX_NUMERATOR, 4)
    return MeterChange(_bar(value, loc), numerator, denominator)


def key_map(value: Any, loc: Location) -> tuple[KeyChange, ...]:
    """Read `[{"bar", "key", "mode"}]`. As in the contract, anything but a list of objects is ignored."""
    return (_each(value, loc, _key_change) if _is_map(value) else ()) or CompositionNode().keys


def _key_change(value: Mapping[str, Any], loc: Location) -> KeyChange:
    key, mode = value.get("key", "C"), value.get("mode")
    mode = "major" if mode is None else text(mode, loc.at("mode"), 32)
    return KeyChange(_bar(value, loc), text(key, loc.at("key"), 32), mode)


def loops(value: Any, loc: Location) -> tuple[Loop, ...]:
    """Read `[{"start_bar", "length_bars", "repeat_count"?}]`."""
    return _each(value, loc, _loop, MAX_LOOPS) if value is not None else ()


def _loop(value: Mapping[str, Any], loc: Location) -> Loop:
    return Loop(
        integer_in(value, "start_bar", loc, -MAX_BAR, MAX_BAR),
        integer_in(value, "length_bars", loc, 0, MAX_BAR),
        integer_in(value, "repeat_count", loc, 0, MAX_BAR, 1),
    )


def ticks_per_quarter(value: Any, loc: Location) -> int:
    return integer(value, loc, 1, MAX_TICKS_PER_QUARTER)


def _bar(value: Mapping[str, Any], loc: Location) -> int:
    return integer_in(value, "bar", loc, -MAX_BAR, MAX_BAR, 1)


def _is_map(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(change, dict) for change in value)


def _each(
    value: Any, loc: Location, read: Callable[[Mapping[str, Any], Location], Change], limit: int = MAX_CHANGES
) -> tuple[Change, ...]:
    return tuple(read(mapping(change, loc.at(i)), loc.at(i)) for i, change in enumerate(sequence(value, loc, limit)))


def write_meters(meters: Iterable[MeterChange]) -> list[dict[str, Any]]:
    return [{"bar": m.bar, "numerator": m.numerator, "denominator": m.denominator} for m in meters]


def write_tempos(tempos: Iterable[TempoChange]) -> list[dict[str, Any]]:
    return [
        {"bar": tempo.bar, "tempo_bpm": tempo.tempo_bpm, **({"beat": to_float(tempo.beat)} if tempo.beat else {})}
        for tempo in tempos
    ]


def write_keys(keys: Iterable[KeyChange]) -> list[dict[str, Any]]:
    return [{"bar": key.bar, "key": key.key, "mode": key.mode} for key in keys]


def write_loops(loops: Iterable[Loop]) -> list[dict[str, Any]]:
    return [
        {"start_bar": loop.start_bar, "length_bars": loop.length_bars, "repeat_count": loop.repeat_count}
        for loop in loops
    ]


def read_composition(value: Mapping[str, Any], loc: Location) -> CompositionNode:
    return CompositionNode(
        name=text(value.get("name", "Untitled"), loc.at("name")),
        ticks_per_quarter=ticks_per_quarter(value.get("ticks_per_quarter", 480), loc.at("ticks_per_quarter")),
        tempos=tempo_map(value.get("tempo_map"), loc.at("tempo_map")),
        meters=meter_map(value.get("meter_map"), loc.at("meter_map")),
        keys=key_map(value.get("key_map"), loc.at("key_map")),
        loops=loops(value.get("loops"), loc.at("loops")),
    )


def write_maps(composition: CompositionNode) -> dict[str, Any]:
    return {
        "name": composition.name,
        "ticks_per_quarter": composition.ticks_per_quarter,
        "tempo_map": write_tempos(composition.tempos),
        "meter_map": write_meters(composition.meters),
        "key_map": write_keys(composition.keys),
        **({"loops": write_loops(composition.loops)} if composition.loops else {}),
    }
