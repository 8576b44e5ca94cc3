"""Key estimation by music21. Import only from `music21_worker`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from music21 import note, stream
from music21.analysis.discrete import KrumhanslSchmuckler

from project.music.harmony.key_estimates import KeyCandidate, KeyEstimate
from project.music.midi.channels import is_drums
from project.music.musicxml.music21_setup import silence_music21
from project.music.notation.rhythm import to_float
from project.music.notation.tree import Project
from project.music.performance.passages import passages_by_track

_CIRCLE = 12


def estimate_key(project: Project) -> KeyEstimate | None:
    """Correlate the duration of each pitch class, drums excluded, with the Krumhansl–Schmuckler profiles.

    Source: C. L. Krumhansl, Cognitive Foundations of Musical Pitch, 1990, chapter 4. None without notes. Raises
    TooMuch.
    """
    silence_music21()
    sounding = [Fraction(0)] * _CIRCLE
    for track, passages in zip(project.composition.tracks, passages_by_track(project), strict=True):
        for heard in () if is_drums(track) else (sound for passage in passages for sound in passage.sounding_notes()):
            sounding[heard.pitch % _CIRCLE] += heard.duration
    if not any(sounding):
        return None
    heap = stream.Stream()
    for pitch, beats in enumerate(sounding):
        if beats:
            heap.append(note.Note(60 + pitch, quarterLength=to_float(beats)))
    best = KrumhanslSchmuckler().getSolution(heap)
    likely = sorted(map(_likely, (best, *best.alternateInterpretations)), key=lambda key: -key.correlation)
    confidence = max(0.0, min(1.0, likely[0].correlation + 2 * (likely[0].correlation - likely[1].correlation)))
    return KeyEstimate(likely[0], round(confidence, 4), tuple(likely[1:]))


def _likely(found: Any) -> KeyCandidate:
    return KeyCandidate(
        found.tonic.name.replace("-", "b"), found.mode, round(max(-1.0, min(1.0, found.correlationCoefficient)), 4)
    )
