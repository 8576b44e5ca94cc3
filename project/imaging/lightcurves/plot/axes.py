"""Scales and tick marks."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from `low` to `high` to pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def contains(self, value: float) -> bool:
        return self.low <= value <= self.high


def padded(low: float, high: float, fraction: float, min_padding: float) -> tuple[float, float]:
    """Extend a range at both ends, by at least so much that its ticks have different labels."""
    padding = max((high - low) * fraction, min_padding, 1e-9 * max(abs(low), abs(high)))
    return low - padding, high + padding


def round_ticks(low: float, high: float, max_ticks: int) -> list[Tick]:
    min_step = (high - low) / max_ticks
    power = 10.0 ** math.floor(math.log10(min_step))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= min_step * (1 - 1e-9))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [Tick(n * step, f"{n * step:.{decimals}f}".replace("-", "−")) for n in range(first, last + 1)]
