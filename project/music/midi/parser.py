"""Parsing of MIDI files into voices."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from project.core.ops.lazy import lazy_module
from project.music.errors import BadMIDI
from project.music.location import BODY, Location
from project.music.midi.exports import CHARSET, MAX_TICK
from project.music.midi.score import MidiScore
from project.music.midi.track_parser import TrackParser

if TYPE_CHECKING:
    import mido
else:
    mido = lazy_module("mido")

MAX_FILE_BYTES = 512 * 1024
MAX_EVENTS = 100_000
MAX_VOICES = 256
#: A variable-length number that mido would read in quadratic time.
_ENDLESS_NUMBER = re.compile(rb"[\x80-\xff]{1000}")
#: Key signatures with more than seven accidentals or an invalid mode, which some programs write.
_NO_KEY = re.compile(rb"\xff\x59\x02(?![\xf9-\xff\x00-\x07][\x00\x01])")
#: A sequencer-specific event, which is ignored.
_FOR_ITSELF = b"\xff\x7f\x02"
#: What mido raises on truncated or corrupt files.
_BROKEN = (EOFError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)


def read_score(data: bytes, loc: Location = BODY) -> MidiScore:
    """Raises BadMIDI for files that are corrupt, too large, or not MIDI.

    Lyrics, system messages, polyphonic pressure, and all but the first program of a voice are ignored.
    """
    file = _opened(data, loc)
    score = MidiScore(file.ticks_per_beat)
    names: list[str | None] = []
    for number, track in enumerate(file.tracks):
        reader = TrackParser(score, number, loc)
        for tick, message in _timed(track, loc):
            reader.read(tick, message)
        voices = reader.finished()
        names.append(reader.name if file.type == 0 or not voices else None)
        if file.type == 0 and len(voices) > 1:
            for voice in voices:
                voice.name = None  # a name in a file of format 0 is the title
        score.voices += voices
    for voice in score.voices:
        voice.program = score.programs.get(voice.channel) if voice.program is None else voice.program
    if len(score.voices) > MAX_VOICES:
        raise BadMIDI(f"it has more than {MAX_VOICES} voices", loc)
    score.name = next((name for name in names if name), None)
    return score


def _opened(data: bytes, loc: Location) -> mido.MidiFile:
    if len(data) > MAX_FILE_BYTES:
        raise BadMIDI(f"it has more than {MAX_FILE_BYTES} bytes", loc)
    if data[:4] != b"MThd":
        raise BadMIDI("it has no MIDI header", loc)
    if _ENDLESS_NUMBER.search(data):
        raise BadMIDI("it is corrupt", loc)
    try:
        file = _in_charset(data)
    except (*_BROKEN, mido.KeySignatureError) as error:
        raise BadMIDI("it is truncated or corrupt", loc) from error
    if file.type not in (0, 1):
        raise BadMIDI("only formats 0 and 1 are supported", loc)
    if file.ticks_per_beat <= 0:
        raise BadMIDI("SMPTE timing is not supported", loc)
    if sum(map(len, file.tracks)) > MAX_EVENTS:
        raise BadMIDI(f"it has more than {MAX_EVENTS} events", loc)
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


def _timed(track: Any, loc: Location) -> Iterator[tuple[int, Any]]:
    tick = 0
    for message in track:
        tick += message.time
        if tick > MAX_TICK:
            raise BadMIDI("it is too long", loc)
        yield tick, message
