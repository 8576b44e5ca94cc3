import math
from dataclasses import dataclass
from datetime import datetime

from project.assessments.grading.numbers import round_half_up


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a report needs of the session: age in years, height in cm, weight in kg."""

    child_name: str
    child_age: int
    child_height_cm: float | None = None
    child_weight_kg: float | None = None
    child_gender: str | None = None
    started_at: datetime | None = None
    session_type: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class ChildFacts:
    name: str
    age: int
    height_cm: float | None
    weight_kg: float | None
    gender: str | None
    #: kg/m², one decimal.
    bmi: float | None


def body_mass_index(height_cm: float | None, weight_kg: float | None) -> float | None:
    """Return kg ÷ m² to one decimal, or None unless both are positive and the result is finite."""
    if height_cm is None or weight_kg is None or height_cm <= 0 or weight_kg <= 0:
        return None
    area = (height_cm / 100) * (height_cm / 100)
    if area == 0 or not math.isfinite(area) or not math.isfinite(weight_kg / area):
        return None
    return round_half_up(weight_kg / area, 1)


def child_facts(facts: SessionFacts) -> ChildFacts:
    bmi = body_mass_index(facts.child_height_cm, facts.child_weight_kg)
    return ChildFacts(
        facts.child_name, facts.child_age, facts.child_height_cm, facts.child_weight_kg, facts.child_gender, bmi
    )
