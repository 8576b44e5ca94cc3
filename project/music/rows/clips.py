"""Between the tree and the rows of the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from project.music.errors import BadValue
from project.music.location import BODY
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.maps import (
    key_map,
    loops,
    meter_map,
    tempo_map,
    write_keys,
    write_loops,
    write_meters,
    write_tempos,
)
from project.music.notation.rhythm import exact, inexact
from project.music.notation.tracks import read_instrument, write_instrument
from project.music.notation.tree import (
    EXPRESSION_NAMES,
    PLAIN,
    Bar,
    Clip,
    Composition,
    Expression,
    Note,
    Project,
    TempoChange,
    Track,
    TrackBar,
)
from project.music.rows.records import (
    ClipBarRow,
    ClipRow,
    CompositionRow,
    ExpressionColumns,
    NoteRow,
    TrackBarRow,
    TrackRow,
)


def clip_row(clip: Clip) -> ClipRow:
    """Its bars by index, its notes by start. The clip's own id is left out. Raises BadValue for one without a name."""
    if clip.name is None:
        raise BadValue("A clip should have a name to be stored", BODY.at("name"))
    return ClipRow(
        name=clip.name,
        track_name=clip.track_name,
        tags=None if clip.tags is None else list(clip.tags),
        meter_map=write_meters(clip.meters) or None,
        bars=tuple(_bar_row(bar) for bar in sorted(clip.bars, key=lambda bar: bar.index)),
    )


def _bar_row(bar: Bar) -> ClipBarRow:
    notes = tuple(_note_row(note) for note in sorted(bar.notes, key=lambda note: inexact(note.start)))
    return ClipBarRow(bar_index=bar.index, notes=notes, **write_expression(bar.expression))


def _note_row(note: Note) -> NoteRow:
    return NoteRow(
        note.pitch,
        inexact(note.start),
        inexact(note.duration),
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


def clip_of(row: ClipRow) -> Clip:
    bars = sorted(row.bars, key=lambda bar: bar.bar_index)
    return Clip(
        id=row.id,
        name=row.name,
        track_name=row.track_name,
        tags=None if row.tags is None else tuple(row.tags),
        meters=meter_map(row.meter_map, BODY, ()),
        bars=tuple(_bar_of(bar) for bar in bars),
    )


def _bar_of(row: ClipBarRow) -> Bar:
    notes = sorted(row.notes, key=lambda note: note.start_beat)
    return Bar(row.bar_index, tuple(map(_note_of, notes)), _expression_of(row))


def _note_of(row: NoteRow) -> Note:
    return Note(
        exact(row.start_beat),
        exact(row.duration_beats),
        None if row.is_rest else row.pitch,
        row.articulation,
        row.dynamics,
        row.expression,
        row.scale_degree,
        row.interval_from_prev,
        row.cents_offset,
        row.semantics,
    )


def _expression_of(row: ExpressionColumns) -> Expression:
    said = {name: value for name in EXPRESSION_NAMES if (value := getattr(row, name)) is not None}
    return read_expression(said, BODY) if said else PLAIN


def composition_row(composition: Composition) -> CompositionRow:
    """Its tracks in order, their bars by index."""
    default = Composition()
    plain_tempo = (TempoChange(1, composition.tempo_bpm),)
    return CompositionRow(
        name=composition.name,
        ticks_per_quarter=composition.ticks_per_quarter,
        tempo_bpm=composition.tempo_bpm,
        tempo_map=None if composition.tempos == plain_tempo else write_tempos(composition.tempos),
        meter_map=None if composition.meters == default.meters else write_meters(composition.meters),
        key_map=None if composition.keys == default.keys else write_keys(composition.keys),
        loops=write_loops(composition.loops) or None,
        tracks=tuple(map(_track_row, composition.tracks)),
    )


def _track_row(track: Track) -> TrackRow:
    bars = sorted(track.bars, key=lambda bar: bar.bar_index)
    instrument = write_instrument(track.instrument) if track.instrument else None
    return TrackRow(name=track.name, instrument=instrument, bars=tuple(map(_track_bar_row, bars)))


def _track_bar_row(bar: TrackBar) -> TrackBarRow:
    return TrackBarRow(
        bar_index=bar.bar_index,
        clip_id=bar.clip_id,
        clip_bar_index=bar.clip_bar_index,
        **write_expression(bar.override),
    )


def composition_of(row: CompositionRow) -> Composition:
    plain_tempo = [{"bar": 1, "tempo_bpm": row.tempo_bpm}]
    return Composition(
        name=row.name,
        ticks_per_quarter=row.ticks_per_quarter,
        tempos=tempo_map(row.tempo_map or plain_tempo, BODY),
        meters=meter_map(row.meter_map, BODY),
        keys=key_map(row.key_map, BODY),
        loops=loops(row.loops, BODY),
        tracks=tuple(_track_of(track) for track in row.tracks),
    )


def _track_of(row: TrackRow) -> Track:
    bars = (
        TrackBar(bar.bar_index, bar.clip_id, bar.clip_bar_index, _expression_of(bar))
        for bar in sorted(row.bars, key=lambda bar: bar.bar_index)
    )
    return Track(row.name, tuple(bars), read_instrument(row.instrument, BODY))


def project_of(composition: CompositionRow, clips: Iterable[ClipRow]) -> Project:
    return Project(composition_of(composition), tuple(map(clip_of, clips)))
