"""A standard MIDI file, taken apart: what is in its tracks, in ticks from the beginning."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from project.core.lazy import lazy_module
from project.music.errors import BadMIDI
from project.music.location import BODY, Place
from project.music.midi.exports import CHARSET, MAX_TICK

if TYPE_CHECKING:
    import mido
else:
    mido = lazy_module("mido")

MAX_FILE_BYTES = 512 * 1024
MAX_EVENTS = 100_000
MAX_VOICES = 256
#: mido reads a number of any length, in the square of its length.
_ENDLESS_NUMBER = re.compile(rb"[\x80-\xff]{1000}")
#: A key signature with more than seven sharps or flats, or of no mode: some programs write them.
_NO_KEY = re.compile(rb"\xff\x59\x02(?![\xf9-\xff\x00-\x07][\x00\x01])")
#: What a program may write for itself, and is left out.
_FOR_ITSELF = b"\xff\x7f\x02"
#: Controllers that end all notes of a channel: all sound off, all notes off.
_SILENCE = frozenset({120, 123})
#: Controllers that set parameters, in an order that curves do not keep. Only the bend range is understood.
_PARAMETERS = frozenset({6, 38, 96, 97, 98, 99})
#: What mido raises on files that are cut off or broken.
_BROKEN = (EOFError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)


class HeardNote(NamedTuple):
    start: int
    end: int
    pitch: int
    velocity: int


@dataclass(slots=True)
class Voice:
    """What one track of the file plays on one channel. Each list is in order of time: (tick, value)."""

    track: int
    channel: int
    name: str | None = None
    program: int | None = None
    notes: list[HeardNote] = field(default_factory=list)
    #: By controller.
    cc: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    #: In cents.
    bends: list[tuple[int, float]] = field(default_factory=list)
    pressures: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Score:
    ticks_per_quarter: int
    name: str | None = None
    voices: list[Voice] = field(default_factory=list)
    #: (tick, microseconds of a quarter note)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    #: (tick, (numerator, denominator))
    meters: list[tuple[int, tuple[int, int]]] = field(default_factory=list)
    #: (tick, key as mido calls it)
    keys: list[tuple[int, str]] = field(default_factory=list)
    #: The first of each channel, for voices whose own track has none.
    programs: dict[int, int] = field(default_factory=dict)


def read_score(data: bytes, place: Place = BODY) -> Score:
    """Raises BadMIDI for what is no MIDI file, is broken, or too large. Lyrics, system messages and the pressure of
    single keys are left out, and of a voice's programs all but the first."""
    file = _opened(data, place)
    score = Score(file.ticks_per_beat)
    names: list[str | None] = []
    for number, track in enumerate(file.tracks):
        reader = _TrackReader(score, number, place)
        for tick, message in _timed(track, place):
            reader.read(tick, message)
        voices = reader.finished()
        names.append(reader.name if file.type == 0 or not voices else None)
        if file.type == 0 and len(voices) > 1:
            for voice in voices:
                voice.name = None  # what a file of format 0 names is the piece
        score.voices += voices
    for voice in score.voices:
        voice.program = score.programs.get(voice.channel) if voice.program is None else voice.program
    if len(score.voices) > MAX_VOICES:
        raise BadMIDI(f"it has more than {MAX_VOICES} voices", place)
    score.name = next((name for name in names if name), None)
    return score


def _opened(data: bytes, place: Place) -> mido.MidiFile:
    if len(data) > MAX_FILE_BYTES:
        raise BadMIDI(f"it has more than {MAX_FILE_BYTES} bytes", place)
    if data[:4] != b"MThd":
        raise BadMIDI("it does not begin as one", place)
    if _ENDLESS_NUMBER.search(data):
        raise BadMIDI("it is broken", place)
    try:
        file = _in_charset(data)
    except (*_BROKEN, mido.KeySignatureError) as error:
        raise BadMIDI("it is cut off or broken", place) from error
    if file.type not in (0, 1):
        raise BadMIDI("its format is neither 0 nor 1", place)
    if file.ticks_per_beat <= 0:
        raise BadMIDI("its time is that of film frames, not of beats", place)
    if sum(map(len, file.tracks)) > MAX_EVENTS:
        raise BadMIDI(f"it has more than {MAX_EVENTS} events", place)
    return file


