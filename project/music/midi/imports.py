"""A standard MIDI file as music of ours: a clip for each voice, and a composition that plays them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import TypeVar

from project.music.errors import BadMIDI
from project.music.harmony.keys import key_of_signature
from project.music.location import BODY, Place
from project.music.midi.controls import STEPS
from project.music.midi.general_midi import DRUM_CHANNEL, PROGRAMS
from project.music.midi.parser import Score, Voice, read_score
from project.music.notation.dsl_clips import MAX_CLIP_BARS, MAX_NOTES
from project.music.notation.dsl_projects import MAX_LIBRARY_BARS
from project.music.notation.expressions import MAX_POINTS, SUSTAIN
from project.music.notation.json_values import MAX_NAME
from project.music.notation.maps import (
    DENOMINATORS,
    FASTEST,
    MAX_CHANGES,
    MAX_METER_CHANGES,
    MAX_NUMERATOR,
    SLOWEST,
)
from project.music.notation.meters import BarLines, plain_meters, shifted
from project.music.notation.rhythm import inexact
from project.music.notation.tree import (
    Bar,
    Clip,
    Composition,
    Curve,
    Expression,
    Instrument,
    KeyChange,
    MeterChange,
    Note,
    Number,
    PedalEvent,
    Point,
    Project,
    TempoChange,
    Track,
    TrackBar,
)

Value = TypeVar("Value")
#: By bar, times in beats within it, with what is there.
ByBar = dict[int, list[tuple[Fraction, Value]]]


def import_midi(data: bytes, name: str | None = None, place: Place = BODY) -> Project:
    """The file's notes, curves, tempos, meters and keys, exact to the tick. Clips have the ids 1, 2, … within it.

    A meter that changes within a bar changes at the next bar line; the notes stay where they are. Raises BadMIDI.
    """
    score = read_score(data, place)
    meters = _meters(score, place)
    lines = BarLines(meters, 1)
    read = [_Reader(voice, score.ticks_per_quarter, lines, place) for voice in score.voices]
    if sum(reader.length for reader in read) > MAX_LIBRARY_BARS:
        raise BadMIDI(f"it has more than {MAX_LIBRARY_BARS} bars in all its voices", place)
    clips = tuple(reader.clip(i + 1, meters) for i, reader in enumerate(read))
    composition = Composition(
        name=(name or score.name or "Untitled")[:MAX_NAME],
        ticks_per_quarter=score.ticks_per_quarter,
        tempos=_tempos(score, lines, place),
        meters=meters,
        keys=_keys(score, lines) or Composition().keys,
        tracks=tuple(reader.track(clip) for reader, clip in zip(read, clips, strict=True)),
    )
    return Project(composition, clips)


def _meters(score: Score, place: Place) -> tuple[MeterChange, ...]:
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
            raise BadMIDI(f"its meter changes more than {MAX_METER_CHANGES} times", place)
    return tuple(found.values())


def _tempos(score: Score, lines: BarLines, place: Place) -> tuple[TempoChange, ...]:
    """Notes before the first tempo have the usual one."""
    found: dict[tuple[int, Fraction], TempoChange] = {}
    begin = min((voice.notes[0].start for voice in score.voices), default=0)
    if all(tick > begin for tick, _ in score.tempos):
        found = {(tempo.bar, tempo.beat): tempo for tempo in Composition().tempos}
    for tick, microseconds in sorted(score.tempos, key=itemgetter(0)):
        bar, beat = lines.locate(Fraction(tick, score.ticks_per_quarter))
        found[bar, beat] = TempoChange(bar, _bpm(microseconds), beat)
    if len(found) > MAX_CHANGES:
        raise BadMIDI(f"its tempo changes more than {MAX_CHANGES} times", place)
    return tuple(found.values())


def _bpm(microseconds: int) -> Number:
    """The plainest number that gives this time of a quarter note."""
    bpm = 60_000_000 / microseconds
    plainest = next((n for n in range(7) if round(60_000_000 / (round(bpm, n) or 1)) == microseconds), 6)
    return max(SLOWEST, min(FASTEST, round(bpm, plainest) if plainest else round(bpm)))


def _keys(score: Score, lines: BarLines) -> tuple[KeyChange, ...]:
    found: dict[int, KeyChange] = {}
    for tick, name in sorted(score.keys, key=itemgetter(0))[:MAX_CHANGES]:
        bar, _ = lines.locate(Fraction(tick, score.ticks_per_quarter))
        found[bar] = key_of_signature(bar, name)
    return tuple(found.values())


class _Reader:
    """One voice, cut into bars."""

    def __init__(self, voice: Voice, ticks: int, lines: BarLines, place: Place) -> None:
        if len(voice.notes) > MAX_NOTES:
            raise BadMIDI(f"a voice has more than {MAX_NOTES} notes", place)
        self.voice = voice
        self.ticks = ticks
        self.lines = lines
        self.place = place
        self.notes = self._in_bars((note.start, note) for note in voice.notes)
        self.bends = self._in_bars(voice.bends)
        self.pressures = self._in_bars(voice.pressures)
        self.lanes = {control: self._in_bars(points) for control, points in sorted(voice.cc.items())}
        used = {*self.notes, *self.bends, *self.pressures, *(bar for lane in self.lanes.values() for bar in lane)}
        self.first, self.last = min(used), max(used)
        self.length = self.last - self.first + 1
        if self.last > MAX_CLIP_BARS:
            raise BadMIDI(f"it has more than {MAX_CLIP_BARS} bars", place)

    def _in_bars(self, events: Iterable[tuple[int, Value]]) -> ByBar[Value]:
        found: ByBar[Value] = {}
        for tick, value in events:
            bar, within = self.lines.locate(Fraction(tick, self.ticks))
            found.setdefault(bar, []).append((within, value))
        if max(map(len, found.values()), default=0) > MAX_POINTS // 2:
            raise BadMIDI(f"a bar has more than {MAX_POINTS // 2} events of one kind", self.place)
        return found

    @property
    def name(self) -> str:
        return (self.voice.name or self._sound or f"Channel {self.voice.channel + 1}")[:MAX_NAME]

    @property
    def _sound(self) -> str | None:
        if self.voice.channel == DRUM_CHANNEL:
            return "Drums"
        return None if self.voice.program is None else PROGRAMS[self.voice.program]

    def clip(self, clip_id: int, meters: Sequence[MeterChange]) -> Clip:
        """With its bars counted from 0."""
        bends = _curves(self.bends, range(self.first, self.last + 1))
        pressures = _curves(self.pressures, range(self.first, self.last + 1))
        bars = (
            Bar(i, self._notes(self.first + i), self._expression(self.first + i, bends, pressures))
            for i in range(self.length)
        )
        own = plain_meters(shifted(meters, -self.first), 0, self.length - 1)
        return Clip(clip_id, self.name, self.name, tuple(bars), meters=own)

    def _notes(self, bar: int) -> tuple[Note, ...]:
        return tuple(
            Note(within, Fraction(note.end - note.start, self.ticks), note.pitch, dynamics={"velocity": note.velocity})
            for within, note in self.notes.get(bar, ())
        )

    def _expression(self, bar: int, bends: dict[int, Curve], pressures: dict[int, Curve]) -> Expression:
        here = {control: lane[bar] for control, lane in self.lanes.items() if bar in lane}
        pedal = here.pop(SUSTAIN, None) if all(value in (0, 127) for _, value in here.get(SUSTAIN, ())) else None
        return Expression(
            cc={str(control): tuple(Point(inexact(t), v) for t, v in points) for control, points in here.items()}
            or None,
            pitch_bend_curve=bends.get(bar),
            aftertouch_curve=pressures.get(bar),
            pedal_events=tuple(PedalEvent(inexact(t), v > 0) for t, v in pedal) if pedal else None,
        )

    def track(self, clip: Clip) -> Track:
        bars = tuple(TrackBar(self.first + i, clip.id or 0, i) for i in range(clip.length_bars))
        return Track(self.name, bars, Instrument(self._sound, self.voice.channel, self.voice.program))


def _curves(events: ByBar[int] | ByBar[float], bars: Iterable[int]) -> dict[int, Curve]:
    """Values that hold until the next, as curves: what held before is told again at each bar and before each leap."""
    found: dict[int, Curve] = {}
    value: Number = 0
    for bar in bars:
        here = events.get(bar, [])
        points = [] if here and here[0][0] == 0 else [Point(0, value)]
        for time, new in here:
            if points and time - Fraction(points[-1].time) > Fraction(1, STEPS):
                points.append(Point(inexact(time), value))
            points.append(Point(inexact(time), new))
            value = new
        if here or value:
            found[bar] = tuple(points)
    return found
