"""Measurements of flux."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: What is beyond them, in Jy, no telescope measures; between them, no square and no sum of squares overflows.
SMALLEST, LARGEST = 1e-60, 1e60


@dataclass(frozen=True, slots=True)
class Epoch:
    """One measurement of flux."""

    flux_jy: float
    #: None where it is not known.
    error_jy: float | None = None
    mjd: float | None = None
    #: Bit mask.
    flags: int = 0

    @property
    def is_measured(self) -> bool:
        return abs(self.flux_jy) <= LARGEST  # not where it is NaN

    @property
    def has_error(self) -> bool:
        """Whether the error can weigh: 0 says as little as none."""
        return self.error_jy is not None and SMALLEST <= self.error_jy <= LARGEST


def measured(epochs: Sequence[Epoch]) -> list[Epoch]:
    return [epoch for epoch in epochs if epoch.is_measured]
