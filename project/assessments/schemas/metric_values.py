"""Fast validation of metrics, of which there may be millions: accept only what the full validation would accept."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

NUMBERS = {int, float}
MAX_METRICS = 1000


def checked_unless_plain(metrics: Any, check: Callable[[Any], Any]) -> Any:
    """Skip `check` for numbers with plain names. For a WrapValidator."""
    return metrics if type(metrics) is dict and _are_plain(metrics) else check(metrics)


def floats_unless_checked(metrics: Any, check: Callable[[Any], Any]) -> Any:
    if type(metrics) is dict and _are_plain(metrics):
        return dict(zip(metrics, map(float, metrics.values()), strict=True))
    return check(metrics)


def _are_plain(metrics: dict[str, Any]) -> bool:
    names = "".join(metrics)
    return (
        0 < len(metrics) <= MAX_METRICS
        and names.isascii()
        and names.isprintable()
        and all(map(str.strip, metrics))
        and max(map(len, metrics)) <= 100
        and set(map(type, metrics.values())) <= NUMBERS
        and min(metrics.values()) > -(2**53)
        and max(metrics.values()) < 2**53
        and math.isfinite(sum(metrics.values()))
    )
