"""Chords of a track, quantized to the grid of a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from project.music.musicxml.note_values import GRID, snapped
from project.music.performance.passages import Passage

#: Grid units of a 16th note and of an eighth-note triplet.
PLAYED = (12, 16)
#: Tolerance for sums of floats: this fraction of a grid unit.
_ROUNDING = 1000
#: Grid units of a 32nd note.
SHORTEST = 6


@dataclass(slots=True)
class ScoreChord:
    """Notes with the same start and end, in grid units."""

    start: int
    end: int
    articulation: str | None
    #: Velocity by pitch.
    pitches: dict[int, int]


def score_chords(passages: Sequence[Passage]) -> list[ScoreChord]:
    """Collect the chords of one track.

    If any time of the track is off the 24ths and 16ths of a beat, the track was performed rather than notated, and all
    its times are quantized to 16ths and eighth-note triplets.
    """
    heard = [
        (snapped(passage.bar.start), note, velocity)
        for passage in passages
        for note, velocity in passage.notes_with_velocity()
    ]
    written = all(_is_written(note.start) and _is_written(note.duration) for _, note, _ in heard)
    snap = snapped if written else _nearest
    found: dict[tuple[int, int, str | None], list[ScoreChord]] = {}
    for bar, note, velocity in heard:
        assert note.pitch is not None
        start = bar + snap(note.start)
        end = max(start + (1 if written else SHORTEST), bar + snap(note.start + note.duration))
        same = found.setdefault((start, end, note.articulation), [])
        chord = next((chord for chord in same if note.pitch not in chord.pitches), None)
        if chord is None:
            chord = ScoreChord(start, end, note.articulation, {})
            same.append(chord)
        chord.pitches[note.pitch] = velocity
    return [chord for same in found.values() for chord in same]


def _is_written(time: Fraction) -> bool:
    """Whether the time is on a 24th or 16th of a beat, within the error of sums such as 1 + 2 * 0.3333333333333333."""
    position = snapped(time)
    off = abs(time.numerator * GRID - position * time.denominator)
    return (position % 2 == 0 or position % 3 == 0) and off * _ROUNDING <= time.denominator


def _nearest(beats: Fraction) -> int:
    return min(
        (round(beats * GRID / step) * step for step in PLAYED), key=lambda position: abs(position - beats * GRID)
    )
