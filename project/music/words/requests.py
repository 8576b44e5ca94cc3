"""A request in words, taken apart by rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from project.music.errors import NotUnderstood
from project.music.general_midi import program_named
from project.music.notation.maps import DENOMINATORS, FASTEST, SLOWEST
from project.music.notation.tree import MeterChange
from project.music.places import Place
from project.music.words.theory import (
    NUMERAL,
    SCALES,
    SYMBOL,
    Chord,
    Tonality,
    chord_named,
    chord_of_degree,
    pitch_class,
)

Kind = Literal["scale", "arpeggio", "progression", "bass"]
Direction = Literal["up", "down", "up and down"]

MAX_CHARACTERS = 2_000
MAX_BARS = 64
MAX_NUMERATOR = 16
UNDERSTOOD = (
    "Ask for a scale, an arpeggio, a chord progression or a bass line; with a key (in D minor, B flat major, "
    "E dorian), bars (4 bars), a meter (in 3/4), a tempo (at 90 bpm), note values (eighth notes), a direction "
    "(descending, up and down), octaves (two octaves) and chords (I-V-vi-IV, or C G Am F). "
    "For example: a walking bass line over ii-V-I in F major, 4 bars, at 140 bpm"
)

_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"\bbass(?:[ -]?line)?\b", "bass"),
    (r"\barpeggi|\bbroken chord", "arpeggio"),
    (r"\bscales?\b", "scale"),
    (r"\bchords?\b|\bprogressions?\b|\bcadences?\b|\bturnaround\b", "progression"),
)
_NUMBERS = {
    word: i + 1
    for i, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
} | {"sixteen": 16, "a": 1}
_COUNT = rf"(\d{{1,4}}|{'|'.join(_NUMBERS)})"
_TEMPOS = {
    "adagio": 60,
    "slow": 66,
    "slowly": 66,
    "andante": 76,
    "moderato": 108,
    "allegro": 132,
    "fast": 144,
    "presto": 176,
}
_VALUES = {
    "whole": "whole",
    "half": "half",
    "quarter": "quarter",
    "eighth": "eighth",
    "8th": "eighth",
    "sixteenth": "sixteenth",
    "16th": "sixteenth",
}
_MODE_WORDS = {
    **{mode: mode for mode in SCALES},
    **{"natural minor": "minor", "aeolian": "minor", "ionian": "major", "pentatonic minor": "minor pentatonic"},
    **{"pentatonic": "major pentatonic", "pentatonic major": "major pentatonic", "whole-tone": "whole tone"},
    **{"maj": "major", "min": "minor", "m": "minor"},
}
_MODES = "|".join(sorted(map(re.escape, _MODE_WORDS), key=len, reverse=True))
_SIGN = r"(#|b|♯|♭|[ -]?sharp|[ -]?flat)?"
#: The surest first. A small letter may be a word: it is a key before a mode, or after "in" with nothing behind.
_IN = r"\b(?i:in|of)\s+(?:the key of\s+)?"
_KEYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_IN}([A-Ga-g]){_SIGN}[ -]?({_MODES})\b",
        rf"\b([A-G]){_SIGN}[ -]?({_MODES})\b",
        rf"{_IN}([A-G]){_SIGN}()(?![\w#♯♭])",
        rf"{_IN}([a-g]){_SIGN}()(?=\s*(?:$|[.,;!?]|at\b|with\b|for\b|\d))",
        rf"\b([b-g]){_SIGN}[ -]({_MODES})\b",
        rf"\b(a){_SIGN}[ -](major|minor)\b",
        rf"\b([B-G]){_SIGN}()(?![\w#♯♭-])",
    )
)
_SEPARATOR = r"\s*[-–—,>→|\s]\s*"
_NOT_A_KEY = rf"(?![\w#♯♭])(?!\s+(?:{_MODES})\b)"
_NUMERALS = re.compile(rf"(?<!\w){NUMERAL}(?:{_SEPARATOR}{NUMERAL})+{_NOT_A_KEY}")
_SYMBOLS = re.compile(rf"(?<!\w){SYMBOL}(?:{_SEPARATOR}{SYMBOL})+{_NOT_A_KEY}")
_NAMED_PROGRESSIONS = (
    (r"\bblues\b|\btwelve[ -]bar\b|\b12[ -]bar\b", "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7"),
    (r"\bjazz\b|\bturnaround\b", "ii7 V7 Imaj7"),
    (r"\bdoo[ -]?wop\b|\bfifties\b|\b50s\b", "I vi IV V"),
    (r"\bcanon\b|\bpachelbel\b", "I V vi iii IV I IV V"),
    (r"\bcadence\b", "IV V I"),
    (r"\bpop\b", "I V vi IV"),
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
    #: Those asked for, else the usual ones of the key.
    chords: tuple[Chord, ...]
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
    chords, without = _chords_said(text)
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, words)), None)
    kind = kind or ("progression" if chords else None)
    if kind is None:
        raise NotUnderstood(f"This request is not understood. {UNDERSTOOD}", place)
    tonality = _tonality(without, words)
    return Request(
        kind=kind,
        tonality=tonality,
        bars=_count(words, r"[ -](?:bars?|measures?)\b", MAX_BARS, "bars", place),
        meter=_meter(words, place),
        tempo_bpm=_tempo(words, place),
        duration=_duration(words),
        direction=_direction(words),
        octaves=_count(words, r"[ -]octaves?\b", 4, "octaves", place) or 1,
        walking="walking" in words,
        chords=_chords(chords, words, tonality),
        instrument=_instrument(words),
    )


def _tonality(text: str, words: str) -> Tonality:
    found = next((match for pattern in _KEYS if (match := pattern.search(text))), None)
    mode = _MODE_WORDS.get(found.group(3), "") if found else ""
    if not mode:
        alone = re.search(rf"\b(?:{_MODES})\b", words.replace(" m ", " "))
        mode = _MODE_WORDS[alone.group()] if alone else "major"
    mode = _coloured(mode, words)
    if found is None:
        return Tonality("C", 0, mode)
    sign = {"sharp": "#", "flat": "b"}.get((found.group(2) or "").strip(" -"), found.group(2) or "")
    return Tonality(found.group(1).upper() + sign, pitch_class(found.group(1), sign), mode)


def _coloured(mode: str, words: str) -> str:
    """With what is said of the scale in another place, as in "a pentatonic scale in A minor"."""
    colour = next((word for word in ("pentatonic", "harmonic", "melodic") if re.search(rf"\b{word}\b", words)), "")
    if colour == "pentatonic":
        return f"{mode} pentatonic" if mode in ("major", "minor") else mode
    return f"{colour} minor" if colour and mode == "minor" else mode


def _chords_said(text: str) -> tuple[list[str], str]:
    """The chords as they were written, and the text without them: their letters are no key."""
    found = _NUMERALS.search(text) or _SYMBOLS.search(text)
    if found is None:
        return [], text
    return re.split(r"[-–—,>→|\s]+", found.group()), f"{text[: found.start()]} {text[found.end() :]}"


def _chords(said: list[str], words: str, tonality: Tonality) -> tuple[Chord, ...]:
    if not said:
        usual = "i iv v i" if tonality.minor else "I IV V I"
        said = next((line for pattern, line in _NAMED_PROGRESSIONS if re.search(pattern, words)), usual).split()
    return tuple(chord_named(c) if c[0] in "ABCDEFG" else chord_of_degree(c, tonality) for c in said)


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
    found = re.search(r"\b(\d{1,5})\s*bpm\b|\btempo\s+(?:of\s+)?(\d{1,5})\b|\bat\s+(\d{2,5})\b(?!/)", words)
    if found is None:
        return next((tempo for word, tempo in _TEMPOS.items() if re.search(rf"\b{word}\b", words)), 120)
    tempo = int(next(group for group in found.groups() if group))
    if not SLOWEST <= tempo <= FASTEST:
        raise NotUnderstood(f"A tempo should lie between {SLOWEST} and {FASTEST} bpm", place)
    return tempo


def _duration(words: str) -> str | None:
    if "triplet" in words:
        return "triplet_eighth"
    found = re.search(rf"\b({'|'.join(_VALUES)})(?:[ -]notes?|s)\b", words)
    return _VALUES[found.group(1)] if found else None


def _direction(words: str) -> Direction:
    down = re.search(r"\bdescend|\bdown\b|\bdownwards?\b|\bfalling\b", words)
    up = re.search(r"\bascend|\bup\b|\bupwards?\b|\brising\b", words)
    if down:
        return "up and down" if up else "down"
    return "up"


def _instrument(words: str) -> str | None:
    found = re.search(r"\b(?:for|on)\s+(?:the |a |an )?([a-z]+)\b", words)
    return found.group(1) if found and program_named(found.group(1)) is not None else None
