"""Coordinates as astronomers write them (ICRS): decimal degrees, or sexagesimal hours and degrees."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from project.imaging.sky.geometry import snapped

NUMBER = r"[0-9]{1,3}(?:\.[0-9]{0,20})?"
RIGHT_ASCENSION = re.compile(rf"({NUMBER})(?:d|deg|°)?|({NUMBER})h")
#: Minutes and optional seconds.
SEXAGESIMAL = r"([0-5]?[0-9])(?:[m:′' ] ?([0-5]?[0-9](?:\.[0-9]{0,20})?)[s″\"]?|[m′'])?"
HOURS = re.compile(rf"([0-9]{{1,2}})[h: ] ?{SEXAGESIMAL}")
DECLINATION = re.compile(rf"([+-]?)({NUMBER})(?:d|deg|°)?")
DEGREES = re.compile(rf"([+-]?)([0-9]{{1,2}})[d:° ] ?{SEXAGESIMAL}")
ANGLE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{0,20})?|\.[0-9]{1,20}) ?([a-z°′″'\"]*)")
EXPONENT = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{0,20})?e[+-]?[0-9]{1,3}")

#: Units of angles, in degrees.
UNITS = {"deg": 1.0, "d": 1.0, "°": 1.0, "": 1.0}
UNITS |= dict.fromkeys(("arcmin", "m", "'", "′"), 1 / 60) | dict.fromkeys(("arcsec", "s", '"', "″"), 1 / 3600)


def read_ra(text: Any) -> float:
    """Read `128.73`, `08:34:54.2`, `08h34m54.2s` or `8.58h` as degrees in [0, 360). Raises ValueError."""
    normalised = _normalised(text)
    if (parts := HOURS.fullmatch(normalised)) is not None:
        ra = 15 * _decimal(parts[1], parts[2], parts[3])
    elif (parts := RIGHT_ASCENSION.fullmatch(normalised)) is not None:
        ra = float(parts[1]) if parts[1] is not None else 15 * float(parts[2])
    elif EXPONENT.fullmatch(normalised):
        ra = float(normalised)
    else:
        raise ValueError("Should be a right ascension: degrees such as 128.73, or hours such as 08:34:54.2")
    if not 0 <= ra <= 360:
        raise ValueError("A right ascension lies between 0 and 360 degrees, or 0 and 24 hours")
    return snapped(ra % 360.0)


def read_dec(text: Any) -> float:
    """Read `55.57`, `+55:34:21.5` or `55d34m21.5s` as degrees in [-90, 90]. Raises ValueError."""
    normalised = _normalised(text)
    if (parts := DEGREES.fullmatch(normalised)) is not None:
        dec = _decimal(parts[2], parts[3], parts[4])
        dec = -dec if parts[1] == "-" else dec
    elif DECLINATION.fullmatch(normalised) is not None:
        dec = float(normalised.rstrip("deg°"))
    elif EXPONENT.fullmatch(normalised):
        dec = float(normalised)
    else:
        raise ValueError("Should be a declination: degrees such as 55.57 or +55:34:21.5")
    if not -90 <= dec <= 90:
        raise ValueError("A declination lies between -90 and 90 degrees")
    return snapped(dec)


def read_angle(text: Any) -> float:
    """Read `0.5`, `10arcmin`, `10'`, `5arcsec` or `5"` as degrees. Raises ValueError."""
    normalised = _normalised(text)
    if EXPONENT.fullmatch(normalised):
        return float(normalised)
    parts = ANGLE.fullmatch(normalised)
    if parts is None or parts[2] not in UNITS:
        raise ValueError("Should be an angle: degrees such as 0.5, or with a unit such as 10arcmin or 5arcsec")
    return float(parts[1]) * UNITS[parts[2]]


def _normalised(value: Any) -> str:
    """Strip spaces: a `+` that was not percent-encoded arrives as one."""
    return str(value).strip().lower().replace("−", "-")[:100]


def _decimal(whole: str, minutes: str, seconds: str | None) -> float:
    return int(whole) + int(minutes) / 60 + float(seconds or 0) / 3600


def _schema(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


RightAscension = Annotated[
    float, BeforeValidator(read_ra), _schema(r"^([0-9]|[1-9][0-9]|[1-2][0-9][0-9])(\.[0-9]{1,20})?$", "128.73")
]
Declination = Annotated[
    float, BeforeValidator(read_dec), _schema(r"^[+-]?([0-9]|[1-8][0-9])(\.[0-9]{1,20})?$", "55.57")
]
#: Of a cone: above 0, up to 180°.
Radius = Annotated[
    float,
    Field(gt=0, le=180),
    BeforeValidator(read_angle),
    _schema(r"^[1-9][0-9]?(\.[0-9]{1,20})?(deg|arcmin|arcsec)?$", "10arcmin"),
]
