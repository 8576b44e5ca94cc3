"""Grading of metrics by the standards of the child's age."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from project.assessments.norms.limits import AgeBand, Standard
from project.assessments.norms.metrics import definition_of
from project.assessments.norms.standards import standard_of, standards_of

GradedLevel = Literal["normal", "borderline", "abnormal"]
Level = Literal[GradedLevel, "not_graded"]


@dataclass(frozen=True, slots=True)
class MetricGrade:
    """A graded metric. `unit` is None if unknown and empty for pure numbers."""

    name: str
    value: float
    unit: str | None
    level: Level
    normal_range: str | None
    reference: str | None
    #: Why the metric was not graded.
    reason: str | None = None


def grade_metric(task_name: str, metric_name: str, value: float, age_years: int) -> MetricGrade:
    """Grade a value. Without a standard for the metric and age it is `not_graded`."""
    measure = definition_of(task_name, metric_name)
    unit = measure.unit if measure else None
    standard = standard_of(task_name, metric_name)
    if standard is None:
        return MetricGrade(metric_name, value, unit, "not_graded", None, None, "no standard for this metric")
    band = standard.band_for(age_years)
    if band is None:
        reason = f"no norm below age {standard.bands[0].from_age}"
        return MetricGrade(metric_name, value, unit, "not_graded", None, None, reason)
    level = level_in((standard, band), value) or "not_graded"
    return MetricGrade(metric_name, value, unit, level, standard.normal_range(band), standard.reference_for(band))


def level_of(task_name: str, metric_name: str, value: float, age_years: int) -> GradedLevel | None:
    return level_in(graded_bands(task_name, age_years).get(metric_name), value)


@lru_cache(1000)
def graded_bands(task_name: str, age_years: int) -> dict[str, tuple[Standard, AgeBand]]:
    found = {name: (standard, standard.band_for(age_years)) for name, standard in standards_of(task_name).items()}
    return {name: (standard, band) for name, (standard, band) in found.items() if band is not None}


def level_in(graded: tuple[Standard, AgeBand] | None, value: float) -> GradedLevel | None:
    if graded is None:
        return None
    standard, band = graded
    if standard.reached(value, band.normal):
        return "normal"
    if band.borderline is None or standard.reached(value, band.borderline):
        return "borderline"
    return "abnormal"
