from __future__ import annotations

from project.imaging.lightcurves.plot.curve import Curve
from project.imaging.lightcurves.plot.frame import RIGHT
from project.imaging.lightcurves.plot.shapes import HEIGHT, WIDTH, Dots, Label, Rectangle, Shape, Strokes, moved


def legend(curve: Curve) -> list[Shape]:
    entries: list[tuple[str, Shape]] = []
    if len(curve.points) > 1:
        entries.append(("±1 standard deviation", Rectangle(-24, -9, 18, 10, "band")))
        entries.append(("mean", Strokes([((-24, -4), (-6, -4))], "mean", 1.6)))
    if any(point.flags for point in curve.drawn):
        entries.append(("flagged", Dots([(-12, -4)], "flagged", 4, ring=True)))
    shapes: list[Shape] = []
    right = float(WIDTH - RIGHT)
    for text, symbol in entries:
        left = right - len(text) * 6.3
        shapes += [moved(symbol, left, HEIGHT - 15), Label(left, HEIGHT - 15, text, 12, "faint")]
        right = left - 42
    return shapes
