"""A request in words, taken apart by rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from project.music.errors import NotUnderstood
from project.music.harmony.chords import Chord, Tonality, chord_named, chord_of_degree, pitch_class
from project.music.location import Place, shown
from project.music.midi.general_midi import program_named
from project.music.notation.maps import DENOMINATORS, FASTEST, SLOWEST
from project.music.notation.pitches import LETTERS
from project.music.notation.rhythm import DURATIONS
from project.music.notation.tree import MeterChange
from project.music.words.requested_chords import MODE_WORDS, MODES, SIGN, chords_said, named_progression, plain_sign

Kind = Literal["scale", "arpeggio", "progression", "bass"]
Direction = Literal["up", "down", "up and down"]

MAX_CHARACTERS = 2_000
MAX_BARS = 64
MAX_NUMERATOR = 16
MAX_NAME_CHORDS = 100
UNDERSTOOD = (
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
_NUMBERS = {
    word: i + 1
    for i, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
} | {"thirty-two": 32, "twenty-four": 24, "twenty": 20, "sixteen": 16, "a": 1}
_COUNT = rf"(\d{{1,4}}|{'|'.join(_NUMBERS)})"
_TEMPOS = {
    **{"largo": 50, "lento": 56, "adagio": 60, "slow": 66, "slowly": 66, "andante": 76, "andantino": 84},
    **{"moderato": 108, "moderate": 108, "medium": 108, "allegretto": 116, "allegro": 132, "fast": 144, "quick": 144},
    **{"vivace": 160, "presto": 176},
}
_BPM = re.compile(
    r"\b(\d{1,5})\s*(?:bpm|beats (?:per|a) minute)\b"
    r"|\btempo\s*(?:of|is|to|[:=])?\s*(\d{1,5})\b"
    r"|(?:♩|\bquarter(?:[ -]note)?|\bcrotchet)\s*=\s*(\d{1,5})\b"
    r"|\bat\s+(\d{2,5})\b(?!/)"
)
_VALUES = {
    **{"whole": "whole", "half": "half", "quarter": "quarter", "eighth": "eighth", "sixteenth": "sixteenth"},
    **{"thirty-second": "thirty_second", "32nd": "thirty_second", "16th": "sixteenth", "8th": "eighth"},
    **{"semibreve": "whole", "minim": "half", "crotchet": "quarter", "semiquaver": "sixteenth", "quaver": "eighth"},
    "demisemiquaver": "thirty_second",
}
_VALUE = re.compile(rf"\b(dotted[ -])?({'|'.join(_VALUES)})(?:[ -]notes?|s|(?=[ -]triplet))\b")
#: The surest first. A small letter may be a word: it is a key before a mode, or after "in" with nothing behind.
_IN = r"\b(?i:in|of)\s+(?:the key of\s+)?"
_KEYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_IN}([A-Ga-g]){SIGN}[ -]?({MODES})\b",
        rf"\b([A-G]){SIGN}[ -]?({MODES})\b",
        rf"{_IN}([A-G]){SIGN}()(?![\w#♯♭])",
        rf"{_IN}([a-g]){SIGN}()(?=\s*(?:$|[.,;!?]|at\b|with\b|for\b|\d))",
        rf"\b([b-g]){SIGN}[ -]({MODES})\b",
        rf"\b(a){SIGN}[ -](major|minor)\b",
        rf"\b([B-G]){SIGN}()(?![\w#♯♭-])",
    )
)


@dataclass(frozen=True, slots=True)
class Request:
    kind: Kind
    tonality: Tonality
    #: None for as many as it takes.
    bars: int | None
    meter: MeterChange
    tempo_bpm: int
    #: A name of SML, None for what is usual.
    duration: str | None
    direction: Direction
    octaves: int
    walking: bool
    #: Those asked for, else the usual ones of the key, or for an arpeggio its own.
    chords: tuple[Chord, ...]
    #: The key, or where there is none the chords that were asked for.
    name: str
    instrument: str | None


def check(text: str, place: Place) -> None:
    """Raises NotUnderstood for a text that is no request, whoever is to understand it."""
    if not text.strip():
        raise NotUnderstood(f"This request is empty. {UNDERSTOOD}", place)
    if len(text) > MAX_CHARACTERS:
        raise NotUnderstood(f"A request should have at most {MAX_CHARACTERS} characters", place)


def understood(text: str, place: Place) -> Request:
    """Raises NotUnderstood, which says what can be asked for."""
    check(text, place)
    words = text.lower()
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, words)), None)
    said, rest = ([], text) if kind == "scale" else chords_said(text)
    kind = kind or ("progression" if said else None)
    if kind is None:
        raise NotUnderstood(f"This request is not understood. {UNDERSTOOD}", place)
    tonality, has_key = _tonality(rest, rest.lower())
    by_symbols = bool(said) and said[0][0] in LETTERS
    return Request(
        kind=kind,
        tonality=tonality,
        chords=_chords(said or _degrees(kind, words, tonality), tonality, place),
        name=" ".join(said)[:MAX_NAME_CHORDS] if by_symbols and not has_key else tonality.name,
        bars=_count(words, r"[ -](?:bars?|measures?)\b", MAX_BARS, "bars", place),
        meter=_meter(words, place),
        tempo_bpm=_tempo(words, place),
        duration=_duration(words),
        direction=_direction(words),
        octaves=_count(words, r"[ -]octaves?\b", 4, "octaves", place) or 1,
        walking="walking" in words,
        instrument=_instrument(words),
    )


def _tonality(text: str, words: str) -> tuple[Tonality, bool]:
    """And whether the text says it."""
    found = next((match for pattern in _KEYS if (match := pattern.search(text))), None)
    mode = MODE_WORDS.get(found.group(3), "") if found else ""
    if not mode:
        alone = re.search(rf"\b(?:{MODES})\b", words.replace(" m ", " "))
        mode = MODE_WORDS[alone.group()] if alone else "major"
    mode = _coloured(mode, words)
    if found is None:
        return Tonality("C", 0, mode), False
    sign = plain_sign(found.group(2))
    return Tonality(found.group(1).upper() + sign, pitch_class(found.group(1), sign), mode), True


def _coloured(mode: str, words: str) -> str:
    """With what is said of the scale in another place, as in "a pentatonic scale in A minor"."""
    colour = next((word for word in ("pentatonic", "harmonic", "melodic") if re.search(rf"\b{word}\b", words)), "")
    if colour == "pentatonic":
        return f"{mode} pentatonic" if mode in ("major", "minor") else mode
    return f"{colour} minor" if colour and mode == "minor" else mode


def _degrees(kind: Kind, words: str, tonality: Tonality) -> list[str]:
    """The usual ones where no chords are said."""
    named = named_progression(words, tonality.minor)
    if named:
        return named
    tonic, usual = ("i", "i iv v i") if tonality.minor else ("I", "I IV V I")
    return [tonic] if kind == "arpeggio" or re.search(_ONE_CHORD, words) else usual.split()


def _chords(said: list[str], tonality: Tonality, place: Place) -> tuple[Chord, ...]:
    if len(said) > MAX_BARS:
        raise NotUnderstood(f"There should be 1 to {MAX_BARS} chords", place)
    found: list[Chord] = []
    for name in said:
        chord = chord_named(name) if name[0] in LETTERS else chord_of_degree(name, tonality)
        if chord is None:
            raise NotUnderstood(f"The chord {shown(name)} is not known. {UNDERSTOOD}", place)
        found.append(chord)
    return tuple(found)


def _count(words: str, unit: str, most: int, name: str, place: Place) -> int | None:
    found = re.search(rf"\b{_COUNT}{unit}", words)
    if found is None:
        return None
    count = _NUMBERS.get(found.group(1)) or int(found.group(1))
    if not 1 <= count <= most:
        raise NotUnderstood(f"There should be 1 to {most} {name}", place)
    return count


def _meter(words: str, place: Place) -> MeterChange:
    found = re.search(r"\b(\d{1,3})/(\d{1,3})\b", words)
    if found is None:
        return MeterChange(1, 3 if "waltz" in words else 4)
    numerator, denominator = int(found.group(1)), int(found.group(2))
    if denominator not in DENOMINATORS[:5] or not 1 <= numerator <= MAX_NUMERATOR:
        raise NotUnderstood(f"A meter should be 1 to {MAX_NUMERATOR} over 1, 2, 4, 8 or 16", place)
    return MeterChange(1, numerator, denominator)


def _tempo(words: str, place: Place) -> int:
    found = _BPM.search(words)
    if found is None:
        return next((tempo for word, tempo in _TEMPOS.items() if re.search(rf"\b{word}\b", words)), 120)
    tempo = int(next(group for group in found.groups() if group))
    if not SLOWEST <= tempo <= FASTEST:
        raise NotUnderstood(f"A tempo should lie between {SLOWEST} and {FASTEST} bpm", place)
    return tempo


def _duration(words: str) -> str | None:
    found = _VALUE.search(words)
    value = _VALUES[found.group(2)] if found else None
    name = f"dotted_{value}" if found and found.group(1) else value
    if "triplet" in words:
        name = f"triplet_{value or 'eighth'}"
    return name if name in DURATIONS else value


def _direction(words: str) -> Direction:
    down = re.search(r"\bdescend|\bdown\b|\bdownwards?\b|\bfalling\b", words)
    up = re.search(r"\bascend|\bup\b|\bupwards?\b|\brising\b", words)
    if down:
        return "up and down" if up else "down"
    return "up"


def _instrument(words: str) -> str | None:
    """What it is for, in two words such as electric guitar, or in one."""
    for first, second in re.findall(r"\b(?:for|on|by)\s+(?:the |a |an |solo )?([a-z]+)(?: ([a-z]+))?", words):
        if second and program_named(second) is not None:
            return f"{first} {second}"
        if program_named(first) is not None:
            return str(first)
    return None
