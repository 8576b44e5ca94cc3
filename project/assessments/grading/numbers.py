import math
from collections.abc import Iterable, Mapping


def round_half_up(value: float, places: int = 0) -> float:
    """floor(x + 0.5) at the given decimal place; a value too large to have decimals is returned as it is."""
    if abs(value) >= 2**53:
        return value
    scale = 10.0**places
    return math.floor(value * scale + 0.5) / scale


def first_present(metrics: Mapping[str, float], names: Iterable[str]) -> float | None:
    return next((metrics[name] for name in names if name in metrics), None)
