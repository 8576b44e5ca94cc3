"""Where the marks of an axis stand: round numbers, and round dates. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from project.imaging.lightcurves.dates import UNIX_DAY, mjd_of, moment_of

#: MJD of the first and the last day that a calendar has.
FIRST_DAY, LAST_DAY = -678575, 2973483


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high`, laid out from `start` to `end`, in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def widened(low: float, high: float, share: float, least: float) -> tuple[float, float]:
    """The range with room on both sides: a share of it, and at least so much that its ticks can be told apart."""
    room = max((high - low) * share, least, 1e-9 * max(abs(low), abs(high)))
    return low - room, high + room


def round_ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most `most` multiples of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [Tick(n * step, f"{n * step:.{places}f}".replace("-", "−")) for n in range(first, last + 1)]


def date_ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most `most` round dates between two MJDs, by UTC; none outside of what a calendar has."""
    if low < FIRST_DAY or high > LAST_DAY:
        return []
    for days, spell, label in DATE_STEPS:
        if (high - low) / days <= most:
            marks = ((mjd_of(moment.timestamp()), moment) for moment in spell(low, high))
            return [Tick(mjd, moment.strftime(label)) for mjd, moment in marks if low <= mjd <= high][:most]
    return []


Spell = Callable[[float, float], Iterator[datetime]]


def _seconds(seconds: int) -> Spell:
    """Multiples of so many seconds since midnight, or since the first day of UNIX time."""

    def spell(low: float, high: float) -> Iterator[datetime]:
        first, last = ((mjd - UNIX_DAY) * 86400 / seconds for mjd in (low, high))
        for n in range(math.ceil(first), math.floor(last) + 1):
            yield moment_of(UNIX_DAY) + timedelta(seconds=n * seconds)

    return spell


def _months(months: int) -> Spell:
    def spell(low: float, high: float) -> Iterator[datetime]:
        first, last = (_month(mjd) // months for mjd in (low, high))
        for n in range(max(first, -(-12 // months)), min(last, 9999 * 12 // months) + 1):
            yield datetime(n * months // 12, n * months % 12 + 1, 1, tzinfo=UTC)

    return spell


def _month(mjd: float) -> int:
    moment = moment_of(mjd)
    return moment.year * 12 + moment.month - 1


#: From fine to coarse: length in days, the round moments, and how they are written.
DATE_STEPS: list[tuple[float, Spell, str]] = [
    *((n / 86400, _seconds(n), "%H:%M:%S") for n in (1, 5, 15, 30)),
    *((n / 1440, _seconds(n * 60), "%H:%M") for n in (1, 5, 15, 30)),
    *((n / 24, _seconds(n * 3600), "%m-%d %H:%M") for n in (1, 3, 6, 12)),
    *((n, _seconds(n * 86400), "%Y-%m-%d") for n in (1, 2, 4, 7, 14)),
    *((n * 30.44, _months(n), "%Y-%m") for n in (1, 2, 3, 6)),
    *((n * 365.25, _months(n * 12), "%Y") for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
]
