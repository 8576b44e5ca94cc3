"""How much two epochs differ (Mooley et al. 2016, ApJ 818, 105)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from project.imaging.lightcurves.epochs import Epoch, measured

#: With more epochs, their pairs are too many to compare.
MAX_EPOCHS_IN_PAIRS = 1000


@dataclass(frozen=True, slots=True)
class TwoEpoch:
    """The difference of two epochs: `vs` in units of their errors, `m` relative to their mean."""

    vs: float
    #: Null if the fluxes add up to 0.
    m: float | None


def two_epoch(a: Epoch, b: Epoch) -> TwoEpoch | None:
    """Return Vs = (a-b)/hypot(errors) and m = 2(a-b)/(a+b), or None if an error is unknown."""
    if a.error_jy is None or b.error_jy is None or not (a.has_error and b.has_error):
        return None
    difference, total = a.flux_jy - b.flux_jy, a.flux_jy + b.flux_jy
    return TwoEpoch(difference / math.hypot(a.error_jy, b.error_jy), 2 * difference / total if total else None)


def most_significant_pair(epochs: Sequence[Epoch]) -> TwoEpoch | None:
    """Return the pair with the greatest Vs, the brighter epoch first."""
    usable = [epoch for epoch in measured(epochs) if epoch.has_error]
    if not 2 <= len(usable) <= MAX_EPOCHS_IN_PAIRS:
        return None
    usable.sort(key=lambda epoch: epoch.flux_jy, reverse=True)
    min_error = min(epoch.error_jy or 0.0 for epoch in usable)
    best: TwoEpoch | None = None
    for index, brighter in enumerate(usable):
        # No pair of this epoch exceeds its difference over this error, so most pairs need no look.
        min_pair_error = math.hypot(brighter.error_jy or 0.0, min_error)
        for other in islice(reversed(usable), len(usable) - index - 1):
            if best is not None and (brighter.flux_jy - other.flux_jy) / min_pair_error <= best.vs:
                break
            pair = two_epoch(brighter, other)
            if pair is not None and (best is None or pair.vs > best.vs):
                best = pair
    return best
