"""The meters of a score, measure by measure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from project.music.errors import BadMusicXML
from project.music.location import Location
from project.music.musicxml.score_notes import score_beats
from project.music.notation.maps import DENOMINATORS, MAX_METER_CHANGES, MAX_NUMERATOR
from project.music.notation.tree import (
    CompositionNode,
    MeterChange,
)


def meters_of(parts: Sequence[Sequence[Any]], loc: Location) -> tuple[tuple[MeterChange, ...], Fraction]:
    """Return the meter changes, and the beats of silence before a pickup."""
    now, pickup = MeterChange(1), Fraction(0)
    found: list[MeterChange] = []
    last = max(map(len, parts), default=0) - 1
    for i in range(last + 1):
        here = [measures[i] for measures in parts if i < len(measures)]
        signature = next((measure.timeSignature for measure in here if measure.timeSignature is not None), None)
        if signature is not None:
            now = _meter(i + 1, signature.numerator, signature.denominator, loc)
        length = max(score_beats(measure.highestTime) for measure in here)
        if i == 0 and 0 < length < now.beats:
            pickup = now.beats - length
        filled = length == now.beats or (length < now.beats and i in (0, last))
        own = now if filled or length == 0 else _meter_of(i + 1, length, loc)
        if not found or (found[-1].numerator, found[-1].denominator) != (own.numerator, own.denominator):
            found.append(MeterChange(i + 1, own.numerator, own.denominator))
    if len(found) > MAX_METER_CHANGES:
        raise BadMusicXML(f"it has more than {MAX_METER_CHANGES} meter changes", loc)
    return tuple(found) or CompositionNode().meters, pickup


def _meter(bar: int, numerator: int, denominator: int, loc: Location) -> MeterChange:
    if denominator not in DENOMINATORS or not 1 <= numerator <= MAX_NUMERATOR:
        raise BadMusicXML(f"{numerator}/{denominator} is not a supported meter", loc)
    return MeterChange(bar, numerator, denominator)


def _meter_of(bar: int, length: Fraction, loc: Location) -> MeterChange:
    """Return a meter of this length, or the next longer one."""
    for denominator in (4, 8, 16, 32, 64):
        if (length * denominator / 4).denominator == 1 and length * denominator / 4 <= MAX_NUMERATOR:
            return MeterChange(bar, int(length * denominator / 4), denominator)
    for denominator in (64, 32, 16, 8, 4, 2, 1):
        numerator = -(-length * denominator // 4)
        if numerator <= MAX_NUMERATOR:
            return MeterChange(bar, int(numerator), denominator)
    raise BadMusicXML("a bar is too long", loc)
