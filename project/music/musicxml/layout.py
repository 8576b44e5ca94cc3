"""Notes laid out as in a score: in voices, split at bar lines into note values, and tied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from project.music.errors import TooMuch
from project.music.musicxml.note_values import GRID, NoteValue, snapped, values_of
from project.music.musicxml.score_chords import ScoreChord
from project.music.performance.bars import PlayedBar

#: Per score.
MAX_WRITTEN_NOTES = 20_000
MAX_WRITTEN_BARS = 5_000
MAX_VOICES = 24


class ScoreMeasure(NamedTuple):
    """Times are in grid units."""

    start: int
    length: int


class ChordSegment(NamedTuple):
    """The part of a chord that one note value within a bar can express."""

    #: From the bar line.
    start: int
    length: int
    value: NoteValue
    chord: ScoreChord
    #: Tied to the previous segment, and to the next.
    tied: tuple[bool, bool]


#: The segments of one bar by voice, from 1.
Voices = dict[int, list[ChordSegment]]


def score_measures(played: Sequence[PlayedBar], chords: Iterable[ScoreChord]) -> list[ScoreMeasure]:
    """Return the bars as played, extended to the end of the last note. Raises TooMuch."""
    bars = [ScoreMeasure(snapped(bar.start), snapped(bar.length)) for bar in played] or [ScoreMeasure(0, 4 * GRID)]
    last = max((chord.end for chord in chords), default=0)
    while bars[-1].start + bars[-1].length < last:
        if len(bars) > MAX_WRITTEN_BARS:
            raise TooMuch(f"A score should have at most {MAX_WRITTEN_BARS} bars")
        bars.append(ScoreMeasure(bars[-1].start + bars[-1].length, bars[-1].length))
    return bars


def voices_by_measure(chords: Iterable[ScoreChord], measures: Sequence[ScoreMeasure]) -> list[Voices]:
    """Lay out one track. Raises TooMuch for too many simultaneous voices."""
    found: list[Voices] = [{} for _ in measures]
    starts = [measure.start for measure in measures]
    for voice, chord in _in_voices(chords):
        for bar, piece in _pieces(chord, starts, measures):
            found[bar].setdefault(voice, []).append(piece)
    return found


def _in_voices(chords: Iterable[ScoreChord]) -> Iterator[tuple[int, ScoreChord]]:
    """Assign each chord to the first free voice; of simultaneous chords, the highest comes first."""
    ends: list[int] = []
    for chord in sorted(chords, key=lambda chord: (chord.start, -max(chord.pitches), chord.end)):
        voice = next((i for i, end in enumerate(ends) if end <= chord.start), len(ends))
        if voice == MAX_VOICES:
            raise TooMuch(f"A part should have at most {MAX_VOICES} simultaneous voices")
        ends[voice:] = [chord.end, *ends[voice + 1 :]]
        yield voice + 1, chord


def _pieces(
    chord: ScoreChord, starts: Sequence[int], measures: Sequence[ScoreMeasure]
) -> Iterator[tuple[int, ChordSegment]]:
    bar, now = bisect_right(starts, chord.start) - 1, chord.start
    while now < chord.end:
        measure = measures[bar]
        until = min(chord.end, measure.start + measure.length)
        for length, value in values_of(now - measure.start, until - now):
            after = now + length
            tied = (now > chord.start, after < chord.end)
            yield bar, ChordSegment(now - measure.start, length, value, chord, tied)
            now = after
        bar += 1
