from dataclasses import dataclass

from project.assessments.grading.numbers import round_half_up
from project.assessments.reports.metric_values import Metrics, best_shoulder_angle, value_of


@dataclass(frozen=True, slots=True)
class Profile:
    """Each axis is 0–100 to one decimal, higher is better; None where nothing was measured."""

    balance: float | None
    flexibility: float | None
    symmetry: float | None
    stability: float | None
    coordination: float | None


def profile_of(metrics: Metrics) -> Profile:
    hold, sway = value_of(metrics, "one_leg", "holdTime"), value_of(metrics, "one_leg", "swayIndex")
    shoulder = best_shoulder_angle(metrics)
    coordination = value_of(metrics, "jump", "jumpScore")
    if coordination is None:
        coordination = value_of(metrics, "raise_hand", "armRaiseScore")
    return Profile(
        balance=None if hold is None else _percent(hold * 20),
        flexibility=None if shoulder is None else _percent(shoulder / 1.8),
        symmetry=_symmetry(metrics),
        stability=None if sway is None else _percent(100 - sway * 500),
        coordination=None if coordination is None else _percent(coordination * 50),
    )


def _symmetry(metrics: Metrics) -> float | None:
    measured = value_of(metrics, "walk", "symmetryPercent", "gaitSymmetry", "symmetry")
    if measured is not None:
        return _percent(measured)
    alternating = value_of(metrics, "walk", "alternatingSteps")
    return _percent(alternating * 20) if alternating else None


def _percent(value: float) -> float:
    return round_half_up(min(100.0, max(0.0, value)), 1)
