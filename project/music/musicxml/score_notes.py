"""Notes of a score."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple


class ScoreNote(NamedTuple):
    """A note, or one of several tied notes; times in beats from the start."""

    start: Fraction
    end: Fraction
    pitch: int
    cents: int
    #: start, stop, continue or None
    tie: str | None
    voice: str
    articulation: str | None
    velocity: int | None


def score_beats(length: Any) -> Fraction:
    return Fraction(length).limit_denominator(100_000)


def joined_ties(notes: Iterable[ScoreNote]) -> list[ScoreNote]:
    """Merge tied notes, preferring those of the same voice. Return the notes in order of time."""
    found: list[ScoreNote] = []
    open_ends: dict[tuple[int, Fraction], list[int]] = {}
    for note in sorted(notes, key=lambda note: note.start):
        open_notes = open_ends.get((note.pitch, note.start), []) if note.tie in ("stop", "continue") else []
        start_note = next(
            (i for i in open_notes if found[i].voice == note.voice), open_notes[0] if open_notes else None
        )
        if start_note is None:
            found.append(note)
            start_note = len(found) - 1
        else:
            open_notes.remove(start_note)
            found[start_note] = found[start_note]._replace(end=note.end)
        if note.tie in ("start", "continue"):
            open_ends.setdefault((note.pitch, note.end), []).append(start_note)
    return found
