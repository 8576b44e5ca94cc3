"""A track as a part of a score, by music21."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from mido import MetaMessage
from music21 import (
    articulations,
    chord,
    clef,
    duration,
    dynamics,
    instrument,
    key,
    meter,
    note,
    pitch,
    stream,
    tempo,
    tie,
)
from music21.stream.makeNotation import makeTupletBrackets

from project.music.harmony.keys import fifths, key_of_signature
from project.music.harmony.pitch_spelling import spell
from project.music.midi.channels import program_of
from project.music.midi.drums import DRUM_CHANNEL
from project.music.midi.programs import PROGRAMS
from project.music.musicxml.layout import (
    ChordSegment,
    ScoreMeasure,
    Voices,
)
from project.music.musicxml.markings import ARTICULATIONS, nearest_dynamic
from project.music.musicxml.note_values import GRID, NoteValue, values_of
from project.music.notation.tree import TrackNode

#: Characters not allowed in XML.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Parts whose mean pitch is lower get a bass clef.
_BASS_BELOW = 57
#: Meter, key and tempo messages by measure: (grid units, message).
Marks = list[list[tuple[int, MetaMessage]]]


def xml_text(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


class PartWriter:
    def __init__(
        self,
        track: TrackNode,
        number: int,
        channel: int,
        measures: Sequence[ScoreMeasure],
        marks: Marks,
        bars: Sequence[Voices],
    ) -> None:
        self.track = track
        self.number = number
        self.channel = channel
        self.measures = measures
        self.marks = marks
        self.bars = bars
        self.fifths, self.minor = 0, False
        self.sign: str | None = None
        self.meter = meter.TimeSignature("4/4")
        self.clef = self._clef()

    def written(self) -> Any:
        part = stream.Part()
        part.partName = xml_text(self.track.name)
        part.coreInsert(0, self._instrument())
        for i, measure in enumerate(self.measures):
            part.coreInsert(measure.start / GRID, self._measure(i))
        part.coreElementsChanged()
        part.makeAccidentals(inPlace=True)
        return part

    def _instrument(self) -> Any:
        program = program_of(self.track)
        instrument_name = self.track.instrument.name if self.track.instrument else None
        made = instrument.Instrument()
        made.instrumentName = xml_text(
            instrument_name or ("Drums" if self.channel == DRUM_CHANNEL else self._sound(program))
        )
        made.partId = f"P{self.number + 1}"
        made.instrumentId = f"P{self.number + 1}-I1"
        made.midiChannel = self.channel
        made.midiProgram = program or 0  # without one, music21 omits the channel
        return made

    def _sound(self, program: int | None) -> str:
        return self.track.name if program is None else PROGRAMS[program]

    def _measure(self, i: int) -> Any:
        made = stream.Measure(number=i + 1)
        if i == 0:
            made.coreInsert(0, self.clef)
        for time, message in self.marks[i]:
            self._mark(made, time / GRID, message)
        voices = self.bars[i]
        self._dynamics(made, voices)
        single_voice = voices.keys() <= {1}
        for number, pieces in sorted({1: [], **voices}.items()):
            voice = made if single_voice else stream.Voice(id=str(number))
            for time, element in (*self._notes(pieces), *(self._rests(pieces, i) if number == 1 else ())):
                voice.coreInsert(time / GRID, element)
            voice.coreElementsChanged()
            if any(piece.value.triplet for piece in pieces):
                makeTupletBrackets(voice, inPlace=True)
            if not single_voice:
                made.coreInsert(0, voice)
        made.coreElementsChanged()
        self._beam(made)
        return made

    def _beam(self, made: Any) -> None:
        """Beam one bar with its own meter and clef: music21 would search all earlier bars for them."""
        lent = [*([] if made.timeSignature else [self.meter]), *([] if made.clef else [self.clef])]
        for sign in lent:
            made.insert(0, sign)
        made.makeBeams(inPlace=True)
        for sign in lent:
            made.remove(sign)

    def _clef(self) -> Any:
        if self.channel == DRUM_CHANNEL:
            return clef.PercussionClef()
        pitches = [p for bar in self.bars for voice in bar.values() for piece in voice for p in piece.chord.pitches]
        low = bool(pitches) and sum(pitches) / len(pitches) < _BASS_BELOW
        return clef.BassClef() if low else clef.TrebleClef()

    def _mark(self, made: Any, time: float, message: MetaMessage) -> None:
        """Add a message to the measure. Tempos are written in the first part only."""
        match message.type:
            case "time_signature":
                self.meter = meter.TimeSignature(f"{message.numerator}/{message.denominator}")
                made.coreInsert(time, self.meter)
            case "key_signature":
                change = key_of_signature(1, message.key)
                self.fifths, self.minor = fifths(change) or 0, change.mode == "minor"
                if self.channel != DRUM_CHANNEL:
                    made.coreInsert(time, key.KeySignature(self.fifths).asKey(change.mode))
            case "set_tempo" if self.number == 0:
                bpm = round(60_000_000 / message.tempo, 3)
                made.coreInsert(time, tempo.MetronomeMark(number=int(bpm) if bpm.is_integer() else bpm))

    def _dynamics(self, made: Any, voices: Voices) -> None:
        """Add a dynamic marking where the median velocity of a bar calls for another one."""
        velocities = [v for pieces in voices.values() for piece in pieces for v in piece.chord.pitches.values()]
        sign = nearest_dynamic(median(velocities)) if velocities else self.sign
        if sign != self.sign:
            first = min(piece.start for pieces in voices.values() for piece in pieces)
            made.coreInsert(first / GRID, dynamics.Dynamic(sign))
            self.sign = sign

    def _notes(self, pieces: Sequence[ChordSegment]) -> Iterator[tuple[int, Any]]:
        for piece in pieces:
            notes = [self._note(piece, midi) for midi in sorted(piece.chord.pitches)]
            element = notes[0] if len(notes) == 1 else chord.Chord(notes)
            element.duration = _duration(piece.value)
            begins, articulation = not piece.tied[0], piece.chord.articulation
            if begins and articulation is not None and articulation.strip().lower() in ARTICULATIONS:
                name = ARTICULATIONS[articulation.strip().lower()]
                element.articulations = [getattr(articulations, name)()]
            yield piece.start, element

    def _note(self, piece: ChordSegment, midi: int) -> Any:
        letter, alter, octave = spell(midi, self.fifths, self.minor)
        made = note.Note(pitch.Pitch(step=letter, octave=octave, accidental=alter or None))
        made.duration = _duration(piece.value)
        if any(piece.tied):
            made.tie = tie.Tie({(False, True): "start", (True, True): "continue"}.get(piece.tied, "stop"))
        return made

    def _rests(self, pieces: Sequence[ChordSegment], i: int) -> Iterator[tuple[int, Any]]:
        """Fill the gaps of the first voice. Other voices leave gaps."""
        length = self.measures[i].length
        if not pieces:
            made = note.Rest(quarterLength=length / GRID)
            made.fullMeasure = True
            yield 0, made
            return
        now = 0
        for start, end in [*((piece.start, piece.start + piece.length) for piece in pieces), (length, length)]:
            for size, value in values_of(now, start - now):
                made = note.Rest()
                made.fullMeasure = False  # otherwise music21 searches all earlier bars for the meter
                made.duration = _duration(value)
                yield now, made
                now += size
            now = end


def _duration(value: NoteValue) -> Any:
    made = duration.Duration(type=value.type, dots=value.dots)
    if value.triplet:
        made.appendTuplet(duration.Tuplet(3, 2, value.type))
    return made
