"""Where the marks of an axis stand: round numbers, and round dates. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high`, laid out from `start` to `end`, in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def widened(low: float, high: float, share: float, least: float) -> tuple[float, float]:
    """The range with room on both sides: a share of it, and at least so much that its ticks can be told apart."""
    room = max((high - low) * share, least, 1e-9 * max(abs(low), abs(high)))
    return low - room, high + room


def round_ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most `most` multiples of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [Tick(n * step, f"{n * step:.{places}f}".replace("-", "−")) for n in range(first, last + 1)]
