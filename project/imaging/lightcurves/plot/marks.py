"""Points with error bars, their mean and standard deviation."""

from __future__ import annotations

import statistics

from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.plot.axes import Scale
from project.imaging.lightcurves.plot.curve import Curve
from project.imaging.lightcurves.plot.shapes import Dots, Position, Rectangle, Role, Shape, Strokes

#: With more points, dots are small and error bars thin, pale and without caps, so that they hide nothing.
CROWDED = 150


def scatter_band(curve: Curve, x: Scale, y: Scale) -> list[Shape]:
    if len(curve.points) < 2:
        return []
    mean, deviation = statistics.fmean(curve.fluxes), statistics.stdev(curve.fluxes)
    top, bottom = y.at(min(mean + deviation, y.high)), y.at(max(mean - deviation, y.low))
    return [Rectangle(x.start, top, x.end - x.start, bottom - top, "band")]


def marks(curve: Curve, x: Scale, y: Scale) -> list[Shape]:
    """Draw error bars below the points. Flagged points are rings."""
    crowded = len(curve.drawn) > CROWDED
    bars: list[Shape] = []
    dots: list[Shape] = []
    roles: tuple[Role, Role] = ("point", "flagged")
    for role in roles:
        points = [point for point in curve.drawn if bool(point.flags) is (role == "flagged")]
        lines = [line for point in points for line in _error_bar(curve, point, x, y)]
        bars.append(Strokes(lines, "pale" if crowded else role, 0.7 if crowded else 1.3))
        centres = [(x.at(point.mjd or 0.0), y.at(point.flux_jy * curve.per_jy)) for point in points]
        dots.append(Dots(centres, role, 2.2 if crowded else 4.0, ring=role == "flagged"))
    level = y.at(statistics.fmean(curve.fluxes))
    mean: list[Shape] = [Strokes([((x.start, level), (x.end, level))], "mean", 1.6)] if len(curve.points) > 1 else []
    return [*bars, *dots, *mean] if crowded else [*mean, *bars, *dots]


def _error_bar(curve: Curve, point: Epoch, x: Scale, y: Scale) -> list[tuple[Position, Position]]:
    error = curve.error(point)
    if error is None:
        return []
    centre, flux = x.at(point.mjd or 0.0), point.flux_jy * curve.per_jy
    ends = [flux - error, flux + error]
    low, high = y.at(max(ends[0], y.low)), y.at(min(ends[1], y.high))
    caps = [y.at(end) for end in ends if y.contains(end)] if len(curve.drawn) <= CROWDED else []
    return [((centre, low), (centre, high)), *(((centre - 3, cap), (centre + 3, cap)) for cap in caps)]
