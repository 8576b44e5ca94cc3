"""Modified Julian Dates (days, UTC)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

#: MJD of 1970-01-01.
UNIX_DAY = 40587


class Window(NamedTuple):
    """Of time, in MJD. Both ends belong to it; None is no end."""

    start: float | None = None
    end: float | None = None


def mjd_of(unix_seconds: float) -> float:
    """As the pipeline does it, so that a measurement and a bound that are the same moment are the same number."""
    return unix_seconds / 86400 + UNIX_DAY


def moment_of(mjd: float) -> datetime:
    """To the microsecond. Raises OverflowError for one outside of the years 1 to 9999."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=mjd - UNIX_DAY)
