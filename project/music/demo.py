"""Three traditional tunes: a round built on one clip, a song with chords and a crescendo, a 6/8 dance with a loop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: Note values by the letters used below.
VALUES = {
    **{"w": "whole", "h": "half", "q": "quarter", "e": "eighth", "s": "sixteenth"},
    **{"H": "dotted_half", "Q": "dotted_quarter", "E": "dotted_eighth"},
}
JACQUES = "C4q D4q E4q C4q | C4q D4q E4q C4q | E4q F4q G4h | E4q F4q G4h | G4e A4e G4e F4e E4q C4q | "
JACQUES += "G4e A4e G4e F4e E4q C4q | C4q G3q C4h | C4q G3q C4h"
#: The theme and its answering phrase.
JOY = "E4q E4q F4q G4q | G4q F4q E4q D4q | C4q C4q D4q E4q | E4Q D4e D4h | "
JOY += "E4q E4q F4q G4q | G4q F4q E4q D4q | C4q C4q D4q E4q | D4Q C4e C4h"
ANSWER = "D4q D4q E4q C4q | D4q E4e F4e E4q C4q | D4q E4e F4e E4q D4q | C4q D4q G3h | "
ANSWER += "E4q E4q F4q G4q | G4q F4q E4q D4q | C4q C4q D4q E4q | D4Q C4e C4h"
TRIADS = {"C": ("C3", "E3", "G3"), "G": ("B2", "D3", "G3"), "A": ("C3", "E3", "A3")}
SLEEVES = "-Q -q A4e | C5q D5e E5E F5s E5e | D5q B4e G4E A4s B4e | C5q A4e A4E G#4s A4e | B4q G#4e E4q A4e | "
SLEEVES += "C5q D5e E5E F5s E5e | D5q B4e G4E A4s B4e | C5E B4s A4e G#4E F#4s G#4e | A4Q A4Q | "
SLEEVES += "G5Q G5E F#5s E5e | D5q B4e G4E A4s B4e | C5q A4e A4E G#4s A4e | B4q G#4e E4Q | "
SLEEVES += "G5Q G5E F#5s E5e | D5q B4e G4E A4s B4e | C5E B4s A4e G#4E F#4s G#4e | A4H"
GROUND = "-H | A2H | G2H | A2H | E2H | A2H | G2H | A2Q E2Q | A2H | C3H | G2H | A2H | E2H | C3H | G2H | A2Q E2Q | A2H"
SIX_EIGHT = [{"bar": 0, "numerator": 6, "denominator": 8}]


def clip(clip_id: int, name: str, bars: Iterable[dict[str, Any]], **further: Any) -> dict[str, Any]:
    return {"clip_id": clip_id, "name": name, "tags": ["tune"], "bars": list(bars), **further}


def line(text: str, loud: tuple[int, int] | None = None) -> list[dict[str, Any]]:
    """Return bars of SML from notes such as `C4q` and rests such as `-h`; `loud` is a velocity ramp over the line."""
    bars = [{"bar_index": i, "items": [_item(word) for word in bar.split()]} for i, bar in enumerate(text.split("|"))]
    if loud is not None:
        begin, step = loud[0], (loud[1] - loud[0]) / len(bars)
        for i, bar in enumerate(bars):
            level = [begin + step * i, begin + step * (i + 1)]
            curve = [{"time": 4 * at, "value": round(value)} for at, value in enumerate(level)]
            bar["expression"] = {"velocity_curve": curve}
    return bars


def _item(word: str) -> dict[str, str]:
    pitch, value = word[:-1], VALUES[word[-1]]
    return {"rest": value} if pitch == "-" else {"note": pitch, "duration": value}


def chords(names: str) -> list[dict[str, Any]]:
    """Return one triad per bar, each note in a bar of its own with the same index."""
    return [
        {"bar_index": i, "items": [{"note": note, "duration": "whole", "velocity": 60}]}
        for i, name in enumerate(names)
        for note in TRIADS[name]
    ]


def on(instrument: str, *places: tuple[int, int, int]) -> dict[str, Any]:
    """Return a track; each place is (clip, start bar, length in bars)."""
    clips = [{"clip_id": clip_id, "start_bar": bar, "length_bars": length} for clip_id, bar, length in places]
    return {"instrument": {"name": instrument}, "clips": clips}


#: SML projects, each with its clips.
TUNES: tuple[tuple[dict[str, Any], list[dict[str, Any]]], ...] = (
    (
        {
            "name": "Frère Jacques",
            "tempo_map": [{"bar": 1, "tempo_bpm": 112}],
            "tracks": {
                "first": on("Recorder", (1, 1, 8), (1, 9, 8)),
                "second": on("Flute", (1, 3, 8), (1, 11, 8)),
                "third": on("Clarinet", (1, 5, 8), (1, 13, 8)),
            },
        },
        [clip(1, "Frère Jacques", line(JACQUES))],
    ),
    (
        {
            "name": "Ode to Joy",
            "tempo_map": [{"bar": 1, "tempo_bpm": 100}, {"bar": 16, "tempo_bpm": 84}],
            "tracks": {
                "melody": on("Violin", (1, 1, 8), (2, 9, 8)),
                "chords": on("Church Organ", (3, 1, 8), (4, 9, 8)),
            },
        },
        [
            clip(1, "Joy, theme", line(JOY, (40, 80))),
            clip(2, "Joy, answer", line(ANSWER, (80, 120))),
            clip(3, "Joy, chords of the theme", chords("CGCGCGAC")),
            clip(4, "Joy, chords of the answer", chords("GGGGCGAC")),
        ],
    ),
    (
        {
            "name": "Greensleeves",
            "tempo_map": [{"bar": 1, "tempo_bpm": 84}],
            "meter_map": [{"bar": 1, "numerator": 6, "denominator": 8}],
            "key_map": [{"bar": 1, "key": "A", "mode": "minor"}],
            "loops": [{"start_bar": 2, "length_bars": 16, "repeat_count": 2}],
            "tracks": {"air": on("Oboe", (1, 1, 17)), "ground": on("Cello", (2, 1, 17))},
        },
        [
            clip(1, "Greensleeves, air", line(SLEEVES), meter_map=SIX_EIGHT),
            clip(2, "Greensleeves, ground", line(GROUND), meter_map=SIX_EIGHT),
        ],
    ),
)
