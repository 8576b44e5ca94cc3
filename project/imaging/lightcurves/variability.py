"""Measures of the variability of a source, from fluxes and errors in Jy.

`eta`, `v_index` and `largest_deviation` are the pipeline's (Swinbank et al. 2015, A&C 11, 25). `chi_squared` and
`is_variable` keep the definitions that the variability route has always used: unweighted mean, sample deviation.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from project.imaging.lightcurves.epochs import Epoch, measured

#: The dashboard's thresholds: a source above them is variable.
ETA_THRESHOLD, V_THRESHOLD = 1.5, 0.1


def eta(epochs: Sequence[Epoch]) -> float:
    """Return the reduced chi squared of a constant flux, Σ w (f - weighted mean)² / (n-1) with w = 1/e².

    Equal to n/(n-1) · (mean(w f²) - mean(w f)²/mean(w)), but does not cancel. 0 for fewer than two errors.
    """
    weighted = [
        (1 / epoch.error_jy**2, epoch.flux_jy) for epoch in measured(epochs) if epoch.error_jy and epoch.has_error
    ]
    if len(weighted) < 2:
        return 0.0
    mean = math.fsum(w * f for w, f in weighted) / math.fsum(w for w, _ in weighted)
    return math.fsum(w * (f - mean) ** 2 for w, f in weighted) / (len(weighted) - 1)


def v_index(epochs: Sequence[Epoch]) -> float | None:
    """Return the population deviation over the mean. None for fewer than two epochs or a mean of 0 or less."""
    fluxes = [epoch.flux_jy for epoch in measured(epochs)]
    if len(fluxes) < 2 or (mean := mean_of(fluxes)) <= 0:
        return None
    return std_of(fluxes, mean, len(fluxes)) / mean


def largest_deviation(epochs: Sequence[Epoch]) -> float | None:
    """Return the largest deviation from the mean in population deviations. From 5 on, perhaps a scattering event."""
    fluxes = [epoch.flux_jy for epoch in measured(epochs)]
    if len(fluxes) < 2:
        return None
    mean = mean_of(fluxes)
    deviation = std_of(fluxes, mean, len(fluxes))
    return max(max(fluxes) - mean, mean - min(fluxes)) / deviation if deviation else None


def chi_squared(epochs: Sequence[Epoch]) -> float | None:
    """Return Σ((f - mean)/e)² over errors above 0. None if an error is unknown, or none is above 0."""
    epochs = measured(epochs)
    if any(epoch.error_jy is None or math.isnan(epoch.error_jy) for epoch in epochs):
        return None
    mean = mean_of([epoch.flux_jy for epoch in epochs])
    terms = [((epoch.flux_jy - mean) / epoch.error_jy) ** 2 for epoch in epochs if epoch.error_jy and epoch.has_error]
    return math.fsum(terms) if terms else None


def is_variable(epochs: Sequence[Epoch]) -> bool:
    """Whether the flux scatters by more than a tenth and, if all errors are known, by more than they explain.

    Without the second condition every source at the detection limit would be variable. A source with a mean of 0 or
    less is variable only if all errors are known.
    """
    epochs = measured(epochs)
    fluxes = [epoch.flux_jy for epoch in epochs]
    mean = mean_of(fluxes)
    scatters = std_of(fluxes, mean, len(fluxes) - 1) > V_THRESHOLD * abs(mean)
    if mean > 0 and not all(epoch.has_error for epoch in epochs):
        return scatters
    return scatters and eta(epochs) > ETA_THRESHOLD


def mean_of(fluxes: Sequence[float]) -> float:
    """Return the mean. For equal fluxes it is exactly that flux, so that their deviation is 0."""
    return fluxes[0] if min(fluxes) == max(fluxes) else statistics.fmean(fluxes)


def std_of(fluxes: Sequence[float], mean: float, divisor: int) -> float:
    return math.sqrt(math.fsum((flux - mean) ** 2 for flux in fluxes) / divisor)
