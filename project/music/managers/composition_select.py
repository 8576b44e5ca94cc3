"""Reading a whole composition in one statement."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from project.music.managers.clip_select import EXPRESSION_NAMES, read_json
from project.music.rows.records import (
    CompositionRow,
    TrackBarRow,
    TrackRow,
    column_names,
)

_TRACK_BAR_NAMES = column_names(TrackBarRow)
_MAPS = ("tempo_map", "meter_map", "key_map", "loops")
#: One row per track, with an array per column of its bars. A composition without tracks has one row.
SELECT_COMPOSITION = f"""
SELECT c.id, c.name, c.ticks_per_quarter, c.tempo_bpm, {", ".join(f"c.{name}" for name in _MAPS)},
    t.id AS own_track_id, t.name AS track_name, t.instrument, placed.*
FROM composition c LEFT JOIN track t ON t.composition_id = c.id LEFT JOIN (
    SELECT track_id, {", ".join(f"array_agg({name}) AS {name}" for name in _TRACK_BAR_NAMES)}
    FROM (
        SELECT b.* FROM track_bar b JOIN track t ON t.id = b.track_id
        WHERE t.composition_id = $2 ORDER BY b.track_id, b.bar_index, b.id
    ) in_order
    GROUP BY track_id
) placed ON placed.track_id = t.id
WHERE c.organisation_id = $1 AND c.id = $2 ORDER BY t.id
"""


def assemble_composition(rows: Sequence[Mapping[str, Any]], clips: Container[int]) -> CompositionRow:
    """Leave out bars whose clip is not in `clips`: it was deleted between the two statements."""
    head = rows[0]
    return CompositionRow(
        id=head["id"],
        name=head["name"],
        ticks_per_quarter=head["ticks_per_quarter"],
        tempo_bpm=head["tempo_bpm"],
        **{name: read_json(head[name]) for name in _MAPS},
        tracks=tuple(_track(row, clips) for row in rows if row["own_track_id"] is not None),
    )


def _track(row: Mapping[str, Any], clips: Container[int]) -> TrackRow:
    bars: list[TrackBarRow] = []
    if row["track_id"] is not None:
        columns = [map(read_json, row[name]) if name in EXPRESSION_NAMES else row[name] for name in _TRACK_BAR_NAMES]
        for values in zip(*columns, strict=True):
            bar = TrackBarRow(**dict(zip(_TRACK_BAR_NAMES, values, strict=True)))
            if bar.clip_id in clips:
                bars.append(bar)
    return TrackRow(name=row["track_name"], instrument=read_json(row["instrument"]), bars=tuple(bars))


def used_clip_ids(rows: Sequence[Mapping[str, Any]]) -> set[int]:
    return {clip_id for row in rows if row["track_id"] is not None for clip_id in row["clip_id"]}
