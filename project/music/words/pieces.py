"""Music for a request in words, by rules and without a language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice

from project.music.harmony.chords import SCALES, Chord, Tonality
from project.music.location import BODY, Place
from project.music.notation.pitches import HIGHEST
from project.music.notation.rhythm import DURATIONS, UNITS_PER_BEAT, duration_token
from project.music.notation.tree import Bar, Clip, MeterChange, Note
from project.music.words.requests import Request, understood

#: MIDI number of the C at or below which a line begins.
_MELODY, _BASS = 60, 36
_VELOCITY = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A clip that can be written in SML, and the tempo that was asked for."""

    clip: Clip
    tempo_bpm: int
    tonality: Tonality


def compose(text: str, place: Place = BODY) -> Piece:
    """A scale, an arpeggio, a chord progression or a bass line. Raises NotUnderstood for anything else.

    The bars count from 0. The notes of a chord are in bars of one index, which sound together.
    """
    request = understood(text, place)
    bars, name, track_name = _MAKERS[request.kind](request)
    meter = request.meter
    meters = () if (meter.numerator, meter.denominator) == (4, 4) else (MeterChange(0, *_numbers(meter)),)
    clip = Clip(None, name, request.instrument or track_name, tuple(bars), meters=meters)
    return Piece(clip, request.tempo_bpm, request.tonality)


def _numbers(meter: MeterChange) -> tuple[int, int]:
    return meter.numerator, meter.denominator


Made = tuple[list[Bar], str, str]


def _scale(request: Request) -> Made:
    steps, tonic = SCALES[request.tonality.mode], _MELODY + request.tonality.tonic
    rising = [tonic + 12 * octave + step for octave in range(request.octaves) for step in steps]
    line = _directed([*rising, tonic + 12 * request.octaves], request)
    return _line(line, request, "eighth"), f"{request.tonality.name} scale", "piano"


def _arpeggio(request: Request) -> Made:
    name = f"{request.name} arpeggio"
    if len(request.chords) == 1 and request.bars in (None, 1):
        line = _directed(_broken(request.chords[0], request.octaves), request)
        return _line(line, request, "eighth"), name, "piano"
    count, duration = _notes_in_bar(request, "eighth")
    bars = [
        _bar(i, list(islice(_round(_directed(_broken(chord, request.octaves), request)), count)), duration, request)
        for i, chord in enumerate(_chords_by_bar(request))
    ]
    return bars, name, "piano"


def _progression(request: Request) -> Made:
    """A chord for each bar, held, or struck as often as notes of the value that was asked for fill it."""
    count, duration = (1, request.meter.beats)
    if request.duration is not None:
        count, duration = _notes_in_bar(request, request.duration)
    bars = [
        _bar(i, [pitch] * count, duration, request)
        for i, chord in enumerate(_chords_by_bar(request))
        for pitch in _voiced(chord)
    ]
    return bars, f"{request.name} chord{'' if len(request.chords) == 1 else ' progression'}", "piano"


def _voiced(chord: Chord) -> list[int]:
    root = _at_or_above(_MELODY - 7, chord.root)
    bass = [] if chord.bass is None else [_at_or_above(_BASS + 4, chord.bass)]
    return [*bass, *(root + tone for tone in chord.tones)]


def _bass(request: Request) -> Made:
    chords = _chords_by_bar(request, usual=4)
    count, duration = _notes_in_bar(request, "quarter")
    bars = []
    for i, chord in enumerate(chords):
        after = chords[(i + 1) % len(chords)]
        line = _walk(chord, after, count) if request.walking else _root_and_fifth(chord, count)
        bars.append(_bar(i, line, duration, request))
    name = f"{request.name} {'walking ' if request.walking else ''}bass line"
    return bars, name, "bass"


_MAKERS: dict[str, Callable[[Request], Made]] = {
    "scale": _scale,
    "arpeggio": _arpeggio,
    "progression": _progression,
    "bass": _bass,
}


