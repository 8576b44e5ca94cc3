"""Controllers, pedal, pitch bend and channel pressure from the curves of a track."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from project.music.notation.expressions import SUSTAIN
from project.music.notation.rhythm import to_float, to_fraction
from project.music.notation.tree import Curve, Expression
from project.music.performance.bars import PlayedBar
from project.music.performance.budget import EventBudget
from project.music.performance.curves import in_time, value_at
from project.music.performance.passages import Passage

#: Steps per beat at which curves are sampled.
STEPS = 16
#: The default pitch bend range in cents.
USUAL_BEND = 200
_BEND_CENTRE = 8192


class Control(NamedTuple):
    """A channel message by mido's type and fields; time in beats."""

    time: Fraction
    type: str
    fields: dict[str, Any]


def controls(passages: Sequence[Passage], budget: EventBudget) -> Iterator[Control]:
    """Yield the messages of one track.

    Bend and pressure are reset where a bar without such a curve follows; controllers keep their value.
    """
    bend_range = _bend_range(passages)
    if bend_range > USUAL_BEND:
        yield from _set_bend_range(bend_range // 100)
    bend = pressure = 0
    for bar, group in groupby(passages, key=lambda passage: passage.bar):
        here = [passage.expression for passage in group]
        for expression in here:
            budget.spend(_points(expression))
            yield from _controllers(bar, expression)
        for time, cents in _steps(bar, [e.pitch_bend_curve for e in here], budget):
            value = round(cents / bend_range * _BEND_CENTRE)
            value = max(-_BEND_CENTRE, min(_BEND_CENTRE - 1, value))
            if value != bend:
                yield Control(time, "pitchwheel", {"pitch": value})
                bend = value
        for time, strength in _steps(bar, [e.aftertouch_curve for e in here], budget):
            if int(strength) != pressure:
                yield Control(time, "aftertouch", {"value": int(strength)})
                pressure = int(strength)


def _points(expression: Expression) -> int:
    curves = (expression.pitch_bend_curve, expression.aftertouch_curve, *(expression.cc or {}).values())
    return sum(len(curve) for curve in curves if curve) + len(expression.pedal_events or ())


def _bend_range(passages: Iterable[Passage]) -> int:
    """Return the bend range that the track needs, in cents, rounded up to whole semitones."""
    widest = max(
        (abs(point.value) for passage in passages for point in passage.expression.pitch_bend_curve or ()), default=0
    )
    return max(USUAL_BEND, 100 * math.ceil(widest / 100))


def _set_bend_range(semitones: int) -> Iterator[Control]:
    """Set registered parameter 0 of MIDI 1.0, pitch bend sensitivity."""
    for controller, value in ((101, 0), (100, 0), (6, semitones), (38, 0), (101, 127), (100, 127)):
        yield _control(Fraction(0), controller, value)


def _control(time: Fraction, controller: int, value: float) -> Control:
    return Control(time, "control_change", {"control": controller, "value": max(0, min(127, int(value)))})


def _controllers(bar: PlayedBar, expression: Expression) -> Iterator[Control]:
    for controller, curve in (expression.cc or {}).items():
        for point in in_time(curve):
            yield _control(bar.start + to_fraction(point.time), int(controller), point.value)
    for event in sorted(expression.pedal_events or (), key=lambda event: event.time):
        value = event.value if event.on is None else 127 * event.on
        pedal = SUSTAIN if event.controller is None else event.controller
        yield _control(bar.start + to_fraction(event.time), pedal, value or 0)


def _steps(bar: PlayedBar, curves: Sequence[Curve | None], budget: EventBudget) -> Iterator[tuple[Fraction, float]]:
    """Sample the last curve at its points and in steps between them. Without any, yield 0 at the start of the bar."""
    curve = in_time(next((curve for curve in reversed(curves) if curve), ()))
    yield bar.start, value_at(curve[:1], 0) if curve else 0
    for before, after in pairwise((*curve, curve[-1])) if curve else ():
        yield bar.start + to_fraction(before.time), before.value
        if after.time > before.time and after.value != before.value:
            begin, end = to_fraction(before.time), min(to_fraction(after.time), bar.length)
            steps = range(math.floor(begin * STEPS) + 1, math.ceil(end * STEPS))
            budget.spend(len(steps))
            for step in steps:
                time = Fraction(step, STEPS)
                yield bar.start + time, value_at((before, after), to_float(time))
