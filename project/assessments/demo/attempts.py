from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

FRAMES_PER_SECOND = 30


@dataclass(frozen=True, slots=True)
class Attempt:
    """One movement of one session, about to be measured."""

    rng: Random
    #: In standard deviations; 0 is the average child.
    skill: float
    #: In years.
    age: float
    height_cm: float
    #: Whether the client was told the height.
    height_known: bool
    #: Degrees by which the arms stay lower, left and right.
    weakness: tuple[float, float]
    seconds: float

    def around(self, middle: float, deviation: float) -> float:
        return self.rng.gauss(middle, deviation)

    def fault(self, middle: float, strength: float = 0.4) -> float:
        """Of a quantity that the skilled have less of."""
        return middle * math.exp(self.around(-strength * self.skill, 0.3))

    def frames(self, middle: float) -> float:
        """Share of the frames in which a fault was seen."""
        total = int(self.seconds * FRAMES_PER_SECOND)
        return min(total, int(self.fault(middle, 0.7) * total)) / total

    def managed(self, ease: float) -> int:
        return int(self.rng.random() < 1 / (1 + math.exp(-ease - 1.5 * self.skill)))


class AttemptResult(NamedTuple):
    #: Of the movement's own goal; 1 or more is a success.
    progress: float
    numbers: dict[str, float]


def up_to(most: float, value: float) -> float:
    """Mirrored at the most, so that values do not pile up there; never below 0."""
    return max(0.0, most - abs(most - value))


def held_seconds(seconds: float, rng: Random) -> float:
    """What the client's clock, in milliseconds, shows at the first frame after the time is reached."""
    return round(seconds + rng.uniform(0, 1 / FRAMES_PER_SECOND), 3)
