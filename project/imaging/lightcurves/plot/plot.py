"""A light curve as a picture: what is drawn where. `svg.py` and `png.py` put it on paper."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from project.imaging.lightcurves.dates import moment_of
from project.imaging.lightcurves.plot.axes import FIRST_DAY, LAST_DAY, Scale, Tick, date_ticks, round_ticks, widened
from project.imaging.lightcurves.variability import Epoch

#: What a shape stands for: it has its colour from that.
Role = Literal["paper", "frame", "grid", "ink", "faint", "band", "mean", "point", "flagged", "pale"]
Anchor = Literal["start", "middle", "end"]
Position = tuple[float, float]

WIDTH, HEIGHT = 880, 500
LEFT, RIGHT, TOP, BOTTOM = 84, 24, 96, 62
#: With more measurements, every second, third … is drawn: nobody could tell.
MOST_POINTS = 5000
#: With more, dots are small, and error bars thin, pale and without caps: they would hide what they belong to.
CROWD = 150
#: Far beyond any calendar. What has no time, or none such, is left out.
LATEST_MJD = 1e9
#: So many Jy, and the unit that numbers of this size are told in.
UNITS = ((1.0, "Jy"), (1e-3, "mJy"), (1e-6, "µJy"))


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    role: Role


@dataclass(frozen=True, slots=True)
class Strokes:
    """Straight lines, each from one position to another."""

    lines: Sequence[tuple[Position, Position]]
    role: Role
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Dots:
    """Filled discs, or rings."""

    centres: Sequence[Position]
    role: Role
    radius: float
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    x: float
    #: Of the line that the letters stand on.
    y: float
    text: str
    size: float
    role: Role = "ink"
    anchor: Anchor = "start"
    bold: bool = False
    #: Read from below.
    upright: bool = False


Shape = Box | Strokes | Dots | Words


@dataclass(slots=True)
class Picture:
    title: str
    description: str
    width: int = WIDTH
    height: int = HEIGHT
    shapes: list[Shape] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Curve:
    """What can be drawn of a light curve: points with a time, in the unit that suits them."""

    points: Sequence[Epoch]
    left_out: int
    drawn: Sequence[Epoch]
    per_jy: float
    unit: str

    @classmethod
    def of(cls, points: Sequence[Epoch]) -> Curve:
        dated = [p for p in points if p.is_measured and p.mjd is not None and abs(p.mjd) <= LATEST_MJD]
        greatest = max((abs(p.flux_jy) for p in dated), default=1.0)
        size, unit = next(((size, unit) for size, unit in UNITS if greatest >= size), UNITS[-1])
        every = math.ceil(len(dated) / MOST_POINTS) or 1
        return cls(dated, len(points) - len(dated), dated[::every], 1 / size, unit)

    @property
    def fluxes(self) -> list[float]:
        return [point.flux_jy * self.per_jy for point in self.points]

    def error(self, point: Epoch) -> float | None:
        """In the unit of the picture; None where there is none to draw."""
        return point.error_jy * self.per_jy if point.error_jy is not None and point.has_error else None


def draw_light_curve(name: str, points: Sequence[Epoch]) -> Picture:
    """Flux against time, with error bars, the mean, and the band of one standard deviation round it."""
    curve = Curve.of(points)
    picture = Picture(f"Light curve of {name}", _summary(curve))
    picture.shapes += [
        Box(0, 0, WIDTH, HEIGHT, "paper"),
        Words(LEFT, 30, _cut(name, 50), 19, bold=True),
        Words(LEFT, 52, picture.description, 12.5, "faint"),
    ]
    if not curve.points:
        picture.shapes += [
            *_frame(),
            Words((LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2, "No measurements", 15, "faint", "middle"),
        ]
        return picture
    x, y = _scales(curve)
    picture.shapes += [*_scatter(curve, x, y), *_grid(x, y, curve.unit), *_marks(curve, x, y), *_frame()]
    picture.shapes += _legend(curve)
    return picture


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _summary(curve: Curve) -> str:
    count = len(curve.points)
    parts = [f"{count} measurement{'' if count == 1 else 's'}"]
    if count > len(curve.drawn):
        parts[0] += f", {len(curve.drawn)} of them drawn"
    if curve.left_out:
        parts.append(f"{curve.left_out} without a time left out")
    if count:
        parts.append(f"{'mean ' if count > 1 else ''}{_number(statistics.fmean(curve.fluxes), 4)} {curve.unit}")
    if count > 1:
        parts.append(f"standard deviation {_number(statistics.stdev(curve.fluxes), 3)} {curve.unit}")
    times = [point.mjd or 0.0 for point in curve.points]
    if times and min(times) >= FIRST_DAY and max(times) <= LAST_DAY:
        days = {f"{moment_of(mjd):%Y-%m-%d}": None for mjd in (min(times), max(times))}
        parts.append(" to ".join(days))
    return "  ·  ".join(parts)


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}g}".replace("-", "−")


def _scales(curve: Curve) -> tuple[Scale, Scale]:
    times = [point.mjd or 0.0 for point in curve.points]
    # A bar that is much longer than others is cut by the frame: it would press all others flat.
    errors = sorted(error for point in curve.points if (error := curve.error(point)) is not None)
    usual = 5 * errors[len(errors) // 2] if errors else 0.0
    reach = [min(curve.error(point) or 0.0, usual) for point in curve.points]
    low = min(flux - error for flux, error in zip(curve.fluxes, reach, strict=True))
    high = max(flux + error for flux, error in zip(curve.fluxes, reach, strict=True))
    level = 0.0 if high > low else max(abs(high) * 0.1, 1e-9)
    return (
        Scale(*widened(min(times), max(times), 0.04, 0.002 if len(set(times)) > 1 else 0.5), LEFT, WIDTH - RIGHT),
        Scale(*widened(low, high, 0.08, level), HEIGHT - BOTTOM, TOP),
    )


def _scatter(curve: Curve, x: Scale, y: Scale) -> list[Shape]:
    """The band of the sample's standard deviation."""
    if len(curve.points) < 2:
        return []
    mean, deviation = statistics.fmean(curve.fluxes), statistics.stdev(curve.fluxes)
    top, bottom = y.at(min(mean + deviation, y.high)), y.at(max(mean - deviation, y.low))
    return [Box(x.start, top, x.end - x.start, bottom - top, "band")]


