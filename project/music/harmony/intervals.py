"""Intervals of transposition: by semitones, by name, or between two keys."""

from __future__ import annotations

import re
from dataclasses import dataclass

from project.music.errors import BadValue
from project.music.harmony.keys import MODES, fifths
from project.music.harmony.pitch_spelling import line_position, spelled_name
from project.music.location import BODY, Location, excerpt
from project.music.notation.pitches import ACCIDENTALS, HIGHEST
from project.music.notation.tree import KeyChange

#: Semitones of the major and perfect intervals, from the unison to the seventh.
_STEPS = (0, 2, 4, 5, 7, 9, 11)
_PERFECT = frozenset({0, 3, 4})
_QUALITIES = {"P": 0, "M": 0, "m": -1, "A": 1, "AA": 2, "d": -1, "dd": -2}
_INTERVAL = re.compile(r"([+-]?)(P|M|m|AA?|dd?)([1-9][0-9]?)")
_KEY = re.compile(r"([A-Ga-g])([#♯b♭]?)\s*([A-Za-z]*)")
_NEAREST = {"nearest": 6, "up": 11, "down": 0}


@dataclass(frozen=True, slots=True)
class Interval:
    semitones: int
    #: Change of the key signature in sharps; negative for flats.
    fifths: int

    def transpose_key(self, change: KeyChange) -> KeyChange:
        """Return the transposed key, respelled to at most seven sharps or flats. Unknown keys are unchanged."""
        found = tonic_and_mode(change)
        if found is None or not self.semitones:
            return change
        tonic, mode = found
        signature = tonic + MODES[mode] + self.fifths
        spelled = signature if -7 <= signature <= 7 else (signature + 5) % 12 - 5
        return KeyChange(change.bar, spelled_name(spelled - MODES[mode]), mode)


def interval_of_semitones(semitones: int) -> Interval:
    """Choose the spelling that adds the fewest sharps or flats to C major."""
    if not -HIGHEST <= semitones <= HIGHEST:
        raise BadValue(f"Should be between {-HIGHEST} and {HIGHEST}", BODY.at("semitones"))
    return Interval(semitones, (7 * semitones + 5) % 12 - 5)


def named_interval(name: str, loc: Location = BODY) -> Interval:
    """Parse a name such as P5 (a fifth up) or -m3 (a minor third down). Raises BadValue."""
    found = _INTERVAL.fullmatch(name.strip())
    if found is None:
        raise BadValue(f"Not an interval: {excerpt(name)!r}; valid ones are M3, P5, -m2", loc)
    sign, quality, number = found.groups()
    octaves, step = divmod(int(number) - 1, 7)
    perfect = step in _PERFECT
    if (quality == "P" and not perfect) or (quality in "Mm" and perfect):
        raise BadValue(f"Not an interval: {excerpt(name)!r}; that number cannot have that quality", loc)
    changed = _QUALITIES[quality] - (quality[0] == "d" and not perfect)
    semitones = 12 * octaves + _STEPS[step] + changed
    direction = -1 if sign == "-" else 1
    return Interval(direction * semitones, direction * (7 * semitones - 12 * (int(number) - 1)))


def interval_between(source: KeyChange, target: KeyChange, direction: str, loc: Location = BODY) -> Interval:
    """Return the interval between two keys of one mode; `direction` is nearest, up or down. Raises BadValue."""
    old, new = tonic_and_mode(source), tonic_and_mode(target)
    if old is None or new is None:
        unknown = source if old is None else target
        raise BadValue(f"Not a key: {excerpt(f'{unknown.key} {unknown.mode}')!r}", loc)
    if MODES[old[1]] != MODES[new[1]]:
        raise BadValue(f"Transposition keeps the mode {old[1]}; the key asked for has another", loc)
    far = (7 * (new[0] - old[0])) % 12
    semitones = far if far <= _NEAREST[direction] else far - 12
    return Interval(semitones, new[0] - old[0])


def tonic_and_mode(change: KeyChange) -> tuple[int, str] | None:
    """Return the tonic's position on the line of fifths and the mode, or None for an unknown key."""
    found, signature = _KEY.fullmatch(change.key.strip()), fifths(change)
    if found is None or signature is None:
        return None
    letter, accidental, _ = found.groups()
    tonic = line_position(letter, ACCIDENTALS[accidental])
    mode = next(mode for mode, sharps in MODES.items() if sharps == signature - tonic)
    return tonic, mode


def read_key(text: str, mode: str, loc: Location = BODY) -> KeyChange:
    """Parse a key such as D, F# minor or Bbm; `mode` is the default. Raises BadValue."""
    found = _KEY.fullmatch(text.strip())
    if found is None or fifths(change := KeyChange(1, text.strip(), mode)) is None:
        raise BadValue(f"Not a key: {excerpt(text)!r}; valid ones are D, F# minor, Bbm", loc)
    return change
