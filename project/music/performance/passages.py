"""A composition as it sounds: loops unrolled, bars in their places, each note with its time and velocity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from project.music.errors import TooMuch
from project.music.notation.meters import BarLines
from project.music.notation.rhythm import inexact
from project.music.notation.tree import (
    Clip,
    Composition,
    Expression,
    Loop,
    MeterChange,
    Note,
    Point,
    Project,
    TempoChange,
    Track,
    TrackBar,
)

#: With repeats.
MAX_PLAYED_BARS = 20_000
#: Notes, points of curves, steps between them: all that is looked at in one performance.
MAX_EFFORT = 300_000
PLAIN_VELOCITY = 100


class Effort:
    """What a performance may take; small documents can ask for very long ones."""

    def __init__(self) -> None:
        self.left = MAX_EFFORT

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise TooMuch(f"At most {MAX_EFFORT} notes and points of curves can be played")


@dataclass(frozen=True, slots=True)
class PlayedBar:
    """A bar in the order of playing: a loop plays it again."""

    index: int
    #: Beats from the beginning.
    start: Fraction
    length: Fraction


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


def velocity_of(note: Note, curve: Sequence[Point]) -> int:
    """Under a curve, its value; else the note's own, else 100. At least 1: a note of velocity 0 would end another."""
    if curve:
        return max(1, min(127, int(value_at(curve, inexact(note.start)))))
    own = note.velocity
    return PLAIN_VELOCITY if own is None else max(1, min(127, int(own)))


def value_at(curve: Sequence[Point], time: float) -> float:
    """Linear between points that are in order of time; constant before the first and after the last."""
    after = bisect_right(curve, time, key=lambda point: point.time)
    if after == 0:
        return float(curve[0].value)
    before = curve[after - 1]
    if after == len(curve):
        return float(before.value)
    share = (time - before.time) / (curve[after].time - before.time)
    return float(before.value + share * (curve[after].value - before.value))


def in_time(curve: Sequence[Point] | None) -> list[Point]:
    return sorted(curve or (), key=lambda point: point.time)


def played_bars(composition: Composition) -> list[PlayedBar]:
    """All bars up to the last with music or in a loop, each as often as the loops have it."""
    indexes = [bar.bar_index for track in composition.tracks for bar in track.bars]
    loops = [loop for loop in composition.loops if loop.length_bars > 0 and loop.repeat_count > 1]
    if not indexes:
        return []
    first, last = min(1, *indexes), max(*indexes, *(loop.start_bar + loop.length_bars - 1 for loop in loops), 1)
    lines = BarLines(composition.meters, first)
    played: list[PlayedBar] = []
    start = Fraction(0)
    for index in _in_order(first, last, loops):
        if len(played) == MAX_PLAYED_BARS:
            raise TooMuch(f"With its loops, a composition should have at most {MAX_PLAYED_BARS} bars")
        played.append(PlayedBar(index, start, lines.meter(index).beats))
        start += played[-1].length
    return played


def _in_order(first: int, last: int, loops: Sequence[Loop]) -> Iterator[int]:
    """Bar numbers as they are played. A loop within another is played in full each time."""
    spans = [(max(first, loop.start_bar), loop.start_bar + loop.length_bars - 1) for loop in loops]
    again = [loop.repeat_count - 1 for loop in loops]
    ending: dict[int, list[int]] = {}
    for i in sorted(range(len(loops)), key=lambda i: -spans[i][0]):
        ending.setdefault(spans[i][1], []).append(i)
    bar = first
    while bar <= last:
        yield bar
        due = next((i for i in ending.get(bar, ()) if again[i] > 0), None)
        if due is None:
            bar += 1
            continue
        again[due] -= 1
        bar = spans[due][0]
        for i, (start, end) in enumerate(spans):
            if (start, end) != spans[due] and bar <= start and end <= spans[due][1]:
                again[i] = loops[i].repeat_count - 1


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
