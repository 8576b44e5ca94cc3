"""Parsing of one MIDI track into a voice per channel."""

from __future__ import annotations

from collections import deque
from typing import Any

from project.music.location import Location
from project.music.midi.score import MidiNote, MidiScore, MidiVoice

#: Controllers that end all notes of a channel: all sound off, all notes off.
_SILENCE = frozenset({120, 123})
#: Parameter controllers, which curves cannot represent in order. Only the bend range is interpreted.
_PARAMETERS = frozenset({6, 38, 96, 97, 98, 99})


class TrackParser:
    def __init__(self, score: MidiScore, number: int, loc: Location) -> None:
        self.score = score
        self.number = number
        self.loc = loc
        self.track_name: str | None = None
        self.instrument_name: str | None = None
        self.tick = 0
        self.voices: dict[int, MidiVoice] = {}
        #: Notes on, by channel and pitch, earliest first: (tick, velocity).
        self.open: dict[int, dict[int, deque[tuple[int, int]]]] = {}
        #: By channel: the selected registered parameter, and the bend range in cents.
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

    def _voice(self, channel: int) -> MidiVoice:
        return self.voices.setdefault(channel, MidiVoice(self.number, channel))

    def _note(self, message: Any) -> None:
        sounding = self.open.setdefault(message.channel, {}).setdefault(message.note, deque())
        if message.type == "note_on" and message.velocity > 0:
            sounding.append((self.tick, message.velocity))
        elif sounding:
            self._end(message.channel, message.note, *sounding.popleft())

    def _end(self, channel: int, pitch: int, start: int, velocity: int) -> None:
        self._voice(channel).notes.append(MidiNote(start, max(self.tick, start + 1), pitch, velocity))

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

    def finished(self) -> list[MidiVoice]:
        """Return the voices that have notes. Notes still on end with the track."""
        for channel in list(self.open):
            self._end_all(channel)
        found = [voice for _, voice in sorted(self.voices.items()) if voice.notes]
        for voice in found:
            voice.name = self.name
            voice.notes.sort()
        return found


def _plain(name: str) -> str | None:
    return name.replace("\x00", "").strip() or None