def _grid(x: Scale, y: Scale, unit: str) -> list[Shape]:
    """Ticks with their numbers on three sides, and what they mean."""
    across, up = round_ticks(x.low, x.high, 7), round_ticks(y.low, y.high, 9)
    dates = date_ticks(x.low, x.high, 7)
    shapes: list[Shape] = [
        Strokes([((x.start, y.at(tick.value)), (x.end, y.at(tick.value))) for tick in up], "grid"),
        Strokes([((x.at(tick.value), y.start), (x.at(tick.value), y.start + 6)) for tick in across], "frame"),
        Strokes([((x.at(tick.value), y.end), (x.at(tick.value), y.end - 6)) for tick in dates], "frame"),
        *(Words(x.start - 9, y.at(tick.value) + 4.5, tick.label, 12.5, anchor="end") for tick in up),
        *(_below(x, tick, y.start + 22, "ink") for tick in across),
        *(_below(x, tick, y.end - 12, "faint") for tick in dates),
        Words(x.start, y.start + 47, "Modified Julian Date (days, UTC)", 13),
        Words(24, (y.start + y.end) / 2, f"Flux density ({unit})", 13, anchor="middle", upright=True),
    ]
    if y.low < 0 < y.high:
        shapes.append(Strokes([((x.start, y.at(0)), (x.end, y.at(0)))], "frame"))
    return shapes


def _below(x: Scale, tick: Tick, y: float, role: Role) -> Words:
    """Centred on its tick, but where the picture's edge would cut it."""
    room = len(tick.label) * 4 + 3
    return Words(min(x.at(tick.value), WIDTH - room), y, tick.label, 12.5, role, "middle")


def _marks(curve: Curve, x: Scale, y: Scale) -> list[Shape]:
    """Bars first, so that every point lies above them; those with flags as rings."""
    crowded = len(curve.drawn) > CROWD
    bars: list[Shape] = []
    dots: list[Shape] = []
    roles: tuple[Role, Role] = ("point", "flagged")
    for role in roles:
        mine = [point for point in curve.drawn if bool(point.flags) is (role == "flagged")]
        lines = [line for point in mine for line in _bar(curve, point, x, y)]
        bars.append(Strokes(lines, "pale" if crowded else role, 0.7 if crowded else 1.3))
        centres = [(x.at(point.mjd or 0.0), y.at(point.flux_jy * curve.per_jy)) for point in mine]
        dots.append(Dots(centres, role, 2.2 if crowded else 4.0, ring=role == "flagged"))
    level = y.at(statistics.fmean(curve.fluxes))
    mean: list[Shape] = [Strokes([((x.start, level), (x.end, level))], "mean", 1.6)] if len(curve.points) > 1 else []
    return [*bars, *dots, *mean] if crowded else [*mean, *bars, *dots]


def _bar(curve: Curve, point: Epoch, x: Scale, y: Scale) -> list[tuple[Position, Position]]:
    error = curve.error(point)
    if error is None:
        return []
    across, flux = x.at(point.mjd or 0.0), point.flux_jy * curve.per_jy
    ends = [flux - error, flux + error]
    low, high = y.at(max(ends[0], y.low)), y.at(min(ends[1], y.high))
    caps = [y.at(end) for end in ends if y.holds(end)] if len(curve.drawn) <= CROWD else []
    return [((across, low), (across, high)), *(((across - 3, at), (across + 3, at)) for at in caps)]


def _frame() -> list[Shape]:
    left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [Strokes(list(pairwise(corners)), "frame")]


def _legend(curve: Curve) -> list[Shape]:
    """At the bottom on the right, from the right edge leftwards."""
    entries: list[tuple[str, Shape]] = []
    if len(curve.points) > 1:
        entries.append(("±1 standard deviation", Box(-24, -9, 18, 10, "band")))
        entries.append(("mean", Strokes([((-24, -4), (-6, -4))], "mean", 1.6)))
    if any(point.flags for point in curve.drawn):
        entries.append(("flagged", Dots([(-12, -4)], "flagged", 4, ring=True)))
    shapes: list[Shape] = []
    right = float(WIDTH - RIGHT)
    for text, sign in entries:
        left = right - len(text) * 6.3
        shapes += [_moved(sign, left, HEIGHT - 15), Words(left, HEIGHT - 15, text, 12, "faint")]
        right = left - 42
    return shapes


def _moved(sign: Shape, x: float, y: float) -> Shape:
    if isinstance(sign, Box):
        return Box(sign.x + x, sign.y + y, sign.width, sign.height, sign.role)
    if isinstance(sign, Dots):
        return Dots([(x + a, y + b) for a, b in sign.centres], sign.role, sign.radius, sign.ring)
    if isinstance(sign, Strokes):
        lines = [((x + a, y + b), (x + c, y + d)) for (a, b), (c, d) in sign.lines]
        return Strokes(lines, sign.role, sign.width)
    return sign
