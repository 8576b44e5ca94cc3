import math
from collections.abc import Iterable, Mapping


def round_half_up(value: float, places: int = 0) -> float:
    """Return floor(x + 0.5) at the given decimal place. Values beyond 2**53 have no decimals and stay."""
    if abs(value) >= 2**53:
        return value
    scale = 10.0**places
    return math.floor(value * scale + 0.5) / scale


def first_present(metrics: Mapping[str, float], names: Iterable[str]) -> float | None:
    return next((metrics[name] for name in names if name in metrics), None)
