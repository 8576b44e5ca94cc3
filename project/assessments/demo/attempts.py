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
    #: Standard deviations; 0 is average.
    skill: float
    #: Years.
    age: float
    height_cm: float
    #: Whether the client knows the height.
    height_known: bool
    #: Degrees that the left and the right arm stay lower.
    weakness: tuple[float, float]
    seconds: float

    def around(self, middle: float, deviation: float) -> float:
        return self.rng.gauss(middle, deviation)

    def fault(self, middle: float, strength: float = 0.4) -> float:
        """Return a random amount of something that skilled children show less of."""
        return middle * math.exp(self.around(-strength * self.skill, 0.3))

    def frames(self, middle: float) -> float:
        total = int(self.seconds * FRAMES_PER_SECOND)
        return min(total, int(self.fault(middle, 0.7) * total)) / total

    def managed(self, ease: float) -> int:
        return int(self.rng.random() < 1 / (1 + math.exp(-ease - 1.5 * self.skill)))


class AttemptResult(NamedTuple):
    #: Share of the movement's goal; 1 or more is a success.
    progress: float
    numbers: dict[str, float]


def up_to(most: float, value: float) -> float:
    """Reflect values above `most`, so that they do not pile up there. Never below 0."""
    return max(0.0, most - abs(most - value))


def held_seconds(seconds: float, rng: Random) -> float:
    """Return the hold as the client's frame clock reads it, in seconds."""
    return round(seconds + rng.uniform(0, 1 / FRAMES_PER_SECOND), 3)
