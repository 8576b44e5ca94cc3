"""Standard MIDI files of format 1, one track per track of the composition.

Events are encoded here, because mido's messages take three times as long.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from project.music.errors import TooMuch
from project.music.midi.channels import channels_of, program_of
from project.music.midi.controls import controls
from project.music.midi.meta_events import meta_events
from project.music.notation.tree import PLAIN, ClipNode, CompositionNode, NoteNode, Project, TrackNode
from project.music.performance.bars import played_bars
from project.music.performance.budget import EventBudget
from project.music.performance.passages import Passage, clip_as_project, passages_by_track

CHARSET = "utf-8"
#: Delta times have 28 bits.
MAX_TICK = 2**28 - 1
#: Order within a tick: note-offs before note-ons, bank select before the program change.
_META, _OFF, _BANK, _PROGRAM, _CONTROL, _ON = range(6)
_BANKS = frozenset({0, 32})
_KINDS = 8
_TRACK_NAME, _END_OF_TRACK = b"\x00\xff\x03", b"\x00\xff\x2f\x00"
#: Status byte and data bytes of controls.
_CONTROLS: dict[str, tuple[int, Callable[[dict[str, Any]], tuple[int, ...]]]] = {
    "control_change": (0xB0, lambda fields: (fields["control"], fields["value"])),
    "aftertouch": (0xD0, lambda fields: (fields["value"],)),
    "pitchwheel": (0xE0, lambda fields: (fields["pitch"] + 8192 & 127, fields["pitch"] + 8192 >> 7)),
}

#: The sort key, tick × _KINDS + kind, and the message.
Event = tuple[int, bytes]


def project_midi(project: Project) -> bytes:
    """Return the file of a composition, loops unrolled. Its first track also has tempos, meters and keys.

    Raises TooMuch if it is too long for a file, or over the event budget.
    """
    composition = project.composition
    channels = channels_of(composition.tracks)
    budget = EventBudget()
    head = (1, len(composition.tracks), composition.ticks_per_quarter)
    written = [_chunk(b"MThd", b"".join(number.to_bytes(2) for number in head))]
    for i, (track, passages) in enumerate(zip(composition.tracks, passages_by_track(project), strict=True)):
        events = list(_conducted(composition, budget)) if i == 0 else []
        events += _events(track, passages, channels[i], composition.ticks_per_quarter, budget)
        written.append(_chunk(b"MTrk", _track(track, events)))
    return b"".join(written)


def clip_midi(clip: ClipNode, tempo_bpm: float = 120) -> bytes:
    return project_midi(clip_as_project(clip, tempo_bpm))


def midi_json(data: bytes) -> dict[str, Any]:
    return {"midi_bytes": base64.b64encode(data).decode("ascii"), "output_path": None}


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4) + content


def _length(number: int) -> bytes:
    """Encode a variable-length quantity: seven bits per byte, the top bit set on all but the last."""
    found = [number & 127]
    while number := number >> 7:
        found.append(number & 127 | 128)
    return bytes(reversed(found))


def _conducted(composition: CompositionNode, budget: EventBudget) -> Iterator[Event]:
    ticks = composition.ticks_per_quarter
    for time, message in meta_events(composition, played_bars(composition), budget):
        yield round(time * ticks) * _KINDS + _META, bytes(message.bytes())


def _events(
    track: TrackNode, passages: list[Passage], channel: int, ticks: int, budget: EventBudget
) -> Iterator[Event]:
    program = program_of(track)
    if program is not None:
        yield _PROGRAM, bytes((0xC0 | channel, program))
    is_plain = all(passage.expression is PLAIN for passage in passages)
    for control in () if is_plain else controls(passages, budget):
        status, data = _CONTROLS[control.type]
        kind = _BANK if control.fields.get("control") in _BANKS else _CONTROL
        yield round(control.time * ticks) * _KINDS + kind, bytes((status | channel, *data(control.fields)))
    begin, end = 0x90 | channel, 0x80 | channel
    for passage in passages:
        bar = passage.bar.start.as_integer_ratio()
        for note, velocity in passage.notes_with_velocity():
            assert note.pitch is not None
            on, off = _ticks(bar, note, ticks)
            yield on * _KINDS + _ON, bytes((begin, note.pitch, velocity))
            yield off * _KINDS + _OFF, bytes((end, note.pitch, 0))


def _ticks(bar: tuple[int, int], note: NoteNode, ticks: int) -> tuple[int, int]:
    """Return the nearest ticks of start and end, in integer arithmetic: fractions take five times as long."""
    (start, of_start), (beats, of_beats) = note.start.as_integer_ratio(), note.duration.as_integer_ratio()
    position, whole = bar[0] * of_start + start * bar[1], bar[1] * of_start
    on = (2 * position * ticks + whole) // (2 * whole)
    position, whole = position * of_beats + beats * whole, whole * of_beats
    return on, max(on + 1, (2 * position * ticks + whole) // (2 * whole))


def _track(track: TrackNode, events: list[Event]) -> bytes:
    events.sort(key=itemgetter(0))
    if events and events[-1][0] // _KINDS > MAX_TICK:
        raise TooMuch("The composition is too long for a MIDI file")
    name = track.name.encode(CHARSET)
    written = [_TRACK_NAME, _length(len(name)), name]
    now = 0
    for key, message in events:
        tick = key // _KINDS
        delta = tick - now
        written += (bytes((delta,)) if delta < 128 else _length(delta), message)
        now = tick
    return b"".join((*written, _END_OF_TRACK))
