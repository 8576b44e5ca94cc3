"""Composition by rules, without a language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from project.music.harmony.chords import Chord
from project.music.harmony.scales import SCALES, Tonality
from project.music.location import BODY, Location
from project.music.notation.tree import BarNode, ClipNode, MeterChange
from project.music.words.note_bars import line_bars, note_bar, notes_in_bar
from project.music.words.note_lines import MELODY, back_and_forth, broken, directed, root_and_fifth, voiced, walk
from project.music.words.requests import Request, parse_request


@dataclass(frozen=True, slots=True)
class ComposedClip:
    """A clip that SML can express, with the tempo requested."""

    clip: ClipNode
    tempo_bpm: int
    tonality: Tonality


def compose(text: str, loc: Location = BODY) -> ComposedClip:
    """Raises NotUnderstood for anything but a scale, an arpeggio, chords or a bass line.

    Bars count from 0. Notes of a chord are in separate bars of one index.
    """
    request = parse_request(text, loc)
    bars, name, track_name = _MAKERS[request.kind](request)
    meter = request.meter
    meters = () if (meter.numerator, meter.denominator) == (4, 4) else (MeterChange(0, *_numbers(meter)),)
    clip = ClipNode(None, name, request.instrument or track_name, tuple(bars), meters=meters)
    return ComposedClip(clip, request.tempo_bpm, request.tonality)


def _numbers(meter: MeterChange) -> tuple[int, int]:
    return meter.numerator, meter.denominator


GeneratedBars = tuple[list[BarNode], str, str]


def _scale(request: Request) -> GeneratedBars:
    steps, tonic = SCALES[request.tonality.mode], MELODY + request.tonality.tonic
    rising = [tonic + 12 * octave + step for octave in range(request.octaves) for step in steps]
    line = directed([*rising, tonic + 12 * request.octaves], request)
    return line_bars(line, request, "eighth"), f"{request.tonality.name} scale", "piano"


def _arpeggio(request: Request) -> GeneratedBars:
    name = f"{request.name} arpeggio"
    if len(request.chords) == 1 and request.bars in (None, 1):
        line = _broken_line(request.chords[0], request)
        return line_bars(line, request, "eighth"), name, "piano"
    count, duration = notes_in_bar(request, "eighth")
    bars = [
        note_bar(i, list(islice(back_and_forth(_broken_line(chord, request)), count)), duration, request)
        for i, chord in enumerate(_chords_by_bar(request))
    ]
    return bars, name, "piano"


def _broken_line(chord: Chord, request: Request) -> list[int]:
    return directed(broken(chord, request.octaves), request)


def _progression(request: Request) -> GeneratedBars:
    """One chord per bar, held, or repeated in the note value requested."""
    count, duration = (1, request.meter.beats)
    if request.duration is not None:
        count, duration = notes_in_bar(request, request.duration)
    bars = [
        note_bar(i, [pitch] * count, duration, request)
        for i, chord in enumerate(_chords_by_bar(request))
        for pitch in voiced(chord)
    ]
    return bars, f"{request.name} chord{'' if len(request.chords) == 1 else ' progression'}", "piano"


def _bass(request: Request) -> GeneratedBars:
    chords = _chords_by_bar(request, usual=4)
    count, duration = notes_in_bar(request, "quarter")
    bars = []
    for i, chord in enumerate(chords):
        after = chords[(i + 1) % len(chords)]
        line = walk(chord, after, count) if request.walking else root_and_fifth(chord, count)
        bars.append(note_bar(i, line, duration, request))
    name = f"{request.name} {'walking ' if request.walking else ''}bass line"
    return bars, name, "bass"


_MAKERS: dict[str, Callable[[Request], GeneratedBars]] = {
    "scale": _scale,
    "arpeggio": _arpeggio,
    "progression": _progression,
    "bass": _bass,
}


def _chords_by_bar(request: Request, usual: int = 1) -> list[Chord]:
    """Repeat the chords of the request over its bars."""
    chords = request.chords
    return [chords[i % len(chords)] for i in range(request.bars or max(usual, len(chords)))]
