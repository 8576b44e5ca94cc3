from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments of weighted numbers, merged by Chan, Golub & LeVeque 1983 (Am. Stat. 37, 242), equations 2.1."""

    count: int = 0
    #: Sum of the weights.
    weight: float = 0.0
    mean: float = 0.0
    #: Weighted sum of squared deviations from the mean.
    m2: float = 0.0

    def __add__(self, other: Moments) -> Moments:
        if not self.count or not other.count:
            return self if self.count else other
        weight = self.weight + other.weight
        difference = other.mean - self.mean
        return Moments(
            self.count + other.count,
            weight,
            self.mean + difference * (other.weight / weight),
            self.m2 + other.m2 + difference * difference * (self.weight * (other.weight / weight)),
        )
