"""Dates as astronomers write them, read as Modified Julian Dates (days, UTC).

    2025-10-05   2025-10-05T12:00   2025-10-05 12:00:00.5Z   2025-10-05T14:00+02:00  2026:013  2026:013:12:00  J2026.04

Agrees with `astropy.time.Time`, which would take half a second and 40 MB to load.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from project.imaging.errors import InvalidValue
from project.imaging.lightcurves.mjd import mjd_of

CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?P<fraction>\.\d{0,20})?)?"
#: A plus that was not percent-encoded arrives as a space.
ZONE = r"(?P<zone>Z|[+ -]\d{2}:\d{2})?"
CALENDAR = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T ]{CLOCK})?{ZONE}", re.ASCII)
ORDINAL = re.compile(rf"(?P<year>\d{{4}}):(?P<ordinal>\d{{3}})(?::{CLOCK})?{ZONE}", re.ASCII)
EPOCH = re.compile(r"[JjBb]\d{1,4}(?:\.\d{0,20})?", re.ASCII)
#: TT - UTC since 2017, before the first data here. Epochs are in Terrestrial Time.
TT_MINUS_UTC_DAYS = 69.184 / 86400


def read_mjd(text: str, field: str) -> float:
    """Read a date as MJD. Raises InvalidValue (400), which names the field."""
    try:
        return _epoch_mjd(text) if EPOCH.fullmatch(text) else _date_mjd(text)
    except (ValueError, OverflowError) as error:
        message = f"{field} is not a date such as 2025-10-05, 2025-10-05T12:00:00Z, 2026:013 or J2026.04"
        raise InvalidValue(field, message, text[:100]) from error


def _date_mjd(text: str) -> float:
    match = CALENDAR.fullmatch(text) or ORDINAL.fullmatch(text)
    if match is None:
        raise ValueError
    part = match.groupdict()
    year = int(part["year"])
    if "ordinal" in part:
        day = date(year, 1, 1) + timedelta(days=int(part["ordinal"]) - 1)
        if day.year != year:
            raise ValueError
    else:
        day = date(year, int(part["month"]), int(part["day"]))
    days = day.toordinal() - date(1970, 1, 1).toordinal()
    return mjd_of(days * 86400 + _seconds(part) - _utc_offset(part["zone"]))


def _seconds(part: dict[str, str | None]) -> float:
    """Return seconds since midnight. A leap second equals the second after it, as in UNIX time."""
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > (60 if (hour, minute) == (23, 59) else 59):
        raise ValueError
    return hour * 3600 + minute * 60 + second + float(f"0{part['fraction'] or ''}")


def _utc_offset(zone: str | None) -> int:
    """Return local time minus UTC, in seconds."""
    if zone is None or zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[4:])
    if hours > 14 or minutes > 59:
        raise ValueError
    return (hours * 3600 + minutes * 60) * (-1 if zone[0] == "-" else 1)


def _epoch_mjd(text: str) -> float:
    """Read a Julian or Besselian epoch: years of 365.25 d from J2000, or 365.242198781 d from B1900 (Lieske 1979)."""
    year = float(text[1:])
    julian = text[0] in "Jj"
    mjd = 51544.5 + (year - 2000) * 365.25 if julian else 15019.81352 + (year - 1900) * 365.242198781
    return mjd - TT_MINUS_UTC_DAYS
