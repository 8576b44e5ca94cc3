from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from project.assessments.grading.tasks import FAILED_STATUSES, TaskResult
from project.assessments.reports.metric_values import best_shoulder_angle, value_of

Area = Literal["Balance", "Stability", "Shoulder range", "Gait", "Tiptoe", "Lower body"]
RiskDegree = Literal["high", "moderate"]


@dataclass(frozen=True, slots=True)
class Risk:
    area: Area
    level: RiskDegree
    detail: str


def list_risks(counted: Mapping[str, TaskResult]) -> list[Risk]:
    """Return risks by area, from one task per name. Limits are the same at every age."""
    metrics = {name: task.metrics for name, task in counted.items()}
    failed = {name for name, task in counted.items() if task.status in FAILED_STATUSES}
    recorded = "the task was recorded as failed"
    found = [
        _below(value_of(metrics, "one_leg", "holdTime"), "Balance", 3, 5, "stood on one leg for", "s"),
        _sway_risk(value_of(metrics, "one_leg", "swayIndex")),
        _below(best_shoulder_angle(metrics, above=0), "Shoulder range", 120, 150, "best shoulder angle", "°"),
        Risk("Gait", "high", recorded) if "walk" in failed else None,
        Risk("Tiptoe", "moderate", recorded) if "tiptoe" in failed else None,
        Risk("Lower body", "moderate", recorded) if "squat" in failed else None,
    ]
    return [risk for risk in found if risk is not None]


def _below(value: float | None, area: Area, high: float, moderate: float, finding: str, unit: str) -> Risk | None:
    if value is None or value >= moderate:
        return None
    degree: RiskDegree = "high" if value < high else "moderate"
    limit = high if value < high else moderate
    return Risk(area, degree, f"{finding} {value:g} {unit}, below {limit:g} {unit} (one limit for all ages)")


def _sway_risk(sway: float | None) -> Risk | None:
    if sway is None or sway <= 0.1:
        return None
    return Risk("Stability", "moderate", f"body sway {sway:g} of the frame, above 0.1 (one limit for all ages)")
