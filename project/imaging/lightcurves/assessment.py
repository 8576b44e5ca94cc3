"""The variability of a source as its route answers it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from project.imaging.lightcurves.epoch_pairs import TwoEpoch, most_significant_pair
from project.imaging.lightcurves.epochs import Epoch, measured
from project.imaging.lightcurves.variability import (
    chi_squared,
    eta,
    is_variable,
    largest_deviation,
    mean_of,
    std_of,
    v_index,
)


@dataclass(frozen=True, slots=True)
class FluxStatistics:
    mean_jy: float
    #: Sample standard deviation (n-1).
    std_jy: float
    min_jy: float
    max_jy: float


@dataclass(frozen=True, slots=True)
class Variability:
    """Statistics of at least two epochs, rounded."""

    #: Sample deviation over mean. Null for a mean of 0 or less.
    variability_index: float | None
    chi_squared: float | None
    chi_squared_reduced: float | None
    is_variable: bool
    flux_stats: FluxStatistics
    eta: float
    v: float | None
    largest_deviation: float | None
    two_epoch: TwoEpoch | None


def assess(epochs: Sequence[Epoch]) -> Variability | None:
    """Assess a light curve. None for fewer than two measurements."""
    epochs = measured(epochs)
    if len(epochs) < 2:
        return None
    fluxes = [epoch.flux_jy for epoch in epochs]
    mean = mean_of(fluxes)
    std = std_of(fluxes, mean, len(fluxes) - 1)
    chi = chi_squared(epochs)
    pair = most_significant_pair(epochs)
    return Variability(
        variability_index=_rounded(std / mean if mean > 0 else None, 4),
        chi_squared=_rounded(chi, 2),
        chi_squared_reduced=_rounded(None if chi is None else chi / (len(epochs) - 1), 2),
        is_variable=is_variable(epochs),
        flux_stats=FluxStatistics(*(round(value, 6) for value in (mean, std, min(fluxes), max(fluxes)))),
        eta=round(eta(epochs), 4),
        v=_rounded(v_index(epochs), 4),
        largest_deviation=_rounded(largest_deviation(epochs), 4),
        two_epoch=pair and TwoEpoch(round(pair.vs, 4), _rounded(pair.m, 4)),
    )


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, places)
