"""Tick marks at round dates."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from project.imaging.lightcurves.mjd import UNIX_DAY, mjd_of, moment_of
from project.imaging.lightcurves.plot.axes import Tick

#: MJD of the first and the last day that a calendar has.
FIRST_DAY, LAST_DAY = -678575, 2973483


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
