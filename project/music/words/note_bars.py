"""Bars of equal notes."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from project.music.notation.rhythm import DURATIONS, UNITS_PER_BEAT, duration_token
from project.music.notation.tree import BarNode, NoteNode
from project.music.words.note_lines import back_and_forth
from project.music.words.requests import Request

_VELOCITY = 90


def notes_in_bar(request: Request, usual: str) -> tuple[int, Fraction]:
    """Return how many notes fill a bar, and their length. A value that does not fit gives way to one whole-bar note.

    For triplets, the count leaves a remainder that SML can write as a rest.
    """
    duration = DURATIONS[request.duration or usual] / UNITS_PER_BEAT
    beats = request.meter.beats
    count = next((n for n in range(int(beats // duration), 0, -1) if _can_be_left(beats - n * duration)), 0)
    return (count, duration) if count else (1, beats)


def _can_be_left(beats: Fraction) -> bool:
    return beats == 0 or duration_token(beats) is not None


def line_bars(line: list[int], request: Request, usual: str) -> list[BarNode]:
    """Divide a line into bars; if the request gives a number of bars, go up and down the line to fill them."""
    count, duration = notes_in_bar(request, usual)
    if request.bars is not None:
        line = list(islice(back_and_forth(line), request.bars * count))
    return [note_bar(i // count, line[i : i + count], duration, request) for i in range(0, len(line), count)]


def note_bar(index: int, pitches: list[int], duration: Fraction, request: Request) -> BarNode:
    notes = [
        NoteNode(i * duration, duration, pitch, "normal", {"velocity": _VELOCITY}, cents_offset=0.0)
        for i, pitch in enumerate(pitches)
    ]
    used = len(notes) * duration
    while not _can_be_left(request.meter.beats - used):
        notes.append(_rest(used, duration))
        used += duration
    if used < request.meter.beats:
        notes.append(_rest(used, request.meter.beats - used))
    return BarNode(index, tuple(notes))


def _rest(start: Fraction, beats: Fraction) -> NoteNode:
    return NoteNode(start, beats, None, cents_offset=0.0)
