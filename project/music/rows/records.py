"""Plain records of the music tables, one class per table.

Columns beyond the contract's: `meter_map` of clips; `semantics` of notes; maps and `loops` of compositions, null if
they only repeat `tempo_bpm`, 4/4 and C major; `instrument` of tracks; and the expression of track bars, which
overrides that of the clip's bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

Json = Any
Row = TypeVar("Row", bound="Columns")
#: Child rows, and the key that the database assigns.
_NO_COLUMNS = frozenset({"id", "notes", "bars", "tracks"})


class Columns:
    __slots__ = ()

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in column_names(type(self))}

    @classmethod
    def read(cls: type[Row], record: Mapping[str, Any]) -> Row:
        """Build from a query's record, without the key and the child rows."""
        return cls(**{name: record[name] for name in column_names(cls)})


def column_names(row: type[Columns]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row) if field.name not in _NO_COLUMNS)  # type: ignore[arg-type]


class NoteRow(NamedTuple):
    """A tuple, because there are many."""

    #: Null for a rest.
    pitch: int | None
    #: Beats within the bar.
    start_beat: float
    duration_beats: float
    is_rest: bool = False
    scale_degree: int | None = None
    interval_from_prev: int | None = None
    cents_offset: float | None = None
    articulation: str | None = None
    dynamics: Json = None
    expression: Json = None
    semantics: Json = None


@dataclass(frozen=True, slots=True)
class ExpressionColumns(Columns):
    velocity_curve: Json = None
    cc: Json = None
    pitch_bend_curve: Json = None
    aftertouch_curve: Json = None
    pedal_events: Json = None
    metadata: Json = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipBarRow(ExpressionColumns):
    bar_index: int
    notes: tuple[NoteRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRow(Columns):
    id: int | None = None
    name: str
    track_name: str | None = None
    tags: list[str] | None = None
    #: `[{"bar": bar_index, "numerator", "denominator"}]`; 4/4 before the first entry.
    meter_map: Json = None
    bars: tuple[ClipBarRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackBarRow(ExpressionColumns):
    bar_index: int
    clip_id: int
    clip_bar_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRow(Columns):
    name: str
    instrument: Json = None
    bars: tuple[TrackBarRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositionRow(Columns):
    id: int | None = None
    name: str
    ticks_per_quarter: int = 480
    tempo_bpm: int = 120
    tempo_map: Json = None
    meter_map: Json = None
    key_map: Json = None
    loops: Json = None
    tracks: tuple[TrackRow, ...] = ()
