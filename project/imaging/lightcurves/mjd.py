"""Modified Julian Dates (days, UTC)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

#: MJD of 1970-01-01.
UNIX_DAY = 40587


class TimeWindow(NamedTuple):
    """A closed interval in MJD. None leaves it open at that end."""

    start: float | None = None
    end: float | None = None


def mjd_of(unix_seconds: float) -> float:
    """Compute as the pipeline does, so that equal instants give equal numbers."""
    return unix_seconds / 86400 + UNIX_DAY


def datetime_of(mjd: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=mjd - UNIX_DAY)
