"""What a picture consists of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

#: What a shape stands for: it has its colour from that.
Role = Literal["paper", "frame", "grid", "ink", "faint", "band", "mean", "point", "flagged", "pale"]
Anchor = Literal["start", "middle", "end"]
Position = tuple[float, float]

WIDTH, HEIGHT = 880, 500


@dataclass(frozen=True, slots=True)
class Rectangle:
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
class Label:
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


Shape = Rectangle | Strokes | Dots | Label


@dataclass(slots=True)
class Picture:
    title: str
    description: str
    width: int = WIDTH
    height: int = HEIGHT
    shapes: list[Shape] = field(default_factory=list)


def moved(sign: Shape, x: float, y: float) -> Shape:
    if isinstance(sign, Rectangle):
        return Rectangle(sign.x + x, sign.y + y, sign.width, sign.height, sign.role)
    if isinstance(sign, Dots):
        return Dots([(x + a, y + b) for a, b in sign.centres], sign.role, sign.radius, sign.ring)
    if isinstance(sign, Strokes):
        lines = [((x + a, y + b), (x + c, y + d)) for (a, b), (c, d) in sign.lines]
        return Strokes(lines, sign.role, sign.width)
    return sign
