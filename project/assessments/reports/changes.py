import math
from typing import Literal

from project.assessments.grading.numbers import round_half_up
from project.assessments.norms.metrics import Direction

Verdict = Literal["better", "worse", "same"]


def change_between(first: float | None, last: float | None) -> float | None:
    """Return last − first, or None if either is missing or the difference overflows."""
    return None if first is None or last is None else _finite(last - first)


def percent_between(first: float | None, last: float | None) -> float | None:
    """Return the change in per cent of |first|, to one decimal. None if first is 0 or missing, or on overflow."""
    change = change_between(first, last)
    if not first or change is None:
        return None
    percent = _finite(change / abs(first) * 100)
    return None if percent is None else round_half_up(percent, 1)


def verdict_between(first: float | None, last: float | None, direction: Direction | None) -> Verdict | None:
    if first is None or last is None or direction is None:
        return None
    if first == last:
        return "same"
    return "better" if (last > first) == (direction == "higher") else "worse"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
