"""Public-domain tunes as MIDI files from other programs."""

from __future__ import annotations

import io

import mido

TICKS = 480
PITCHES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
#: (pitch, quarter notes); - is an octave lower.
TWINKLE = "C1 C1 G1 G1 A1 A1 G2 F1 F1 E1 E1 D1 D1 C2 G1 G1 F1 F1 E1 E1 D2 G1 G1 F1 F1 E1 E1 D2 C1 C1 G1 G1 A1 A1 G2"
ODE = "E1 E1 F1 G1 G1 F1 E1 D1 C1 C1 D1 E1 E1.5 D.5 D2 E1 E1 F1 G1 G1 F1 E1 D1 C1 C1 D1 E1 D1.5 C.5 C2"
FRERE_JACQUES = (
    "C1 D1 E1 C1 C1 D1 E1 C1 E1 F1 G2 E1 F1 G2 G.5 A.5 G.5 F.5 E1 C1 G.5 A.5 G.5 F.5 E1 C1 C1 -G1 C2 C1 -G1 C2"
)

Timed = list[tuple[int, mido.Message | mido.MetaMessage]]


def melody(line: str, channel: int = 0, start: float = 0, transposed: int = 0) -> Timed:
    found: Timed = []
    tick = round(start * TICKS)
    for word in line.split():
        low, letter, beats = word.startswith("-"), word.lstrip("-")[0], float(word.lstrip("-")[1:])
        note = 60 + PITCHES[letter] - 12 * low + transposed
        end = tick + round(beats * TICKS)
        found.append((tick, mido.Message("note_on", channel=channel, note=note, velocity=64 + tick % 32)))
        found.append((end - 10, mido.Message("note_off", channel=channel, note=note)))
        tick = end
    return found


def track(*events: Timed, name: str | None = None) -> mido.MidiTrack:
    made = mido.MidiTrack([mido.MetaMessage("track_name", name=name)] if name else [])
    now = 0
    for tick, message in sorted((event for part in events for event in part), key=lambda event: event[0]):
        made.append(message.copy(time=tick - now))
        now = tick
    return made


def head(bpm: int, numerator: int, denominator: int, key: str) -> Timed:
    return [
        (0, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))),
        (0, mido.MetaMessage("time_signature", numerator=numerator, denominator=denominator)),
        (0, mido.MetaMessage("key_signature", key=key)),
    ]


def saved(kind: int, *tracks: mido.MidiTrack) -> bytes:
    written = io.BytesIO()
    mido.MidiFile(type=kind, ticks_per_beat=TICKS, tracks=list(tracks)).save(file=written)
    return written.getvalue()


def twinkle() -> bytes:
    """Format 0: one track, the accompaniment on a second channel."""
    program = [(0, mido.Message("program_change", channel=0, program=10))]
    bass = melody("C4 C4 F4 C4 G4 C4 G4 C4", channel=1, transposed=-24)
    return saved(0, track(head(100, 4, 4, "C"), program, melody(TWINKLE), bass))


def ode_to_joy() -> bytes:
    """Format 1 with a conductor track, pedal, and a ritardando."""
    slower = [(12 * TICKS + 240, mido.MetaMessage("set_tempo", tempo=700_000))]
    pedal = [(0, mido.Message("control_change", control=64, value=127))]
    pedal += [(4 * TICKS, mido.Message("control_change", control=64, value=0))]
    conductor = track(head(132, 2, 4, "D"), slower, name="Ode to Joy")
    return saved(1, conductor, track(pedal, melody(ODE, transposed=2), name="Violin"))


def round_with_drums() -> bytes:
    """Frère Jacques as a round of three voices with drums."""
    kit: Timed = []
    for beat in range(48):
        drum = 36 if beat % 2 == 0 else 38
        kit.append((beat * TICKS, mido.Message("note_on", channel=9, note=drum, velocity=90)))
        kit.append((beat * TICKS + 60, mido.Message("note_off", channel=9, note=drum)))
    voices = [
        track(melody(FRERE_JACQUES, channel=i, start=8 * i, transposed=5), name=f"Voice {i + 1}") for i in range(3)
    ]
    return saved(1, track(head(112, 4, 4, "F"), name="Frère Jacques"), *voices, track(kit))
