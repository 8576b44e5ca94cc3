"""Notes as a score has them: on a grid, in voices, cut at bar lines into values that can be written, and tied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from project.music.errors import TooMuch
from project.music.performance.passages import Part, PlayedBar

#: Parts of a quarter note.
GRID = 48
#: A 16th note, and a triplet of an eighth.
PLAYED = (12, 16)
#: What sums of floats may be off: one of so many parts of the grid.
_ROUNDING = 1000
#: A 32nd note.
SHORTEST = 6
#: Of one score.
MAX_WRITTEN_NOTES = 20_000
MAX_WRITTEN_BARS = 5_000
MAX_VOICES = 24


class Value(NamedTuple):
    """A note value, as MusicXML calls it."""

    type: str
    dots: int = 0
    triplet: bool = False


_TYPES = ("breve", "whole", "half", "quarter", "eighth", "16th", "32nd", "64th")
_PLAIN = {384 >> i: Value(name) for i, name in enumerate(_TYPES)}
_DOTTED = {(384 >> i) * 3 // 2: Value(name, 1) for i, name in enumerate(_TYPES[:-1]) if i}
_TRIPLETS = {128 >> i: Value(name, 0, True) for i, name in enumerate((*_TYPES[1:], "128th"))}
#: By length, the longest first.
VALUES = dict(sorted({**_PLAIN, **_DOTTED}.items(), reverse=True))
TRIPLETS = dict(sorted(_TRIPLETS.items(), reverse=True))


class Measure(NamedTuple):
    """A bar line to the next; times in parts of the grid."""

    start: int
    length: int


@dataclass(slots=True)
class Chord:
    """Notes that begin and end together; times in parts of the grid from the beginning."""

    start: int
    end: int
    articulation: str | None
    #: With their velocities.
    pitches: dict[int, int]


class Piece(NamedTuple):
    """What is written of a chord within one bar."""

    #: From the bar line.
    start: int
    length: int
    value: Value
    chord: Chord
    #: Whether it is tied to the piece before, and to the one after.
    tied: tuple[bool, bool]


#: The pieces of one bar by voice, voices counted from 1.
Voices = dict[int, list[Piece]]


def snapped(beats: Fraction) -> int:
    return round(beats * GRID)


def chords_of(parts: Sequence[Part]) -> list[Chord]:
    """What one track plays. Times that somebody has played rather than written go to the nearest 16th note or triplet
    of eighths: those of a track where any, in its bar, lies off the 24ths and the 16ths of a beat."""
    heard = [(snapped(part.bar.start), note, velocity) for part in parts for note, velocity in part.heard()]
    written = all(_is_written(note.start) and _is_written(note.duration) for _, note, _ in heard)
    place = snapped if written else _nearest
    found: dict[tuple[int, int, str | None], list[Chord]] = {}
    for bar, note, velocity in heard:
        assert note.pitch is not None
        start = bar + place(note.start)
        end = max(start + (1 if written else SHORTEST), bar + place(note.start + note.duration))
        same = found.setdefault((start, end, note.articulation), [])
        chord = next((chord for chord in same if note.pitch not in chord.pitches), None)
        if chord is None:
            chord = Chord(start, end, note.articulation, {})
            same.append(chord)
        chord.pitches[note.pitch] = velocity
    return [chord for same in found.values() for chord in same]


def _is_written(time: Fraction) -> bool:
    """Whether it lies on a 24th or a 16th of a beat; sums of floats lie beside them, as 1 + 2 * 0.3333333333333333."""
    place = snapped(time)
    off = abs(time.numerator * GRID - place * time.denominator)
    return (place % 2 == 0 or place % 3 == 0) and off * _ROUNDING <= time.denominator


def _nearest(beats: Fraction) -> int:
    return min((round(beats * GRID / step) * step for step in PLAYED), key=lambda place: abs(place - beats * GRID))


def measures_of(played: Sequence[PlayedBar], chords: Iterable[Chord]) -> list[Measure]:
    """The bars as they are played, and as many more as the last notes need. Raises TooMuch."""
    bars = [Measure(snapped(bar.start), snapped(bar.length)) for bar in played] or [Measure(0, 4 * GRID)]
    last = max((chord.end for chord in chords), default=0)
    while bars[-1].start + bars[-1].length < last:
        if len(bars) > MAX_WRITTEN_BARS:
            raise TooMuch(f"A score should have at most {MAX_WRITTEN_BARS} bars")
        bars.append(Measure(bars[-1].start + bars[-1].length, bars[-1].length))
    return bars


def laid_out(chords: Iterable[Chord], measures: Sequence[Measure]) -> list[Voices]:
    """By bar, what one track plays. Raises TooMuch for more voices than can be read."""
    found: list[Voices] = [{} for _ in measures]
    starts = [measure.start for measure in measures]
    for voice, chord in _in_voices(chords):
        for bar, piece in _pieces(chord, starts, measures):
            found[bar].setdefault(voice, []).append(piece)
    return found


def _in_voices(chords: Iterable[Chord]) -> Iterator[tuple[int, Chord]]:
    """Each in the first voice that is free; of those that begin together the highest is first."""
    ends: list[int] = []
    for chord in sorted(chords, key=lambda chord: (chord.start, -max(chord.pitches), chord.end)):
        voice = next((i for i, end in enumerate(ends) if end <= chord.start), len(ends))
        if voice == MAX_VOICES:
            raise TooMuch(f"More than {MAX_VOICES} voices of one track would sound at once in the score")
        ends[voice:] = [chord.end, *ends[voice + 1 :]]
        yield voice + 1, chord


def _pieces(chord: Chord, starts: Sequence[int], measures: Sequence[Measure]) -> Iterator[tuple[int, Piece]]:
    bar, now = bisect_right(starts, chord.start) - 1, chord.start
    while now < chord.end:
        measure = measures[bar]
        until = min(chord.end, measure.start + measure.length)
        for length, value in values_of(now - measure.start, until - now):
            after = now + length
            tied = (now > chord.start, after < chord.end)
            yield bar, Piece(now - measure.start, length, value, chord, tied)
            now = after
        bar += 1


def values_of(start: int, length: int) -> list[tuple[int, Value]]:
    """Values that together have this length: as few as there can be, at most one of them of a triplet."""
    found: list[tuple[int, Value]] = []
    triplet = next((t for t in TRIPLETS if t <= length and (length - t) % 3 == 0), None) if length % 3 else None
    rest = length - (triplet or 0)
    while rest:
        longest = next(value for value in VALUES if value <= rest)
        found.append((longest, VALUES[longest]))
        rest -= longest
    if triplet is not None:
        # A triplet that has begun is ended before plain values go on.
        found.insert(0 if start % 3 else len(found), (triplet, TRIPLETS[triplet]))
    return found
