"""The plot of a light curve. `svg.py` and `png.py` render it."""

from __future__ import annotations

from collections.abc import Sequence

from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.plot.curve import Curve, summary
from project.imaging.lightcurves.plot.frame import BOTTOM, LEFT, RIGHT, TOP, frame, grid, scales
from project.imaging.lightcurves.plot.legend import legend
from project.imaging.lightcurves.plot.marks import marks, scatter_band
from project.imaging.lightcurves.plot.shapes import HEIGHT, WIDTH, Label, Picture, Rectangle


def plot_light_curve(name: str, points: Sequence[Epoch]) -> Picture:
    curve = Curve.of(points)
    picture = Picture(f"Light curve of {name}", summary(curve))
    picture.shapes += [
        Rectangle(0, 0, WIDTH, HEIGHT, "paper"),
        Label(LEFT, 30, _shortened(name, 50), 19, bold=True),
        Label(LEFT, 52, picture.description, 12.5, "faint"),
    ]
    if not curve.points:
        picture.shapes += [
            *frame(),
            Label((LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2, "No measurements", 15, "faint", "middle"),
        ]
        return picture
    x, y = scales(curve)
    picture.shapes += [*scatter_band(curve, x, y), *grid(x, y, curve.unit), *marks(curve, x, y), *frame()]
    picture.shapes += legend(curve)
    return picture


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
