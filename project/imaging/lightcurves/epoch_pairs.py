"""How much two epochs differ (Mooley et al. 2016, ApJ 818, 105)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from project.imaging.lightcurves.epochs import Epoch, measured

#: Pairs of epochs are compared up to so many: their number grows with the square.
MOST_EPOCHS_IN_PAIRS = 1000


@dataclass(frozen=True, slots=True)
class TwoEpoch:
    """How much two epochs differ: `vs` in units of their errors, `m` of their mean."""

    vs: float
    #: Null where the two add up to 0.
    m: float | None


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
