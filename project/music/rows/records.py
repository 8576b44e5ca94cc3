"""Music as the database holds it: plain records, one for each row, with the columns of its table.

Beside the contract's columns: `meter_map` of clips; `semantics` of notes; the maps and `loops` of compositions, null
where they say no more than `tempo_bpm`, 4/4 and C major; `instrument` of tracks; and of track bars the columns of a
clip bar's expression, which hold what is played otherwise in that place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

Json = Any
Row = TypeVar("Row", bound="Columns")
#: Fields that hold other rows, or the key that the database gives.
_NO_COLUMNS = frozenset({"id", "notes", "bars", "tracks"})


class Columns:
    """What all records share."""

    __slots__ = ()

    def columns(self) -> dict[str, Any]:
        """Column by column, without the key and without the rows below."""
        return {name: getattr(self, name) for name in column_names(type(self))}

    @classmethod
    def read(cls: type[Row], record: Mapping[str, Any]) -> Row:
        """From what a query gives, without the key and without the rows below."""
        return cls(**{name: record[name] for name in column_names(cls)})


def column_names(row: type[Columns]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row) if field.name not in _NO_COLUMNS)  # type: ignore[arg-type]


class NoteRow(NamedTuple):
    """A tuple, as notes of the tree are."""

    #: Null for a rest.
    pitch: int | None
    #: From the start of its bar.
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
    #: `[{"bar": bar_index, "numerator", "denominator"}]`; 4/4 before the first, and where there is none.
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