def _in_charset(data: bytes) -> mido.MidiFile:
    try:
        return _parsed(data, CHARSET)
    except UnicodeDecodeError:
        return _parsed(data, "latin1")


def _parsed(data: bytes, charset: str) -> mido.MidiFile:
    try:
        return mido.MidiFile(file=io.BytesIO(data), charset=charset, clip=True)
    except mido.KeySignatureError:
        return mido.MidiFile(file=io.BytesIO(_NO_KEY.sub(_FOR_ITSELF, data)), charset=charset, clip=True)


def _timed(track: Any, place: Place) -> Iterator[tuple[int, Any]]:
    tick = 0
    for message in track:
        tick += message.time
        if tick > MAX_TICK:
            raise BadMIDI("it is too long", place)
        yield tick, message


class _TrackReader:
    """Reads one track of the file into voices, one for each channel."""

    def __init__(self, score: Score, number: int, place: Place) -> None:
        self.score = score
        self.number = number
        self.place = place
        self.track_name: str | None = None
        self.instrument_name: str | None = None
        self.tick = 0
        self.voices: dict[int, Voice] = {}
        #: Notes that sound, by channel and by pitch, the earliest first: (tick, velocity).
        self.open: dict[int, dict[int, deque[tuple[int, int]]]] = {}
        #: By channel, the registered parameter that is being set, and how far it bends, in cents.
        self.parameters: dict[int, list[int]] = {}
        self.bend_ranges: dict[int, int] = {}

    def read(self, tick: int, message: Any) -> None:
        self.tick = tick
        match message.type:
            case "note_on" | "note_off":
                self._note(message)
            case "control_change":
                self._control(message)
            case "pitchwheel":
                cents = message.pitch / 8192 * self.bend_ranges.get(message.channel, 200)
                self._voice(message.channel).bends.append((tick, cents))
            case "aftertouch":
                self._voice(message.channel).pressures.append((tick, message.value))
            case "program_change":
                voice = self._voice(message.channel)
                voice.program = message.program if voice.program is None else voice.program
                self.score.programs.setdefault(message.channel, message.program)
            case _ if message.is_meta:
                self._meta(message)

    def _meta(self, message: Any) -> None:
        match message.type:
            case "track_name":
                self.track_name = self.track_name or _plain(message.name)
            case "instrument_name":
                self.instrument_name = self.instrument_name or _plain(message.name)
            case "set_tempo":
                self.score.tempos.append((self.tick, max(1, message.tempo)))
            case "time_signature":
                self.score.meters.append((self.tick, (message.numerator, message.denominator)))
            case "key_signature":
                self.score.keys.append((self.tick, message.key))

    @property
    def name(self) -> str | None:
        return self.track_name or self.instrument_name

    def _voice(self, channel: int) -> Voice:
        return self.voices.setdefault(channel, Voice(self.number, channel))

    def _note(self, message: Any) -> None:
        sounding = self.open.setdefault(message.channel, {}).setdefault(message.note, deque())
        if message.type == "note_on" and message.velocity > 0:
            sounding.append((self.tick, message.velocity))
        elif sounding:
            self._end(message.channel, message.note, *sounding.popleft())

    def _end(self, channel: int, pitch: int, start: int, velocity: int) -> None:
        self._voice(channel).notes.append(HeardNote(start, max(self.tick, start + 1), pitch, velocity))

    def _control(self, message: Any) -> None:
        channel, control, value = message.channel, message.control, message.value
        parameter = self.parameters.setdefault(channel, [127, 127])
        if control in (100, 101):
            parameter[101 - control] = value
        elif control == 6 and parameter == [0, 0]:
            self.bend_ranges[channel] = max(1, value) * 100
        elif control in _SILENCE:
            self._end_all(channel)
        elif control not in _PARAMETERS:
            self._voice(channel).cc.setdefault(control, []).append((self.tick, value))

    def _end_all(self, channel: int) -> None:
        for pitch, sounding in self.open.pop(channel, {}).items():
            for start, velocity in sounding:
                self._end(channel, pitch, start, velocity)

    def finished(self) -> list[Voice]:
        """Voices with notes; those that nothing has ended end with the track."""
        for channel in list(self.open):
            self._end_all(channel)
        found = [voice for _, voice in sorted(self.voices.items()) if voice.notes]
        for voice in found:
            voice.name = self.name
            voice.notes.sort()
        return found


def _plain(name: str) -> str | None:
    return name.replace("\x00", "").strip() or None
