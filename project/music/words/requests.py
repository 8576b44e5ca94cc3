"""Requests in words, parsed by rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from project.music.errors import NotUnderstood
from project.music.harmony.chords import Chord, chord_named, chord_of_degree
from project.music.harmony.scales import Tonality
from project.music.location import Location, excerpt
from project.music.midi.programs import program_named
from project.music.notation.pitches import LETTERS
from project.music.notation.tree import MeterChange
from project.music.words.requested_chords import named_progression, requested_chords
from project.music.words.requested_key import requested_tonality
from project.music.words.requested_rhythm import requested_count, requested_duration, requested_meter, requested_tempo

Kind = Literal["scale", "arpeggio", "progression", "bass"]
Direction = Literal["up", "down", "up and down"]
MAX_CHARACTERS = 2_000
MAX_BARS = 64
MAX_NAME_CHORDS = 100
HELP = (
    "Ask for a scale, an arpeggio, a chord, a chord progression, a blues, a cadence or a bass line; with a key (in "
    "D minor, B flat major, E dorian), bars (4 bars), a meter (in 3/4), a tempo (at 90 bpm), note values (eighth "
    "notes), a direction (descending, up and down), octaves (two octaves) and chords (I-V-vi-IV, or C G/B Am7 F). "
    "For example: a walking bass line over ii-V-I in F major, 4 bars, at 140 bpm"
)
_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"\bbass[ -]?lines?\b|\bwalking\b", "bass"),
    (r"\barpeggi|\bbroken chord", "arpeggio"),
    (r"\bscales?\b", "scale"),
    (r"\bbass\b", "bass"),
    (r"\bchords?\b|\btriads?\b|\bprogressions?\b|\bcadences?\b|\bturnaround\b|\bpachelbel\b", "progression"),
    (r"(?s)^(?!.*\b(?:melod|solo|lick|riff|drum|beat|song)).*\bblues\b", "progression"),
)
_ONE_CHORD = r"\b(?:chord|triad)\b(?!\s+(?:progression|sequence|change))"


@dataclass(frozen=True, slots=True)
class Request:
    kind: Kind
    tonality: Tonality
    #: None: as many as needed.
    bars: int | None
    meter: MeterChange
    tempo_bpm: int
    #: A note value of SML, or None for the default.
    duration: str | None
    direction: Direction
    octaves: int
    walking: bool
    #: Those named, else the default progression.
    chords: tuple[Chord, ...]
    #: The key, or without one the chords named.
    name: str
    instrument: str | None


def check_request(text: str, loc: Location) -> None:
    if not text.strip():
        raise NotUnderstood(f"The request is empty. {HELP}", loc)
    if len(text) > MAX_CHARACTERS:
        raise NotUnderstood(f"A request should have at most {MAX_CHARACTERS} characters", loc)


def parse_request(text: str, loc: Location) -> Request:
    """Raises NotUnderstood with what can be asked for."""
    check_request(text, loc)
    words = text.lower()
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, words)), None)
    names, rest = ([], text) if kind == "scale" else requested_chords(text)
    kind = kind or ("progression" if names else None)
    if kind is None:
        raise NotUnderstood(f"The request was not understood. {HELP}", loc)
    tonality, has_key = requested_tonality(rest, rest.lower())
    by_symbols = bool(names) and names[0][0] in LETTERS
    return Request(
        kind=kind,
        tonality=tonality,
        chords=_chords(names or _degrees(kind, words, tonality), tonality, loc),
        name=" ".join(names)[:MAX_NAME_CHORDS] if by_symbols and not has_key else tonality.name,
        bars=requested_count(words, r"[ -](?:bars?|measures?)\b", MAX_BARS, "bars", loc),
        meter=requested_meter(words, loc),
        tempo_bpm=requested_tempo(words, loc),
        duration=requested_duration(words),
        direction=_direction(words),
        octaves=requested_count(words, r"[ -]octaves?\b", 4, "octaves", loc) or 1,
        walking="walking" in words,
        instrument=_instrument(words),
    )


def _degrees(kind: Kind, words: str, tonality: Tonality) -> list[str]:
    """Return the default degrees."""
    named = named_progression(words, tonality.minor)
    if named:
        return named
    tonic, usual = ("i", "i iv v i") if tonality.minor else ("I", "I IV V I")
    return [tonic] if kind == "arpeggio" or re.search(_ONE_CHORD, words) else usual.split()


def _chords(names: list[str], tonality: Tonality, loc: Location) -> tuple[Chord, ...]:
    if len(names) > MAX_BARS:
        raise NotUnderstood(f"There should be 1 to {MAX_BARS} chords", loc)
    found: list[Chord] = []
    for name in names:
        chord = chord_named(name) if name[0] in LETTERS else chord_of_degree(name, tonality)
        if chord is None:
            raise NotUnderstood(f"Unknown chord: {excerpt(name)}. {HELP}", loc)
        found.append(chord)
    return tuple(found)


def _direction(words: str) -> Direction:
    down = re.search(r"\bdescend|\bdown\b|\bdownwards?\b|\bfalling\b", words)
    up = re.search(r"\bascend|\bup\b|\bupwards?\b|\brising\b", words)
    if down:
        return "up and down" if up else "down"
    return "up"


def _instrument(words: str) -> str | None:
    """Return the instrument named, in two words such as electric guitar, or in one."""
    for first, second in re.findall(r"\b(?:for|on|by)\s+(?:the |a |an |solo )?([a-z]+)(?: ([a-z]+))?", words):
        if second and program_named(second) is not None:
            return f"{first} {second}"
        if program_named(first) is not None:
            return str(first)
    return None
