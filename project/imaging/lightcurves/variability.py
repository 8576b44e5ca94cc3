"""How much the flux of a source varies. Pure: fluxes and their errors in, in Jy; no I/O.

Two sets of formulas stand side by side, each with its own readers: `assess` is what the variability route has always
answered (sample deviation, plain mean), `eta`, `v_index`, `largest_deviation` and `two_epoch` are the pipeline's own
(Swinbank et al. 2015, A&C 11, 25; Mooley et al. 2016, ApJ 818, 105).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

#: What is beyond them, in Jy, no telescope measures; between them, no square and no sum of squares overflows.
SMALLEST, LARGEST = 1e-60, 1e60
#: The dashboard's lines: a source above them is variable.
ETA_LINE, V_LINE = 1.5, 0.1
#: Pairs of epochs are compared up to so many: their number grows with the square.
MOST_EPOCHS_IN_PAIRS = 1000


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


@dataclass(frozen=True, slots=True)
class FluxStatistics:
    mean_jy: float
    #: Of the sample: n - 1.
    std_jy: float
    min_jy: float
    max_jy: float


@dataclass(frozen=True, slots=True)
class TwoEpoch:
    """How much two epochs differ: `vs` in units of their errors, `m` of their mean."""

    vs: float
    #: Null where the two add up to 0.
    m: float | None


@dataclass(frozen=True, slots=True)
class Variability:
    """Of at least two epochs; each number as it is written, rounded."""

    #: Sample deviation by mean; null without a positive mean.
    variability_index: float | None
    chi_squared: float | None
    chi_squared_reduced: float | None
    is_variable: bool
    flux_stats: FluxStatistics
    eta: float
    v: float | None
    largest_deviation: float | None
    two_epoch: TwoEpoch | None


def measured(epochs: Sequence[Epoch]) -> list[Epoch]:
    return [epoch for epoch in epochs if epoch.is_measured]


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
    if len(fluxes) < 2 or (mean := _mean(fluxes)) <= 0:
        return None
    return _deviation(fluxes, mean, len(fluxes)) / mean


def largest_deviation(epochs: Sequence[Epoch]) -> float | None:
    """Of one flux from the mean, in population deviations: from 5 on it may be a scattering event. None without any."""
    fluxes = [epoch.flux_jy for epoch in measured(epochs)]
    if len(fluxes) < 2:
        return None
    mean = _mean(fluxes)
    deviation = _deviation(fluxes, mean, len(fluxes))
    return max(max(fluxes) - mean, mean - min(fluxes)) / deviation if deviation else None


def two_epoch(a: Epoch, b: Epoch) -> TwoEpoch | None:
    """Vs = (a-b)/hypot(errors), m = 2(a-b)/(a+b); None where an error is not known."""
    if a.error_jy is None or b.error_jy is None or not (a.has_error and b.has_error):
        return None
    difference, total = a.flux_jy - b.flux_jy, a.flux_jy + b.flux_jy
    return TwoEpoch(difference / math.hypot(a.error_jy, b.error_jy), 2 * difference / total if total else None)


def most_significant_pair(epochs: Sequence[Epoch]) -> TwoEpoch | None:
    """Of all pairs, the one with the greatest Vs, the brighter epoch first."""
    usable = [epoch for epoch in measured(epochs) if epoch.has_error]
    if not 2 <= len(usable) <= MOST_EPOCHS_IN_PAIRS:
        return None
    usable.sort(key=lambda epoch: epoch.flux_jy, reverse=True)
    least = min(epoch.error_jy or 0.0 for epoch in usable)
    best: TwoEpoch | None = None
    for place, brighter in enumerate(usable):
        # No pair of this one can be more significant than with the least error: so most are never looked at.
        reach = math.hypot(brighter.error_jy or 0.0, least)
        for other in islice(reversed(usable), len(usable) - place - 1):
            if best is not None and (brighter.flux_jy - other.flux_jy) / reach <= best.vs:
                break
            found = two_epoch(brighter, other)
            if found is not None and (best is None or found.vs > best.vs):
                best = found
    return best


def chi_squared(epochs: Sequence[Epoch]) -> float | None:
    """Σ((f - mean)/e)² over those with an error above 0; None unless every one has an error, and one is above 0."""
    known = measured(epochs)
    if any(epoch.error_jy is None or math.isnan(epoch.error_jy) for epoch in known):
        return None
    mean = _mean([epoch.flux_jy for epoch in known])
    weighed = [((epoch.flux_jy - mean) / epoch.error_jy) ** 2 for epoch in known if epoch.error_jy and epoch.has_error]
    return math.fsum(weighed) if weighed else None


def is_variable(epochs: Sequence[Epoch]) -> bool:
    """Whether the flux scatters by more than a tenth and, where all errors are known, by more than the errors explain.

    Without the second, every source at the limit of detection would be variable. Where the mean is not positive, the
    errors have to be known.
    """
    known = measured(epochs)
    fluxes = [epoch.flux_jy for epoch in known]
    mean = _mean(fluxes)
    scatters = _deviation(fluxes, mean, len(fluxes) - 1) > V_LINE * abs(mean)
    if mean > 0 and not all(epoch.has_error for epoch in known):
        return scatters
    return scatters and eta(known) > ETA_LINE


def assess(epochs: Sequence[Epoch]) -> Variability | None:
    """All of a light curve; None for fewer than two measurements."""
    known = measured(epochs)
    if len(known) < 2:
        return None
    fluxes = [epoch.flux_jy for epoch in known]
    mean = _mean(fluxes)
    std = _deviation(fluxes, mean, len(fluxes) - 1)
    chi = chi_squared(known)
    pair = most_significant_pair(known)
    return Variability(
        variability_index=_rounded(std / mean if mean > 0 else None, 4),
        chi_squared=_rounded(chi, 2),
        chi_squared_reduced=_rounded(None if chi is None else chi / (len(known) - 1), 2),
        is_variable=is_variable(known),
        flux_stats=FluxStatistics(*(round(value, 6) for value in (mean, std, min(fluxes), max(fluxes)))),
        eta=round(eta(known), 4),
        v=_rounded(v_index(known), 4),
        largest_deviation=_rounded(largest_deviation(known), 4),
        two_epoch=pair and TwoEpoch(round(pair.vs, 4), _rounded(pair.m, 4)),
    )


def _mean(fluxes: Sequence[float]) -> float:
    """Of equal fluxes exactly that flux, so that they do not deviate from it."""
    return fluxes[0] if min(fluxes) == max(fluxes) else statistics.fmean(fluxes)


def _deviation(fluxes: Sequence[float], mean: float, divisor: int) -> float:
    return math.sqrt(math.fsum((flux - mean) ** 2 for flux in fluxes) / divisor)


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, places)
