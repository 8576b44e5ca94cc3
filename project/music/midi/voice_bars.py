"""A MIDI voice divided into bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from project.music.errors import BadMIDI
from project.music.location import Location
from project.music.midi.controls import STEPS
from project.music.midi.drums import DRUM_CHANNEL
from project.music.midi.programs import PROGRAMS
from project.music.midi.score import MidiVoice
from project.music.notation.dsl_clips import MAX_CLIP_BARS, MAX_NOTES
from project.music.notation.expressions import MAX_POINTS, SUSTAIN
from project.music.notation.json_values import MAX_NAME
from project.music.notation.meters import BarLines, minimal_meters, shifted_meters
from project.music.notation.rhythm import to_float
from project.music.notation.tree import (
    BarNode,
    ClipNode,
    Curve,
    Expression,
    Instrument,
    MeterChange,
    NoteNode,
    Number,
    PedalEvent,
    Point,
    TrackBarNode,
    TrackNode,
)

Value = TypeVar("Value")
#: By bar: (beats within the bar, value).
ByBar = dict[int, list[tuple[Fraction, Value]]]


class VoiceBars:
    def __init__(self, voice: MidiVoice, ticks: int, lines: BarLines, loc: Location) -> None:
        if len(voice.notes) > MAX_NOTES:
            raise BadMIDI(f"a voice has more than {MAX_NOTES} notes", loc)
        self.voice = voice
        self.ticks = ticks
        self.lines = lines
        self.loc = loc
        self.notes = self._in_bars((note.start, note) for note in voice.notes)
        self.bends = self._in_bars(voice.bends)
        self.pressures = self._in_bars(voice.pressures)
        self.lanes = {control: self._in_bars(points) for control, points in sorted(voice.cc.items())}
        used = {*self.notes, *self.bends, *self.pressures, *(bar for lane in self.lanes.values() for bar in lane)}
        self.first, self.last = min(used), max(used)
        self.length = self.last - self.first + 1
        if self.last > MAX_CLIP_BARS:
            raise BadMIDI(f"it has more than {MAX_CLIP_BARS} bars", loc)

    def _in_bars(self, events: Iterable[tuple[int, Value]]) -> ByBar[Value]:
        found: ByBar[Value] = {}
        for tick, value in events:
            bar, within = self.lines.locate(Fraction(tick, self.ticks))
            found.setdefault(bar, []).append((within, value))
        if max(map(len, found.values()), default=0) > MAX_POINTS // 2:
            raise BadMIDI(f"a bar has more than {MAX_POINTS // 2} events of one type", self.loc)
        return found

    @property
    def name(self) -> str:
        return (self.voice.name or self._sound or f"Channel {self.voice.channel + 1}")[:MAX_NAME]

    @property
    def _sound(self) -> str | None:
        if self.voice.channel == DRUM_CHANNEL:
            return "Drums"
        return None if self.voice.program is None else PROGRAMS[self.voice.program]

    def clip(self, clip_id: int, meters: Sequence[MeterChange]) -> ClipNode:
        bends = _curves(self.bends, range(self.first, self.last + 1))
        pressures = _curves(self.pressures, range(self.first, self.last + 1))
        bars = (
            BarNode(i, self._notes(self.first + i), self._expression(self.first + i, bends, pressures))
            for i in range(self.length)
        )
        own = minimal_meters(shifted_meters(meters, -self.first), 0, self.length - 1)
        return ClipNode(clip_id, self.name, self.name, tuple(bars), meters=own)

    def _notes(self, bar: int) -> tuple[NoteNode, ...]:
        return tuple(
            NoteNode(
                within, Fraction(note.end - note.start, self.ticks), note.pitch, dynamics={"velocity": note.velocity}
            )
            for within, note in self.notes.get(bar, ())
        )

    def _expression(self, bar: int, bends: dict[int, Curve], pressures: dict[int, Curve]) -> Expression:
        here = {control: lane[bar] for control, lane in self.lanes.items() if bar in lane}
        pedal = here.pop(SUSTAIN, None) if all(value in (0, 127) for _, value in here.get(SUSTAIN, ())) else None
        return Expression(
            cc={str(control): tuple(Point(to_float(t), v) for t, v in points) for control, points in here.items()}
            or None,
            pitch_bend_curve=bends.get(bar),
            aftertouch_curve=pressures.get(bar),
            pedal_events=tuple(PedalEvent(to_float(t), v > 0) for t, v in pedal) if pedal else None,
        )

    def track(self, clip: ClipNode) -> TrackNode:
        bars = tuple(TrackBarNode(self.first + i, clip.id or 0, i) for i in range(clip.length_bars))
        return TrackNode(self.name, bars, Instrument(self._sound, self.voice.channel, self.voice.program))


def _curves(events: ByBar[int] | ByBar[float], bars: Iterable[int]) -> dict[int, Curve]:
    """Turn values that hold until the next into curves, repeating the value at bar starts and before each jump."""
    found: dict[int, Curve] = {}
    value: Number = 0
    for bar in bars:
        here = events.get(bar, [])
        points = [] if here and here[0][0] == 0 else [Point(0, value)]
        for time, new in here:
            if points and time - Fraction(points[-1].time) > Fraction(1, STEPS):
                points.append(Point(to_float(time), value))
            points.append(Point(to_float(time), new))
            value = new
        if here or value:
            found[bar] = tuple(points)
    return found
