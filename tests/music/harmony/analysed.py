"""Music whose keys are known."""

from __future__ import annotations

from fractions import Fraction

from project.music.notation.tree import Bar, Clip, Note, Project
from project.music.performance.passages import parts_by_track
from tests.music import tunes

KEYS = [(tunes.twinkle, "C", "major"), (tunes.ode_to_joy, "D", "major"), (tunes.round_with_drums, "F", "major")]


def clip(*pitches: int | None) -> Clip:
    notes = (Note(Fraction(i), Fraction(1), pitch) for i, pitch in enumerate(pitches))
    return Clip(1, "c", bars=(Bar(0, tuple(notes)),))


def pitches(project: Project) -> list[list[int]]:
    return [[sound.pitch for part in track for sound in part.sounding()] for track in parts_by_track(project)]
