"""The expression of a bar: curves, controllers, pedal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

Number = int | float


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a piecewise linear curve; time in beats within the bar."""

    time: Number
    value: Number
    further: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PedalEvent:
    """The pedal down or up (`on`), or a controller value; time in beats within the bar."""

    time: Number
    on: bool | None = None
    controller: int | None = None
    value: Number | None = None


Curve = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """None means unspecified; an empty curve means no curve."""

    #: 0–127
    velocity_curve: Curve | None = None
    #: By controller number as text, 0–127
    cc: Mapping[str, Curve] | None = None
    #: In cents
    pitch_bend_curve: Curve | None = None
    #: 0–127
    aftertouch_curve: Curve | None = None
    pedal_events: tuple[PedalEvent, ...] | None = None
    metadata: Mapping[str, Any] | None = None

    def under(self, override: Expression) -> Expression:
        return override if self == PLAIN else replace(self, **override.set_fields())

    def set_fields(self) -> dict[str, Any]:
        return {name: value for name in EXPRESSION_NAMES if (value := getattr(self, name)) is not None}


PLAIN = Expression()
EXPRESSION_NAMES = (
    "velocity_curve",
    "cc",
    "pitch_bend_curve",
    "aftertouch_curve",
    "pedal_events",
    "metadata",
)
