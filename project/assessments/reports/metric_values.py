import math
from collections.abc import Mapping

from project.assessments.grading.numbers import first_present

Metrics = Mapping[str, Mapping[str, float]]


def value_of(metrics: Metrics, task_name: str, *names: str) -> float | None:
    return first_present(metrics.get(task_name, {}), names)


def best_shoulder_angle(metrics: Metrics, above: float = -math.inf) -> float | None:
    angles = (value_of(metrics, "raise_hand", name) for name in ("leftShoulderAngle", "rightShoulderAngle"))
    best = max((angle for angle in angles if angle is not None), default=None)
    return best if best is not None and best > above else None
