"""Positions and angles as astronomers write them: decimal degrees, or hours, degrees, minutes and seconds. ICRS."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from project.imaging.sky.geometry import snapped

NUMBER = r"[0-9]{1,3}(?:\.[0-9]{0,20})?"
RIGHT_ASCENSION = re.compile(rf"({NUMBER})(?:d|deg|°)?|({NUMBER})h")
#: Behind hours or degrees: minutes, and seconds with what may stand between.
SIXTIETHS = r"([0-5]?[0-9])(?:[m:′' ] ?([0-5]?[0-9](?:\.[0-9]{0,20})?)[s″\"]?|[m′'])?"
HOURS = re.compile(rf"([0-9]{{1,2}})[h: ] ?{SIXTIETHS}")
DECLINATION = re.compile(rf"([+-]?)({NUMBER})(?:d|deg|°)?")
DEGREES = re.compile(rf"([+-]?)([0-9]{{1,2}})[d:° ] ?{SIXTIETHS}")
ANGLE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{0,20})?|\.[0-9]{1,20}) ?([a-z°′″'\"]*)")
EXPONENT = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{0,20})?e[+-]?[0-9]{1,3}")

#: Of angles, in degrees.
UNITS = {"deg": 1.0, "d": 1.0, "°": 1.0, "": 1.0}
UNITS |= dict.fromkeys(("arcmin", "m", "'", "′"), 1 / 60) | dict.fromkeys(("arcsec", "s", '"', "″"), 1 / 3600)


def read_ra(text: Any) -> float:
    """Degrees in [0, 360), of `128.73`, `08:34:54.2`, `08h34m54.2s` or `8.58h`. Raises ValueError."""
    found = _plain(text)
    if (parts := HOURS.fullmatch(found)) is not None:
        ra = 15 * _sixtieths(parts[1], parts[2], parts[3])
    elif (parts := RIGHT_ASCENSION.fullmatch(found)) is not None:
        ra = float(parts[1]) if parts[1] is not None else 15 * float(parts[2])
    elif EXPONENT.fullmatch(found):
        ra = float(found)
    else:
        raise ValueError("Should be a right ascension: degrees such as 128.73, or hours such as 08:34:54.2")
    if not 0 <= ra <= 360:
        raise ValueError("A right ascension lies between 0 and 360 degrees, or 0 and 24 hours")
    return snapped(ra % 360.0)


def read_dec(text: Any) -> float:
    """Degrees in [-90, 90], of `55.57`, `+55:34:21.5` or `55d34m21.5s`. Raises ValueError."""
    found = _plain(text)
    if (parts := DEGREES.fullmatch(found)) is not None:
        dec = _sixtieths(parts[2], parts[3], parts[4])
        dec = -dec if parts[1] == "-" else dec
    elif DECLINATION.fullmatch(found) is not None:
        dec = float(found.rstrip("deg°"))
    elif EXPONENT.fullmatch(found):
        dec = float(found)
    else:
        raise ValueError("Should be a declination: degrees such as 55.57 or +55:34:21.5")
    if not -90 <= dec <= 90:
        raise ValueError("A declination lies between -90 and 90 degrees")
    return snapped(dec)


def read_angle(text: Any) -> float:
    """Degrees, of `0.5`, `10arcmin`, `10'`, `5arcsec` or `5"`. Raises ValueError."""
    found = _plain(text)
    if EXPONENT.fullmatch(found):
        return float(found)
    parts = ANGLE.fullmatch(found)
    if parts is None or parts[2] not in UNITS:
        raise ValueError("Should be an angle: degrees such as 0.5, or with a unit such as 10arcmin or 5arcsec")
    return float(parts[1]) * UNITS[parts[2]]


def _plain(value: Any) -> str:
    """A `+` that was sent as it is comes as a space."""
    return str(value).strip().lower().replace("−", "-")[:100]


def _sixtieths(whole: str, minutes: str, seconds: str | None) -> float:
    return int(whole) + int(minutes) / 60 + float(seconds or 0) / 3600


def _described(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


RightAscension = Annotated[
    float, BeforeValidator(read_ra), _described(r"^([0-9]|[1-9][0-9]|[1-2][0-9][0-9])(\.[0-9]{1,20})?$", "128.73")
]
Declination = Annotated[
    float, BeforeValidator(read_dec), _described(r"^[+-]?([0-9]|[1-8][0-9])(\.[0-9]{1,20})?$", "55.57")
]
#: Of a cone, above 0 and up to half of the sky's circle.
Radius = Annotated[
    float,
    Field(gt=0, le=180),
    BeforeValidator(read_angle),
    _described(r"^[1-9][0-9]?(\.[0-9]{1,20})?(deg|arcmin|arcsec)?$", "10arcmin"),
]
