"""The elements, attributes and number ranges of MusicXML that are read."""

from __future__ import annotations

import re

from project.music.musicxml.markings import DYNAMICS

#: Other elements are dropped with their content.
KEPT = frozenset(
    [
        *("score-partwise", "work", "work-title", "movement-title", "part-list", "score-part", "part-name"),
        *("score-instrument", "instrument-name", "midi-instrument", "midi-channel", "midi-program", "midi-unpitched"),
        *("part", "measure", "barline", "repeat", "ending", "backup", "forward"),
        *("attributes", "divisions", "key", "fifths", "mode", "time", "beats", "beat-type"),
        *("transpose", "chromatic", "diatonic", "octave-change"),
        *(
            "note",
            "chord",
            "grace",
            "cue",
            "pitch",
            "step",
            "alter",
            "octave",
            "unpitched",
            "rest",
            "duration",
            "tie",
            "voice",
        ),
        *(
            "type",
            "dot",
            "instrument",
            "time-modification",
            "actual-notes",
            "normal-notes",
            "normal-type",
            "normal-dot",
        ),
        *("notations", "articulations"),
        *(
            "direction",
            "direction-type",
            "offset",
            "sound",
            "metronome",
            "beat-unit",
            "beat-unit-dot",
            "per-minute",
            "dynamics",
        ),
        *("staccato", "staccatissimo", "tenuto", "accent", "strong-accent", "spiccato", "detached-legato"),
        *DYNAMICS,
    ]
)
ATTRIBUTES = frozenset({"id", "tempo", "dynamics", "type", "direction", "times", "measure", "full-path"})
#: Inclusive ranges of numeric elements and attributes.
NUMBERS = {
    "divisions": (1, 1_000_000),
    "duration": (0, 100_000_000),
    "offset": (-100_000_000, 100_000_000),
    "fifths": (-12, 12),
    "beat-type": (1, 64),
    "alter": (-4, 4),
    "octave": (-2, 10),
    "chromatic": (-127, 127),
    "diatonic": (-127, 127),
    "octave-change": (-10, 10),
    "actual-notes": (1, 100),
    "normal-notes": (1, 100),
    "midi-channel": (1, 16),
    "midi-program": (1, 128),
    "midi-unpitched": (1, 128),
    "per-minute": (1, 1_000),
    "@tempo": (1, 1_000),
    "@dynamics": (0, 10_000),
    "@times": (1, 1_000),
}
_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,20})?|\.\d{1,20})")
BEATS = re.compile(r"\d{1,2}(\s*\+\s*\d{1,2}){0,9}")
#: A verbal tempo such as "c. 108" or a channel 0 is dropped; any other non-number is an error.
MAY_BE_NONE = frozenset({"per-minute", "midi-channel", "midi-program", "midi-unpitched"})


def in_range(name: str, text: str) -> bool:
    if name not in NUMBERS:
        return True
    low, high = NUMBERS[name]
    return _NUMBER.fullmatch(text) is not None and low <= float(text) <= high
