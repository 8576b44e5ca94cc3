"""Transposition of clips and compositions. Drums are left alone."""

from __future__ import annotations

from dataclasses import replace

from project.music.errors import BadValue
from project.music.harmony.intervals import Interval
from project.music.location import BODY, excerpt
from project.music.midi.channels import is_drums
from project.music.notation.json_values import MAX_NAME
from project.music.notation.pitches import HIGHEST
from project.music.notation.tree import BarNode, ClipNode, NoteNode, Project


def transposed_clip(clip: ClipNode, interval: Interval, name: str | None = None) -> ClipNode:
    """Raises BadValue where a note would leave the range of MIDI."""
    bars = tuple(_bar(bar, interval, clip) for bar in clip.bars)
    return replace(clip, name=clip.name if name is None else name[:MAX_NAME], bars=bars)


def _bar(bar: BarNode, interval: Interval, clip: ClipNode) -> BarNode:
    return replace(bar, notes=tuple(_note(note, interval, bar, clip) for note in bar.notes))


def _note(note: NoteNode, interval: Interval, bar: BarNode, clip: ClipNode) -> NoteNode:
    if note.pitch is None:
        return note
    pitch = note.pitch + interval.semitones
    if not 0 <= pitch <= HIGHEST:
        loc = BODY.labelled(f"clip {excerpt(clip.name, 40)}, bar {bar.index}")
        raise BadValue(f"Pitch {note.pitch} would become {pitch}, outside the MIDI range 0 to {HIGHEST}", loc)
    return note._replace(pitch=pitch)


def transposed_project(project: Project, interval: Interval, name: str | None = None) -> Project:
    """Transpose all but the drum tracks. The result has clips of its own, with new ids.

    A clip used by drums and by other tracks is duplicated. Raises BadValue.
    """
    composition, library = project.composition, {clip.id: clip for clip in project.clips}
    new_ids: dict[tuple[int, bool], int] = {}
    tracks = []
    for track in composition.tracks:
        drums = is_drums(track)
        bars = (replace(bar, clip_id=new_ids.setdefault((bar.clip_id, drums), len(new_ids) + 1)) for bar in track.bars)
        tracks.append(replace(track, bars=tuple(bars)))
    clips = (
        replace(library[clip_id] if drums else transposed_clip(library[clip_id], interval), id=new_id)
        for (clip_id, drums), new_id in new_ids.items()
    )
    moved = replace(
        composition,
        name=composition.name if name is None else name[:MAX_NAME],
        keys=tuple(interval.transpose_key(change) for change in composition.keys),
        tracks=tuple(tracks),
    )
    return Project(moved, tuple(clips))
