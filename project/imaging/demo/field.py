"""The field that the demo observes, and its sources."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

STAGE = "/stage/dsa110-contimg"
FIRST_NIGHT = datetime(2025, 10, 1, 13, 49, 6, tzinfo=UTC)
NIGHTS = 30
SIDEREAL_DAY = timedelta(hours=23, minutes=56, seconds=4)
#: Right ascension and declination in degrees (ICRS), and name.
FIELD = (128.7288, 55.5725, "0834+555")
SOURCES = 40


class DemoSource(NamedTuple):
    name: str
    ra_deg: float
    dec_deg: float
    flux_jy: float
    #: Relative amplitude and period of its variation.
    amplitude: float
    period_days: float


def demo_source(random: Random, number: int) -> DemoSource:
    if number == 0:  # the calibrator
        return DemoSource("4C 55.16", *FIELD[:2], 8.2, 0.0, 1.0)
    radius, angle = 1.5 * math.sqrt(random.random()), random.uniform(0, 2 * math.pi)
    dec = FIELD[1] + radius * math.sin(angle)
    ra = FIELD[0] + radius * math.cos(angle) / math.cos(math.radians(dec))
    amplitude = random.uniform(0.2, 0.6) if number % 8 == 3 else 0.0
    flux = 0.005 * random.paretovariate(0.9)
    return DemoSource(_name(ra, dec), round(ra, 6), round(dec, 6), min(flux, 2.0), amplitude, random.uniform(5, 25))


def _name(ra_deg: float, dec_deg: float) -> str:
    """Truncate the coordinates, as the IAU's rules for designations ask."""
    seconds, arcsec = int(ra_deg * 240), int(abs(dec_deg) * 3600)
    hours, minutes = divmod(seconds // 60, 60)
    degrees, arcmin = divmod(arcsec // 60, 60)
    sign = "-" if dec_deg < 0 else "+"
    return f"NVSS J{hours:02}{minutes:02}{seconds % 60:02}{sign}{degrees:02}{arcmin:02}{arcsec % 60:02}"
