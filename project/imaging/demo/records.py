"""Records of the demo, as the pipeline writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from project.imaging.demo.field import FIRST_NIGHT, SIDEREAL_DAY
from project.imaging.lightcurves.mjd import mjd_of

Record = dict[str, Any]


def start_of(night: int) -> datetime:
    return FIRST_NIGHT + night * SIDEREAL_DAY


def mjd(moment: datetime) -> float:
    return round(mjd_of(moment.timestamp()), 6)


def record(collection: str, **values: Any) -> Record:
    return {"collection": collection, **values}
