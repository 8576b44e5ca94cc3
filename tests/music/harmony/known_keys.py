"""Tunes in known keys."""

from __future__ import annotations

from fractions import Fraction

from project.music.notation.tree import BarNode, ClipNode, NoteNode, Project
from project.music.performance.passages import passages_by_track
from tests.music import tunes

KEYS = [(tunes.twinkle, "C", "major"), (tunes.ode_to_joy, "D", "major"), (tunes.round_with_drums, "F", "major")]


def clip(*pitches: int | None) -> ClipNode:
    notes = (NoteNode(Fraction(i), Fraction(1), pitch) for i, pitch in enumerate(pitches))
    return ClipNode(1, "c", bars=(BarNode(0, tuple(notes)),))


def pitches(project: Project) -> list[list[int]]:
    return [[sound.pitch for part in track for sound in part.sounding_notes()] for track in passages_by_track(project)]
