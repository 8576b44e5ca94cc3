"""Axes, grid and frame of a light curve."""

from __future__ import annotations

from itertools import pairwise

from project.imaging.lightcurves.plot.axes import Scale, Tick, padded, round_ticks
from project.imaging.lightcurves.plot.curve import Curve
from project.imaging.lightcurves.plot.date_ticks import date_ticks
from project.imaging.lightcurves.plot.shapes import HEIGHT, WIDTH, Label, Role, Shape, Strokes

LEFT, RIGHT, TOP, BOTTOM = 84, 24, 96, 62


def scales(curve: Curve) -> tuple[Scale, Scale]:
    times = [point.mjd or 0.0 for point in curve.points]
    # Let the frame cut an error bar that is much longer than the rest: it would flatten everything else.
    errors = sorted(error for point in curve.points if (error := curve.error(point)) is not None)
    max_error = 5 * errors[len(errors) // 2] if errors else 0.0
    drawn_errors = [min(curve.error(point) or 0.0, max_error) for point in curve.points]
    low = min(flux - error for flux, error in zip(curve.fluxes, drawn_errors, strict=True))
    high = max(flux + error for flux, error in zip(curve.fluxes, drawn_errors, strict=True))
    min_padding = 0.0 if high > low else max(abs(high) * 0.1, 1e-9)
    return (
        Scale(*padded(min(times), max(times), 0.04, 0.002 if len(set(times)) > 1 else 0.5), LEFT, WIDTH - RIGHT),
        Scale(*padded(low, high, 0.08, min_padding), HEIGHT - BOTTOM, TOP),
    )


def grid(x: Scale, y: Scale, unit: str) -> list[Shape]:
    mjds, fluxes = round_ticks(x.low, x.high, 7), round_ticks(y.low, y.high, 9)
    dates = date_ticks(x.low, x.high, 7)
    shapes: list[Shape] = [
        Strokes([((x.start, y.at(tick.value)), (x.end, y.at(tick.value))) for tick in fluxes], "grid"),
        Strokes([((x.at(tick.value), y.start), (x.at(tick.value), y.start + 6)) for tick in mjds], "frame"),
        Strokes([((x.at(tick.value), y.end), (x.at(tick.value), y.end - 6)) for tick in dates], "frame"),
        *(Label(x.start - 9, y.at(tick.value) + 4.5, tick.label, 12.5, anchor="end") for tick in fluxes),
        *(_tick_label(x, tick, y.start + 22, "ink") for tick in mjds),
        *(_tick_label(x, tick, y.end - 12, "faint") for tick in dates),
        Label(x.start, y.start + 47, "Modified Julian Date (days, UTC)", 13),
        Label(24, (y.start + y.end) / 2, f"Flux density ({unit})", 13, anchor="middle", rotated=True),
    ]
    if y.low < 0 < y.high:
        shapes.append(Strokes([((x.start, y.at(0)), (x.end, y.at(0)))], "frame"))
    return shapes


def _tick_label(x: Scale, tick: Tick, y: float, role: Role) -> Label:
    """Centre the label on its tick, unless the right edge would cut it."""
    half_width = len(tick.label) * 4 + 3
    return Label(min(x.at(tick.value), WIDTH - half_width), y, tick.label, 12.5, role, "middle")


def frame() -> list[Shape]:
    left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [Strokes(list(pairwise(corners)), "frame")]
