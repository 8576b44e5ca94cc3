"""Compositions between the music tree and database rows."""

from __future__ import annotations

from collections.abc import Iterable

from project.music.location import BODY
from project.music.notation.expressions import write_expression
from project.music.notation.instruments import read_instrument, write_instrument
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
from project.music.notation.tree import (
    CompositionNode,
    Project,
    TempoChange,
    TrackBarNode,
    TrackNode,
)
from project.music.rows.clips import clip_of, clip_row, expression_of
from project.music.rows.records import (
    ClipRow,
    CompositionRow,
    TrackBarRow,
    TrackRow,
)

#: A composition, and its clips by the ids that its tracks use.
ProjectRows = tuple[CompositionRow, dict[int, ClipRow]]


def composition_row(composition: CompositionNode) -> CompositionRow:
    default = CompositionNode()
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


def _track_row(track: TrackNode) -> TrackRow:
    bars = sorted(track.bars, key=lambda bar: bar.bar_index)
    instrument = write_instrument(track.instrument) if track.instrument else None
    return TrackRow(name=track.name, instrument=instrument, bars=tuple(map(_track_bar_row, bars)))


def _track_bar_row(bar: TrackBarNode) -> TrackBarRow:
    return TrackBarRow(
        bar_index=bar.bar_index,
        clip_id=bar.clip_id,
        clip_bar_index=bar.clip_bar_index,
        **write_expression(bar.override),
    )


def composition_of(row: CompositionRow) -> CompositionNode:
    plain_tempo = [{"bar": 1, "tempo_bpm": row.tempo_bpm}]
    return CompositionNode(
        name=row.name,
        ticks_per_quarter=row.ticks_per_quarter,
        tempos=tempo_map(row.tempo_map or plain_tempo, BODY),
        meters=meter_map(row.meter_map, BODY),
        keys=key_map(row.key_map, BODY),
        loops=loops(row.loops, BODY),
        tracks=tuple(_track_of(track) for track in row.tracks),
    )


def _track_of(row: TrackRow) -> TrackNode:
    bars = (
        TrackBarNode(bar.bar_index, bar.clip_id, bar.clip_bar_index, expression_of(bar))
        for bar in sorted(row.bars, key=lambda bar: bar.bar_index)
    )
    return TrackNode(row.name, tuple(bars), read_instrument(row.instrument, BODY))


def project_of(composition: CompositionRow, clips: Iterable[ClipRow]) -> Project:
    return Project(composition_of(composition), tuple(map(clip_of, clips)))


def project_rows(project: Project) -> ProjectRows:
    return composition_row(project.composition), {clip.id or 0: clip_row(clip) for clip in project.clips}
