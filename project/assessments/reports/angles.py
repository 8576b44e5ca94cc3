from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from project.assessments.reports.metric_values import Metrics, value_of

Finding = Literal["within", "mild", "moderate", "significant", "not measured"]


@dataclass(frozen=True, slots=True)
class AngleFinding:
    """An angle and its expected range, in degrees."""

    name: str
    value: float | None
    low: float
    high: float
    finding: Finding


#: Name, task, metrics in order of preference, range in degrees.
_ANGLES: tuple[tuple[str, str, tuple[str, ...], float, float], ...] = (
    ("left shoulder", "raise_hand", ("leftShoulderAngle",), 150, 180),
    ("right shoulder", "raise_hand", ("rightShoulderAngle",), 150, 180),
    ("left elbow", "raise_hand", ("leftElbowAngle",), 160, 180),
    ("right elbow", "raise_hand", ("rightElbowAngle",), 160, 180),
    ("trunk lean on one leg", "one_leg", ("maxTrunkLean",), 0, 15),
    ("knee in squat", "squat", ("minKneeAngle", "kneeAngle"), 0, 130),
)


def _finding_of(
    metrics: Metrics, name: str, task_name: str, names: Iterable[str], low: float, high: float
) -> AngleFinding:
    value = value_of(metrics, task_name, *names)
    return AngleFinding(name, value, low, high, angle_finding(value, low, high))


def angle_finding(value: float | None, low: float, high: float) -> Finding:
    """Up to 5° outside the range is mild, up to 15° moderate, more is significant."""
    if value is None:
        return "not measured"
    outside = max(low - value, value - high)
    if outside <= 0:
        return "within"
    if outside <= 5:
        return "mild"
    return "moderate" if outside <= 15 else "significant"
