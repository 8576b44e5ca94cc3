"""Clips and compositions in another pitch. Drums stay as they are."""

from __future__ import annotations

from dataclasses import replace

from project.music.errors import BadValue
from project.music.harmony.shifts import Shift
from project.music.location import BODY, shown
from project.music.midi.channels import is_drums
from project.music.notation.json_values import MAX_NAME
from project.music.notation.pitches import HIGHEST
from project.music.notation.tree import Bar, Clip, Note, Project


def transposed_clip(clip: Clip, shift: Shift, name: str | None = None) -> Clip:
    """Raises BadValue where a note would leave what MIDI has."""
    bars = tuple(_bar(bar, shift, clip) for bar in clip.bars)
    return replace(clip, name=clip.name if name is None else name[:MAX_NAME], bars=bars)


def _bar(bar: Bar, shift: Shift, clip: Clip) -> Bar:
    return replace(bar, notes=tuple(_note(note, shift, bar, clip) for note in bar.notes))


def _note(note: Note, shift: Shift, bar: Bar, clip: Clip) -> Note:
    if note.pitch is None:
        return note
    pitch = note.pitch + shift.semitones
    if not 0 <= pitch <= HIGHEST:
        place = BODY.named(f"clip {shown(clip.name, 40)}, bar {bar.index}")
        raise BadValue(f"The pitch {note.pitch} would become {pitch}, outside of MIDI's 0 to {HIGHEST}", place)
    return note._replace(pitch=pitch)


def transposed_project(project: Project, shift: Shift, name: str | None = None) -> Project:
    """The composition with clips of its own: drum tracks have theirs as they were, all others moved.

    A clip that both kinds of tracks use is there twice. Raises BadValue.
    """
    composition, known = project.composition, {clip.id: clip for clip in project.clips}
    places: dict[tuple[int, bool], int] = {}
    tracks = []
    for track in composition.tracks:
        drums = is_drums(track)
        bars = (replace(bar, clip_id=places.setdefault((bar.clip_id, drums), len(places) + 1)) for bar in track.bars)
        tracks.append(replace(track, bars=tuple(bars)))
    clips = (
        replace(known[clip_id] if drums else transposed_clip(known[clip_id], shift), id=place)
        for (clip_id, drums), place in places.items()
    )
    moved = replace(
        composition,
        name=composition.name if name is None else name[:MAX_NAME],
        keys=tuple(shift.key(change) for change in composition.keys),
        tracks=tuple(tracks),
    )
    return Project(moved, tuple(clips))