def _chords_by_bar(request: Request, usual: int = 1) -> list[Chord]:
    """A chord for each bar: those of the request, and again from the first."""
    chords = request.chords
    return [chords[i % len(chords)] for i in range(request.bars or max(usual, len(chords)))]


def _broken(chord: Chord, octaves: int) -> list[int]:
    """The chord's tones upwards, to the root that ends them unless a ninth or another tone lies above it."""
    root = _MELODY + chord.root
    line = sorted({root + 12 * octave + tone for octave in range(octaves) for tone in chord.tones})
    top = root + 12 * octaves
    return [pitch for pitch in (*line, *([top] if top > line[-1] else [])) if pitch <= HIGHEST]


def _directed(rising: list[int], request: Request) -> list[int]:
    if request.direction == "down":
        return rising[::-1]
    return [*rising, *rising[-2::-1]] if request.direction == "up and down" else rising


def _round(line: list[int]) -> Iterator[int]:
    """Up and down again without end, each end once."""
    turn = line if line[0] == line[-1] else [*line, *line[-2::-1]]
    return cycle(turn[:-1])


def _walk(chord: Chord, after: Chord, count: int) -> list[int]:
    """The chord's lowest tone, its others, and from a semitone off into the next chord's lowest."""
    root, target = _at_or_above(_BASS - 8, chord.root), _lowest(after)
    tones = [_lowest(chord), *(root + chord.tones[i % len(chord.tones)] for i in range(1, max(1, count - 1)))]
    approach = target + (1 if tones[-1] > target else -1)
    return [*tones, approach][:count] if count > 1 else tones


def _root_and_fifth(chord: Chord, count: int) -> list[int]:
    root = _at_or_above(_BASS - 8, chord.root)
    return [root + _fifth(chord) if i % 2 else _lowest(chord) for i in range(count)]


def _fifth(chord: Chord) -> int:
    return next((tone for tone in chord.tones if tone in (6, 7, 8)), 0)


def _lowest(chord: Chord) -> int:
    return _at_or_above(_BASS - 8, chord.root if chord.bass is None else chord.bass)


def _at_or_above(low: int, pitch_class: int) -> int:
    return low + (pitch_class - low) % 12


def _notes_in_bar(request: Request, usual: str) -> tuple[int, Fraction]:
    """How many notes fill a bar, and their length; a value that does not fit the bar gives way to the bar.

    Triplets are as many as leave a rest that SML can write.
    """
    duration = DURATIONS[request.duration or usual] / UNITS_PER_BEAT
    beats = request.meter.beats
    count = next((n for n in range(int(beats // duration), 0, -1) if _can_be_left(beats - n * duration)), 0)
    return (count, duration) if count else (1, beats)


def _can_be_left(beats: Fraction) -> bool:
    return beats == 0 or duration_token(beats) is not None


def _line(line: list[int], request: Request, usual: str) -> list[Bar]:
    """Notes of one length, over as many bars as they need, or up and down over the bars that were asked for."""
    count, duration = _notes_in_bar(request, usual)
    if request.bars is not None:
        line = list(islice(_round(line), request.bars * count))
    return [_bar(i // count, line[i : i + count], duration, request) for i in range(0, len(line), count)]


def _bar(index: int, pitches: list[int], duration: Fraction, request: Request) -> Bar:
    """The notes, and rests to the end of the bar."""
    notes = [
        Note(i * duration, duration, pitch, "normal", {"velocity": _VELOCITY}, cents_offset=0.0)
        for i, pitch in enumerate(pitches)
    ]
    used = len(notes) * duration
    while not _can_be_left(request.meter.beats - used):
        notes.append(_rest(used, duration))
        used += duration
    if used < request.meter.beats:
        notes.append(_rest(used, request.meter.beats - used))
    return Bar(index, tuple(notes))


def _rest(start: Fraction, beats: Fraction) -> Note:
    return Note(start, beats, None, cents_offset=0.0)
