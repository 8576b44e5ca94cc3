"""Invented children: names, growth, skills."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from project.assessments.demo.growth import BODY_MASS_INDEX, BOYS_CM, GIRLS_CM, median_at
from project.assessments.demo.movements import MOVEMENTS
from project.assessments.demo.names import child_names

DAYS_A_YEAR = 365.25
_NOTES = (
    "Wears glasses",
    "Born at 32 weeks",
    "Plays football twice a week",
    "Broke the left ankle last year, healed",
    "Shy at first; the mother stayed in the room",
    "Referred by the school nurse",
    "Tires quickly",
    "يرتدي نظارة طبية",
    "ولادة مبكرة في الأسبوع الرابع والثلاثين",
    "يتعب بسرعة عند الجري",
    "محوّل من طبيب المدرسة",
)


@dataclass(frozen=True, slots=True)
class Child:
    name: str
    gender: str
    notes: str
    born_at: datetime
    #: Height and body mass index relative to the median at any age.
    tall: float
    heavy: float
    #: Whether height and weight are known.
    measured: bool
    #: By task, in standard deviations; 0 is average.
    skills: dict[str, float]
    #: Gain in every skill with each further session.
    gain: float
    #: Degrees that the left and the right arm stay lower.
    weakness: tuple[float, float]

    def age_at(self, moment: datetime) -> float:
        return (moment - self.born_at).days / DAYS_A_YEAR

    def height_cm(self, age: float) -> float:
        return self.tall * median_at(GIRLS_CM if self.gender == "female" else BOYS_CM, age)

    def weight_kg(self, age: float) -> float:
        return self.heavy * median_at(BODY_MASS_INDEX, age) * (self.height_cm(age) / 100) ** 2

    def skill_at(self, task_name: str, age: float, earlier_sessions: int) -> float:
        return self.skills[task_name] - 0.2 * max(0.0, 5.5 - age) + self.gain * earlier_sessions


def children(rng: Random, first_seen: list[datetime]) -> Iterator[Child]:
    """Yield a child of 3 to 16 years for each first session. No two share a name."""
    names = child_names(rng, len(first_seen))
    for (name, gender), seen_at in zip(names, first_seen, strict=True):
        ability = rng.gauss(-0.85, 0.6)
        arms = [0.0, 0.0]
        if rng.random() < 0.04:
            ability -= 1
            arms[rng.randint(0, 1)] = rng.uniform(45, 100)
        yield Child(
            name=name,
            gender=gender if rng.random() < 0.97 else "",
            notes=rng.choice(_NOTES) if rng.random() < 0.3 else "",
            born_at=seen_at - timedelta(days=DAYS_A_YEAR * (3.01 + 13.4 * rng.betavariate(1.1, 1.5))),
            tall=rng.gauss(1, 0.04),
            heavy=rng.lognormvariate(0, 0.1),
            measured=rng.random() < 0.88,
            skills={task_name: ability + rng.gauss(0, 0.75) for task_name in MOVEMENTS},
            gain=rng.gauss(0.25, 0.3),
            weakness=(arms[0], arms[1]),
        )
