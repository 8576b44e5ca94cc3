"""Clips between the music tree and database rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from project.music.errors import BadValue
from project.music.location import BODY
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.maps import (
    meter_map,
    write_meters,
)
from project.music.notation.rhythm import to_float, to_fraction
from project.music.notation.tree import (
    EXPRESSION_NAMES,
    PLAIN,
    BarNode,
    ClipNode,
    Expression,
    NoteNode,
)
from project.music.rows.records import (
    ClipBarRow,
    ClipRow,
    ExpressionColumns,
    NoteRow,
)


def clip_row(clip: ClipNode) -> ClipRow:
    """Order bars by index and notes by start, and drop the id. Raises BadValue for a clip without a name."""
    if clip.name is None:
        raise BadValue("A clip should have a name to be stored", BODY.at("name"))
    return ClipRow(
        name=clip.name,
        track_name=clip.track_name,
        tags=None if clip.tags is None else list(clip.tags),
        meter_map=write_meters(clip.meters) or None,
        bars=tuple(_bar_row(bar) for bar in sorted(clip.bars, key=lambda bar: bar.index)),
    )


def _bar_row(bar: BarNode) -> ClipBarRow:
    notes = tuple(_note_row(note) for note in sorted(bar.notes, key=lambda note: to_float(note.start)))
    return ClipBarRow(bar_index=bar.index, notes=notes, **write_expression(bar.expression))


def _note_row(note: NoteNode) -> NoteRow:
    return NoteRow(
        note.pitch,
        to_float(note.start),
        to_float(note.duration),
        note.is_rest,
        note.scale_degree,
        note.interval_from_prev,
        note.cents_offset,
        note.articulation,
        _plain(note.dynamics),
        _plain(note.expression),
        _plain(note.semantics),
    )


def _plain(value: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if value is None else dict(value)


def clip_of(row: ClipRow) -> ClipNode:
    bars = sorted(row.bars, key=lambda bar: bar.bar_index)
    return ClipNode(
        id=row.id,
        name=row.name,
        track_name=row.track_name,
        tags=None if row.tags is None else tuple(row.tags),
        meters=meter_map(row.meter_map, BODY, ()),
        bars=tuple(_bar_of(bar) for bar in bars),
    )


def _bar_of(row: ClipBarRow) -> BarNode:
    notes = sorted(row.notes, key=lambda note: note.start_beat)
    return BarNode(row.bar_index, tuple(map(_note_of, notes)), expression_of(row))


def _note_of(row: NoteRow) -> NoteNode:
    return NoteNode(
        to_fraction(row.start_beat),
        to_fraction(row.duration_beats),
        None if row.is_rest else row.pitch,
        row.articulation,
        row.dynamics,
        row.expression,
        row.scale_degree,
        row.interval_from_prev,
        row.cents_offset,
        row.semantics,
    )


def expression_of(row: ExpressionColumns) -> Expression:
    columns = {name: value for name in EXPRESSION_NAMES if (value := getattr(row, name)) is not None}
    return read_expression(columns, BODY) if columns else PLAIN
