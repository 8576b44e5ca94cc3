"""Bar lines under a meter map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from project.music.notation.tree import MeterChange

COMMON_TIME = MeterChange(1)
_FAR_BEFORE = -1_000_000


class BarLines:
    """Positions of bar lines, in beats from the bar `origin`."""

    def __init__(self, meters: Iterable[MeterChange], origin: int) -> None:
        #: Of several changes at one bar, the last counts.
        changes = sorted({meter.bar: meter for meter in meters}.values(), key=lambda meter: meter.bar)
        self._bars = [meter.bar for meter in changes]
        self._meters: Sequence[MeterChange] = [COMMON_TIME, *changes]
        # Bars before the first change are anchored at that change too.
        self._anchors = [changes[0].bar if changes else origin, *self._bars]
        self._begins = [Fraction(0), *([Fraction(0)] if changes else [])]
        for before, after in pairwise(changes):
            self._begins.append(self._begins[-1] + (after.bar - before.bar) * before.beats)
        self._shift = Fraction(0)
        self._starts: dict[int, Fraction] = {}
        self._shift = -self.start(origin)
        self._starts.clear()
        self._origin = origin
        self._same_from_origin = not changes or changes[-1].bar <= origin

    def meter(self, bar: int) -> MeterChange:
        return self._meters[bisect_right(self._bars, bar)]

    def start(self, bar: int) -> Fraction:
        """Return the beats from the origin to this bar, negative before it."""
        if bar not in self._starts:
            i = bisect_right(self._bars, bar)
            self._starts[bar] = self._begins[i] + (bar - self._anchors[i]) * self._meters[i].beats + self._shift
        return self._starts[bar]

    def locate(self, beats: Fraction) -> tuple[int, Fraction]:
        """Return the bar at this beat from the origin, and the beats within the bar."""
        if self._same_from_origin and beats.numerator >= 0:
            bars, within = _divided(beats, self._meters[-1])
            return self._origin + bars, within
        position = beats - self._shift if self._shift else beats
        i = 0
        if self._bars and position >= self._begins[1]:
            i = bisect_right(self._begins, position, lo=1) - 1
        bars, within = _divided(position - self._begins[i] if self._begins[i] else position, self._meters[i])
        return self._anchors[i] + bars, within


def _divided(beats: Fraction, meter: MeterChange) -> tuple[int, Fraction]:
    """`divmod` by the beats of the meter, in integer arithmetic: fractions take three times as long."""
    (of, parts) = beats.as_integer_ratio()
    bar = 4 * meter.numerator * parts
    bars, rest = divmod(of * meter.denominator, bar)
    return bars, _fraction(rest, parts * meter.denominator)


@lru_cache(20_000)
def _fraction(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


def shifted_meters(meters: Iterable[MeterChange], bars: int) -> tuple[MeterChange, ...]:
    """Renumber the bars. The meter at bar 0 also applies before it, where there are only pickups."""
    moved = sorted((MeterChange(m.bar + bars, m.numerator, m.denominator) for m in meters), key=lambda m: m.bar)
    before = [meter for meter in moved if meter.bar <= 0]
    start = MeterChange(_FAR_BEFORE, before[-1].numerator, before[-1].denominator) if before else None
    return (*([start] if start else []), *(meter for meter in moved if meter.bar > 0))


def minimal_meters(meters: Sequence[MeterChange], first: int, last: int) -> tuple[MeterChange, ...]:
    """Return the changes within these bars without repetition; empty if all are in 4/4."""
    if not meters or last < first:
        return ()
    lines, kept = BarLines(meters, first), list[MeterChange]()
    for bar in sorted({first, *(meter.bar for meter in meters if first < meter.bar <= last)}):
        meter, old = lines.meter(bar), kept[-1] if kept else COMMON_TIME
        if (meter.numerator, meter.denominator) != (old.numerator, old.denominator):
            kept.append(MeterChange(bar, meter.numerator, meter.denominator))
    return tuple(kept)
