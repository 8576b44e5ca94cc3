"""Meters, tempos and keys of a MIDI file."""

from __future__ import annotations

import math
from fractions import Fraction
from operator import itemgetter

from project.music.errors import BadMIDI
from project.music.harmony.keys import key_of_signature
from project.music.location import Location
from project.music.midi.score import MidiScore
from project.music.notation.maps import (
    DENOMINATORS,
    FASTEST,
    MAX_CHANGES,
    MAX_METER_CHANGES,
    MAX_NUMERATOR,
    SLOWEST,
)
from project.music.notation.meters import BarLines
from project.music.notation.tree import (
    CompositionNode,
    KeyChange,
    MeterChange,
    Number,
    TempoChange,
)


def meters_of(score: MidiScore, loc: Location) -> tuple[MeterChange, ...]:
    now, start = MeterChange(1), Fraction(0)
    found = {1: now}
    for tick, (numerator, denominator) in sorted(score.meters, key=itemgetter(0)):
        if denominator not in DENOMINATORS or not 1 <= numerator <= MAX_NUMERATOR:
            continue
        if (numerator, denominator) == (now.numerator, now.denominator):
            continue
        bars = max(0, math.ceil((Fraction(tick, score.ticks_per_quarter) - start) / now.beats))
        start += bars * now.beats
        found[now.bar + bars] = now = MeterChange(now.bar + bars, numerator, denominator)
        if len(found) > MAX_METER_CHANGES:
            raise BadMIDI(f"it has more than {MAX_METER_CHANGES} meter changes", loc)
    return tuple(found.values())


def tempos_of(score: MidiScore, lines: BarLines, loc: Location) -> tuple[TempoChange, ...]:
    """Return the tempo changes. The MIDI default of 120 precedes a late first tempo."""
    found: dict[tuple[int, Fraction], TempoChange] = {}
    begin = min((voice.notes[0].start for voice in score.voices), default=0)
    if all(tick > begin for tick, _ in score.tempos):
        found = {(tempo.bar, tempo.beat): tempo for tempo in CompositionNode().tempos}
    for tick, microseconds in sorted(score.tempos, key=itemgetter(0)):
        bar, beat = lines.locate(Fraction(tick, score.ticks_per_quarter))
        found[bar, beat] = TempoChange(bar, _bpm(microseconds), beat)
    if len(found) > MAX_CHANGES:
        raise BadMIDI(f"it has more than {MAX_CHANGES} tempo changes", loc)
    return tuple(found.values())


def _bpm(microseconds: int) -> Number:
    """Return the number with the fewest decimals that rounds to this duration of a quarter note."""
    bpm = 60_000_000 / microseconds
    plainest = next((n for n in range(7) if round(60_000_000 / (round(bpm, n) or 1)) == microseconds), 6)
    return max(SLOWEST, min(FASTEST, round(bpm, plainest) if plainest else round(bpm)))


def keys_of(score: MidiScore, lines: BarLines) -> tuple[KeyChange, ...]:
    found: dict[int, KeyChange] = {}
    for tick, name in sorted(score.keys, key=itemgetter(0))[:MAX_CHANGES]:
        bar, _ = lines.locate(Fraction(tick, score.ticks_per_quarter))
        found[bar] = key_of_signature(bar, name)
    return tuple(found.values())
