"""Tick marks at round dates."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from project.imaging.lightcurves.mjd import UNIX_DAY, datetime_of, mjd_of
from project.imaging.lightcurves.plot.axes import Tick

#: MJD of the first and last day that datetime supports.
FIRST_DAY, LAST_DAY = -678575, 2973483


def date_ticks(low: float, high: float, max_ticks: int) -> list[Tick]:
    """Return ticks at round UTC dates between two MJDs. None if datetime does not support the range."""
    if low < FIRST_DAY or high > LAST_DAY:
        return []
    for days, dates_between, label in DATE_STEPS:
        if (high - low) / days <= max_ticks:
            dates = ((mjd_of(date.timestamp()), date) for date in dates_between(low, high))
            return [Tick(mjd, date.strftime(label)) for mjd, date in dates if low <= mjd <= high][:max_ticks]
    return []


DatesBetween = Callable[[float, float], Iterator[datetime]]


def _every_seconds(seconds: int) -> DatesBetween:
    def dates_between(low: float, high: float) -> Iterator[datetime]:
        first, last = ((mjd - UNIX_DAY) * 86400 / seconds for mjd in (low, high))
        for n in range(math.ceil(first), math.floor(last) + 1):
            yield datetime_of(UNIX_DAY) + timedelta(seconds=n * seconds)

    return dates_between


def _every_months(months: int) -> DatesBetween:
    def dates_between(low: float, high: float) -> Iterator[datetime]:
        first, last = (_month_number(mjd) // months for mjd in (low, high))
        for n in range(max(first, -(-12 // months)), min(last, 9999 * 12 // months) + 1):
            yield datetime(n * months // 12, n * months % 12 + 1, 1, tzinfo=UTC)

    return dates_between


def _month_number(mjd: float) -> int:
    date = datetime_of(mjd)
    return date.year * 12 + date.month - 1


#: From fine to coarse: length in days, dates, and format of the label.
DATE_STEPS: list[tuple[float, DatesBetween, str]] = [
    *((n / 86400, _every_seconds(n), "%H:%M:%S") for n in (1, 5, 15, 30)),
    *((n / 1440, _every_seconds(n * 60), "%H:%M") for n in (1, 5, 15, 30)),
    *((n / 24, _every_seconds(n * 3600), "%m-%d %H:%M") for n in (1, 3, 6, 12)),
    *((n, _every_seconds(n * 86400), "%Y-%m-%d") for n in (1, 2, 4, 7, 14)),
    *((n * 30.44, _every_months(n), "%Y-%m") for n in (1, 2, 3, 6)),
    *((n * 365.25, _every_months(n * 12), "%Y") for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
]
