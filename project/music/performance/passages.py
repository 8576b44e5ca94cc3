"""A composition as it sounds: loops unrolled, bars in their places, each note with its time and velocity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from project.music.notation.rhythm import inexact
from project.music.notation.tree import (
    Clip,
    Composition,
    Expression,
    MeterChange,
    Note,
    Project,
    TempoChange,
    Track,
    TrackBar,
)
from project.music.performance.bars import PlayedBar, played_bars
from project.music.performance.budget import Effort
from project.music.performance.curves import in_time, velocity_of


class Sounding(NamedTuple):
    """A note as it sounds; times in beats from the beginning."""

    start: Fraction
    duration: Fraction
    pitch: int
    #: 1–127
    velocity: int


@dataclass(frozen=True, slots=True)
class Part:
    """A bar of a clip in its place: where it begins, how it is played, and its notes, without rests."""

    bar: PlayedBar
    expression: Expression
    notes: tuple[Note, ...]

    def heard(self) -> Iterator[tuple[Note, int]]:
        """The notes with their velocities."""
        curve = in_time(self.expression.velocity_curve) if self.expression.velocity_curve else ()
        return ((note, velocity_of(note, curve)) for note in self.notes)

    def sounding(self) -> Iterator[Sounding]:
        for note, velocity in self.heard():
            assert note.pitch is not None
            yield Sounding(self.bar.start + note.start, note.duration, note.pitch, velocity)


def parts_of(track: Track, played: Iterable[PlayedBar], clips: Mapping[int, Clip]) -> Iterator[Part]:
    """What the track plays, bar by bar. Clips and bars that do not exist are silent."""
    here: dict[int, list[TrackBar]] = {}
    for track_bar in track.bars:
        here.setdefault(track_bar.bar_index, []).append(track_bar)
    made: dict[int, list[tuple[Expression, tuple[Note, ...]]]] = {}
    for bar in played:
        if bar.index not in here:
            continue
        if bar.index not in made:
            made[bar.index] = [part for track_bar in here[bar.index] for part in _played(track_bar, clips)]
        yield from (Part(bar, *part) for part in made[bar.index])


def _played(track_bar: TrackBar, clips: Mapping[int, Clip]) -> Iterator[tuple[Expression, tuple[Note, ...]]]:
    clip = clips.get(track_bar.clip_id)
    for bar in clip.by_position.get(track_bar.clip_bar_index, ()) if clip else ():
        notes = sorted((note for note in bar.notes if not note.is_rest), key=lambda note: inexact(note.start))
        yield bar.expression.under(track_bar.override), tuple(notes)


def library(project: Project) -> dict[int, Clip]:
    return {clip.id: clip for clip in project.clips if clip.id is not None}


def parts_by_track(project: Project) -> list[list[Part]]:
    """What each track plays. Raises TooMuch where that is more than can be played."""
    composition, clips, effort = project.composition, library(project), Effort()
    played, found = played_bars(composition), list[list[Part]]()
    for track in composition.tracks:
        parts: list[Part] = []
        for part in parts_of(track, played, clips):
            effort.spend(1 + len(part.notes) + len(part.expression.velocity_curve or ()))
            parts.append(part)
        found.append(parts)
    return found


def performed_alone(clip: Clip, tempo_bpm: float = 120) -> Project:
    """The clip as a composition of one track, from bar 1 on."""
    alone, first = replace(clip, id=0), clip.first_bar
    bars = tuple(TrackBar(position + 1, 0, position) for position in range(clip.length_bars))
    meters = tuple(MeterChange(m.bar - first + 1, m.numerator, m.denominator) for m in clip.meters)
    name = clip.name or clip.track_name or ""
    composition = Composition(
        name=name,
        tempos=(TempoChange(1, tempo_bpm),),
        meters=meters or Composition().meters,
        tracks=(Track(clip.track_name or name, bars),),
    )
    return Project(composition, (alone,))
