from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: In Jy. No telescope measures outside this range, and within it sums of squares do not overflow.
SMALLEST, LARGEST = 1e-60, 1e60


@dataclass(frozen=True, slots=True)
class Epoch:
    flux_jy: float
    #: None if unknown.
    error_jy: float | None = None
    mjd: float | None = None
    #: Bit mask.
    flags: int = 0

    @property
    def is_measured(self) -> bool:
        return abs(self.flux_jy) <= LARGEST  # false for NaN

    @property
    def has_error(self) -> bool:
        # An error of 0 cannot be a weight and counts as unknown.
        return self.error_jy is not None and SMALLEST <= self.error_jy <= LARGEST


def measured(epochs: Sequence[Epoch]) -> list[Epoch]:
    return [epoch for epoch in epochs if epoch.is_measured]
