"""The JSON of conversions (contract, 3.4, 3.5 and 4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from project.music.notation.expressions import write_expression
from project.music.notation.maps import write_meters
from project.music.notation.rhythm import to_float
from project.music.notation.tree import BarNode, ClipNode, CompositionNode, NoteNode, Project, TrackBarNode


def clip_json(clip: ClipNode) -> dict[str, Any]:
    """Return `{"id", "name", "track_name", "bars": [{"clip_id", "bar_index", "notes", …expression}]}`.

    `tags` and `meter_map` are present where set.
    """
    return {
        "id": clip.id,
        "name": clip.name,
        "track_name": clip.track_name,
        **({"tags": list(clip.tags)} if clip.tags is not None else {}),
        **({"meter_map": write_meters(clip.meters)} if clip.meters else {}),
        "bars": [_bar(bar, clip.id or 0) for bar in clip.bars],
    }


def _bar(bar: BarNode, clip_id: int) -> dict[str, Any]:
    notes = [_note(note) for note in bar.notes]
    return {"clip_id": clip_id, "bar_index": bar.index, "notes": notes, **write_expression(bar.expression)}


def _note(note: NoteNode) -> dict[str, Any]:
    """Return the note; a rest has pitch 0 in this form."""
    return {
        "absolute_pitch": note.pitch or 0,
        "start": to_float(note.start),
        "duration": to_float(note.duration),
        "is_rest": note.is_rest,
        "scale_degree": note.scale_degree,
        "interval_from_prev": note.interval_from_prev,
        "cents_offset": note.cents_offset,
        "articulation": note.articulation,
        "dynamics": note.dynamics,
        "expression": note.expression,
    }


def composition_json(composition: CompositionNode) -> dict[str, Any]:
    """Return `{"id": null, "name", "ticks_per_quarter", "tempo_bpm", "tracks": [{"id": null, "name", "bars"}]}`."""
    return {
        "id": None,
        "name": composition.name,
        "ticks_per_quarter": composition.ticks_per_quarter,
        "tempo_bpm": composition.tempo_bpm,
        "tracks": [{"id": None, "name": track.name, "bars": _bars(track.bars)} for track in composition.tracks],
    }


def _bars(bars: Iterable[TrackBarNode]) -> list[dict[str, Any]]:
    return [
        {
            "bar_index": bar.bar_index,
            "clip_id": bar.clip_id,
            "clip_bar_index": bar.clip_bar_index,
            **write_expression(bar.override),
        }
        for bar in bars
    ]


def project_json(project: Project) -> dict[str, Any]:
    """Return `{"composition", "clips", "tracks"}`. Overrides are on their track bars."""
    composition = project.composition
    head = {"name": composition.name, "ticks_per_quarter": composition.ticks_per_quarter}
    return {
        "composition": {**head, "tempo_bpm": composition.tempo_bpm},
        "clips": [clip_json(clip) for clip in project.clips],
        "tracks": [{"name": track.name, "bars": _bars(track.bars)} for track in composition.tracks],
    }
