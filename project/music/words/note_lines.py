"""Lines of pitches from chords."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from project.music.harmony.chords import Chord
from project.music.notation.pitches import HIGHEST
from project.music.words.requests import Request

#: MIDI numbers of the C's that lines start from.
MELODY, BASS = 60, 36


def voiced(chord: Chord) -> list[int]:
    root = _at_or_above(MELODY - 7, chord.root)
    bass = [] if chord.bass is None else [_at_or_above(BASS + 4, chord.bass)]
    return [*bass, *(root + tone for tone in chord.tones)]


def broken(chord: Chord, octaves: int) -> list[int]:
    """Return the rising tones of the chord, closed by the root unless a higher tone ends them."""
    root = MELODY + chord.root
    line = sorted({root + 12 * octave + tone for octave in range(octaves) for tone in chord.tones})
    top = root + 12 * octaves
    return [pitch for pitch in (*line, *([top] if top > line[-1] else [])) if pitch <= HIGHEST]


def directed(rising: list[int], request: Request) -> list[int]:
    if request.direction == "down":
        return rising[::-1]
    return [*rising, *rising[-2::-1]] if request.direction == "up and down" else rising


def back_and_forth(line: list[int]) -> Iterator[int]:
    turn = line if line[0] == line[-1] else [*line, *line[-2::-1]]
    return cycle(turn[:-1])


def walk(chord: Chord, after: Chord, count: int) -> list[int]:
    """Return the lowest tone, other tones, and a semitone approach to the next chord's lowest tone."""
    root, target = _at_or_above(BASS - 8, chord.root), _lowest(after)
    tones = [_lowest(chord), *(root + chord.tones[i % len(chord.tones)] for i in range(1, max(1, count - 1)))]
    approach = target + (1 if tones[-1] > target else -1)
    return [*tones, approach][:count] if count > 1 else tones


def root_and_fifth(chord: Chord, count: int) -> list[int]:
    root = _at_or_above(BASS - 8, chord.root)
    return [root + _fifth(chord) if i % 2 else _lowest(chord) for i in range(count)]


def _fifth(chord: Chord) -> int:
    return next((tone for tone in chord.tones if tone in (6, 7, 8)), 0)


def _lowest(chord: Chord) -> int:
    return _at_or_above(BASS - 8, chord.root if chord.bass is None else chord.bass)


def _at_or_above(low: int, pitch_class: int) -> int:
    return low + (pitch_class - low) % 12
