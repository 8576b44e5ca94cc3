from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.mjd import datetime_of
from project.imaging.lightcurves.plot.date_ticks import FIRST_DAY, LAST_DAY

#: Of more measurements every second, third … is drawn: nobody could see a difference.
MAX_POINTS = 5000
#: Measurements beyond this, or without a time, are omitted.
MAX_MJD = 1e9
#: Units from large to small, each with its size in Jy.
UNITS = ((1.0, "Jy"), (1e-3, "mJy"), (1e-6, "µJy"))


@dataclass(frozen=True, slots=True)
class Curve:
    """The part of a light curve that can be plotted, with a unit to suit it."""

    points: Sequence[Epoch]
    omitted: int
    drawn: Sequence[Epoch]
    per_jy: float
    unit: str

    @classmethod
    def of(cls, points: Sequence[Epoch]) -> Curve:
        dated = [p for p in points if p.is_measured and p.mjd is not None and abs(p.mjd) <= MAX_MJD]
        largest = max((abs(p.flux_jy) for p in dated), default=1.0)
        size, unit = next(((size, unit) for size, unit in UNITS if largest >= size), UNITS[-1])
        step = math.ceil(len(dated) / MAX_POINTS) or 1
        return cls(dated, len(points) - len(dated), dated[::step], 1 / size, unit)

    @property
    def fluxes(self) -> list[float]:
        return [point.flux_jy * self.per_jy for point in self.points]

    def error(self, point: Epoch) -> float | None:
        return point.error_jy * self.per_jy if point.error_jy is not None and point.has_error else None


def summary(curve: Curve) -> str:
    count = len(curve.points)
    parts = [f"{count} measurement{'' if count == 1 else 's'}"]
    if count > len(curve.drawn):
        parts[0] += f", {len(curve.drawn)} of them drawn"
    if curve.omitted:
        parts.append(f"{curve.omitted} without a time left out")
    if count:
        parts.append(f"{'mean ' if count > 1 else ''}{_number(statistics.fmean(curve.fluxes), 4)} {curve.unit}")
    if count > 1:
        parts.append(f"standard deviation {_number(statistics.stdev(curve.fluxes), 3)} {curve.unit}")
    times = [point.mjd or 0.0 for point in curve.points]
    if times and min(times) >= FIRST_DAY and max(times) <= LAST_DAY:
        days = {f"{datetime_of(mjd):%Y-%m-%d}": None for mjd in (min(times), max(times))}
        parts.append(" to ".join(days))
    return "  ·  ".join(parts)


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}g}".replace("-", "−")
