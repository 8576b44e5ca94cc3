"""How much the flux of a source varies. Pure: fluxes and their errors in, in Jy; no I/O.

Two sets of formulas stand side by side, each with its own readers: `assess` is what the variability route has always
answered (sample deviation, plain mean), `eta`, `v_index`, `largest_deviation` and `two_epoch` are the pipeline's own
(Swinbank et al. 2015, A&C 11, 25; Mooley et al. 2016, ApJ 818, 105).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from project.imaging.lightcurves.epochs import Epoch, measured

#: The dashboard's lines: a source above them is variable.
ETA_LINE, V_LINE = 1.5, 0.1


def eta(epochs: Sequence[Epoch]) -> float:
    """Scatter in units of the errors: n/(n-1) · (mean(w f²) - mean(w f)²/mean(w)) with w = 1/e²; 0 for fewer than 2.

    Written as Σ w (f - weighted mean)² / (n-1), which is the same and does not cancel.
    """
    weighed = [
        (1 / epoch.error_jy**2, epoch.flux_jy) for epoch in measured(epochs) if epoch.error_jy and epoch.has_error
    ]
    if len(weighed) < 2:
        return 0.0
    mean = math.fsum(w * f for w, f in weighed) / math.fsum(w for w, _ in weighed)
    return math.fsum(w * (f - mean) ** 2 for w, f in weighed) / (len(weighed) - 1)


def v_index(epochs: Sequence[Epoch]) -> float | None:
    """Population deviation by mean; None for fewer than 2, and without a positive mean."""
    fluxes = [epoch.flux_jy for epoch in measured(epochs)]
    if len(fluxes) < 2 or (mean := mean_of(fluxes)) <= 0:
        return None
    return std_of(fluxes, mean, len(fluxes)) / mean


def largest_deviation(epochs: Sequence[Epoch]) -> float | None:
    """Of one flux from the mean, in population deviations: from 5 on it may be a scattering event. None without any."""
    fluxes = [epoch.flux_jy for epoch in measured(epochs)]
    if len(fluxes) < 2:
        return None
    mean = mean_of(fluxes)
    deviation = std_of(fluxes, mean, len(fluxes))
    return max(max(fluxes) - mean, mean - min(fluxes)) / deviation if deviation else None


def chi_squared(epochs: Sequence[Epoch]) -> float | None:
    """Σ((f - mean)/e)² over those with an error above 0; None unless every one has an error, and one is above 0."""
    known = measured(epochs)
    if any(epoch.error_jy is None or math.isnan(epoch.error_jy) for epoch in known):
        return None
    mean = mean_of([epoch.flux_jy for epoch in known])
    weighed = [((epoch.flux_jy - mean) / epoch.error_jy) ** 2 for epoch in known if epoch.error_jy and epoch.has_error]
    return math.fsum(weighed) if weighed else None


def is_variable(epochs: Sequence[Epoch]) -> bool:
    """Whether the flux scatters by more than a tenth and, where all errors are known, by more than the errors explain.

    Without the second, every source at the limit of detection would be variable. Where the mean is not positive, the
    errors have to be known.
    """
    known = measured(epochs)
    fluxes = [epoch.flux_jy for epoch in known]
    mean = mean_of(fluxes)
    scatters = std_of(fluxes, mean, len(fluxes) - 1) > V_LINE * abs(mean)
    if mean > 0 and not all(epoch.has_error for epoch in known):
        return scatters
    return scatters and eta(known) > ETA_LINE


def mean_of(fluxes: Sequence[float]) -> float:
    """Of equal fluxes exactly that flux, so that they do not deviate from it."""
    return fluxes[0] if min(fluxes) == max(fluxes) else statistics.fmean(fluxes)


def std_of(fluxes: Sequence[float], mean: float, divisor: int) -> float:
    return math.sqrt(math.fsum((flux - mean) ** 2 for flux in fluxes) / divisor)
