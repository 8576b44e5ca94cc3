"""A composition as it sounds: loops unrolled, bars placed, notes with time and velocity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from project.music.notation.rhythm import to_float
from project.music.notation.tree import (
    ClipNode,
    CompositionNode,
    Expression,
    MeterChange,
    NoteNode,
    Project,
    TempoChange,
    TrackBarNode,
    TrackNode,
)
from project.music.performance.bars import PlayedBar, played_bars
from project.music.performance.budget import EventBudget
from project.music.performance.curves import in_time, velocity_of


class SoundingNote(NamedTuple):
    """Times are in beats from the beginning."""

    start: Fraction
    duration: Fraction
    pitch: int
    #: 1–127
    velocity: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One playing of a clip's bar: its position, expression and notes without rests."""

    bar: PlayedBar
    expression: Expression
    notes: tuple[NoteNode, ...]

    def notes_with_velocity(self) -> Iterator[tuple[NoteNode, int]]:
        curve = in_time(self.expression.velocity_curve) if self.expression.velocity_curve else ()
        return ((note, velocity_of(note, curve)) for note in self.notes)

    def sounding_notes(self) -> Iterator[SoundingNote]:
        for note, velocity in self.notes_with_velocity():
            assert note.pitch is not None
            yield SoundingNote(self.bar.start + note.start, note.duration, note.pitch, velocity)


def passages_of(track: TrackNode, played: Iterable[PlayedBar], clips: Mapping[int, ClipNode]) -> Iterator[Passage]:
    here: dict[int, list[TrackBarNode]] = {}
    for track_bar in track.bars:
        here.setdefault(track_bar.bar_index, []).append(track_bar)
    made: dict[int, list[tuple[Expression, tuple[NoteNode, ...]]]] = {}
    for bar in played:
        if bar.index not in here:
            continue
        if bar.index not in made:
            made[bar.index] = [passage for track_bar in here[bar.index] for passage in _played(track_bar, clips)]
        yield from (Passage(bar, *passage) for passage in made[bar.index])


def _played(
    track_bar: TrackBarNode, clips: Mapping[int, ClipNode]
) -> Iterator[tuple[Expression, tuple[NoteNode, ...]]]:
    clip = clips.get(track_bar.clip_id)
    for bar in clip.by_position.get(track_bar.clip_bar_index, ()) if clip else ():
        notes = sorted((note for note in bar.notes if not note.is_rest), key=lambda note: to_float(note.start))
        yield bar.expression.under(track_bar.override), tuple(notes)


def library(project: Project) -> dict[int, ClipNode]:
    return {clip.id: clip for clip in project.clips if clip.id is not None}


def passages_by_track(project: Project) -> list[list[Passage]]:
    """Return what each track plays. Raises TooMuch over the event budget."""
    composition, clips, budget = project.composition, library(project), EventBudget()
    played, found = played_bars(composition), list[list[Passage]]()
    for track in composition.tracks:
        passages: list[Passage] = []
        for passage in passages_of(track, played, clips):
            budget.spend(1 + len(passage.notes) + len(passage.expression.velocity_curve or ()))
            passages.append(passage)
        found.append(passages)
    return found


def clip_as_project(clip: ClipNode, tempo_bpm: float = 120) -> Project:
    node, first = replace(clip, id=0), clip.first_bar
    bars = tuple(TrackBarNode(position + 1, 0, position) for position in range(clip.length_bars))
    meters = tuple(MeterChange(m.bar - first + 1, m.numerator, m.denominator) for m in clip.meters)
    name = clip.name or clip.track_name or ""
    composition = CompositionNode(
        name=name,
        tempos=(TempoChange(1, tempo_bpm),),
        meters=meters or CompositionNode().meters,
        tracks=(TrackNode(clip.track_name or name, bars),),
    )
    return Project(composition, (node,))
