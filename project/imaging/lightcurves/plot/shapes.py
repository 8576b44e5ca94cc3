"""Shapes of a picture, in its own units, which are CSS pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

#: The purpose of a shape, which sets its colour.
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
    lines: Sequence[tuple[Position, Position]]
    role: Role
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Dots:
    centres: Sequence[Position]
    role: Role
    radius: float
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    #: Baseline.
    y: float
    text: str
    size: float
    role: Role = "ink"
    anchor: Anchor = "start"
    bold: bool = False
    #: By 90°, reading upwards.
    rotated: bool = False


Shape = Rectangle | Strokes | Dots | Label


@dataclass(slots=True)
class Picture:
    title: str
    description: str
    width: int = WIDTH
    height: int = HEIGHT
    shapes: list[Shape] = field(default_factory=list)


def moved(shape: Shape, x: float, y: float) -> Shape:
    if isinstance(shape, Rectangle):
        return Rectangle(shape.x + x, shape.y + y, shape.width, shape.height, shape.role)
    if isinstance(shape, Dots):
        return Dots([(x + a, y + b) for a, b in shape.centres], shape.role, shape.radius, shape.ring)
    if isinstance(shape, Strokes):
        lines = [((x + a, y + b), (x + c, y + d)) for (a, b), (c, d) in shape.lines]
        return Strokes(lines, shape.role, shape.width)
    return shape
