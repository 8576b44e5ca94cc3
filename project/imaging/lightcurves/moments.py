"""Weighted moments that can be added."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moments:
    """Of numbers with weights: count, sum of weights, mean, and weighted sum of squared deviations from that."""

    count: int = 0
    weight: float = 0.0
    mean: float = 0.0
    m2: float = 0.0

    def __add__(self, other: Moments) -> Moments:
        if not self.count or not other.count:
            return self if self.count else other
        weight = self.weight + other.weight
        apart = other.mean - self.mean
        return Moments(
            self.count + other.count,
            weight,
            self.mean + apart * (other.weight / weight),
            self.m2 + other.m2 + apart * apart * (self.weight * (other.weight / weight)),
        )
