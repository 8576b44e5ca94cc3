"""Moments as astronomers write them, as Modified Julian Dates (days, UTC).

    2025-10-05   2025-10-05T12:00   2025-10-05 12:00:00.5Z   2025-10-05T14:00+02:00  2026:013  2026:013:12:00  J2026.04

Reads what `astropy.time.Time` reads of these, and gives the same number of days. Loading astropy for it would take half
a second, and 40 MB that no other list needs.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from project.imaging.errors import InvalidValue
from project.imaging.lightcurves.mjd import mjd_of

CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?P<fraction>\.\d{0,20})?)?"
#: Of the zone, a plus that was sent as it is comes in as a space.
ZONE = r"(?P<zone>Z|[+ -]\d{2}:\d{2})?"
CALENDAR = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T ]{CLOCK})?{ZONE}", re.ASCII)
ORDINAL = re.compile(rf"(?P<year>\d{{4}}):(?P<ordinal>\d{{3}})(?::{CLOCK})?{ZONE}", re.ASCII)
EPOCH = re.compile(r"[JjBb]\d{1,4}(?:\.\d{0,20})?", re.ASCII)
#: By which Terrestrial Time, that epochs are in, is ahead of UTC: since 2017, with which all data here begin.
TT_AHEAD_DAYS = 69.184 / 86400


def read_mjd(text: str, field: str) -> float:
    """Raises InvalidValue, 400, which names the field."""
    try:
        return _epoch(text) if EPOCH.fullmatch(text) else _mjd(text)
    except (ValueError, OverflowError) as error:
        message = f"{field} is not a date such as 2025-10-05, 2025-10-05T12:00:00Z, 2026:013 or J2026.04"
        raise InvalidValue(field, message, text[:100]) from error


def _mjd(text: str) -> float:
    found = CALENDAR.fullmatch(text) or ORDINAL.fullmatch(text)
    if found is None:
        raise ValueError
    part = found.groupdict()
    year = int(part["year"])
    if "ordinal" in part:
        day = date(year, 1, 1) + timedelta(days=int(part["ordinal"]) - 1)
        if day.year != year:
            raise ValueError
    else:
        day = date(year, int(part["month"]), int(part["day"]))
    days = day.toordinal() - date(1970, 1, 1).toordinal()
    return mjd_of(days * 86400 + _seconds(part) - _ahead(part["zone"]))


def _seconds(part: dict[str, str | None]) -> float:
    """Since midnight. A leap second is the same as the one after it, as for a UNIX clock."""
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > (60 if (hour, minute) == (23, 59) else 59):
        raise ValueError
    return hour * 3600 + minute * 60 + second + float(f"0{part['fraction'] or ''}")


def _ahead(zone: str | None) -> int:
    """Seconds by which local time is ahead of UTC."""
    if zone is None or zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[4:])
    if hours > 14 or minutes > 59:
        raise ValueError
    return (hours * 3600 + minutes * 60) * (-1 if zone[0] == "-" else 1)


def _epoch(text: str) -> float:
    """A Julian or Besselian epoch: years of 365.25 days from J2000, or of 365.242198781 from B1900 (Lieske 1979)."""
    year = float(text[1:])
    julian = text[0] in "Jj"
    mjd = 51544.5 + (year - 2000) * 365.25 if julian else 15019.81352 + (year - 1900) * 365.242198781
    return mjd - TT_AHEAD_DAYS
