"""Children who do not exist: names, growth, skills."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from random import Random

from project.assessments.demo.movements import MOVEMENTS

DAYS_A_YEAR = 365.25

_ARABIC_GIRLS = "ليلى مريم فاطمة نور سلمى هنا ياسمين زينب رنا جنى آية دانا لمى تالا رغد شهد"
_ARABIC_BOYS = "محمد أحمد عمر يوسف علي كريم سامي حسن زياد آدم إبراهيم طارق خالد ماجد فارس نبيل"
_ARABIC_FAMILIES = "حداد خوري منصور الأحمد نجار سليمان عبدالله درويش الخطيب شاهين قاسم بركات صالح العلي"
_ARAB_GIRLS = "Layla Mariam Fatima Nour Salma Hana Yasmin Zeinab Rana Jana Aya Dana Lama Tala Raghad Shahd"
_ARAB_BOYS = "Mohammad Ahmad Omar Yousef Ali Karim Sami Hasan Ziad Adam Ibrahim Tarek Khaled Majed Fares Nabil"
_ARAB_FAMILIES = "Haddad Khoury Mansour Al-Ahmad Najjar Suleiman Darwish Al-Khatib Shahin Qasem Barakat Saleh"
_EUROPEAN_GIRLS = "Emma Zoë Chloé Sofía Giulia Łucja Freya Anna Klára Inês Maëlle Astrid Elif Ioana Saoirse Petra"
_EUROPEAN_BOYS = "Lukas Noé Mateo Luca Wojciech Søren Jonas Jiří João Émile Björn Oskar Deniz Andrei Oisín Matěj"
_EUROPEAN_FAMILIES = "Müller Lefèvre García Rossi Weiß Jørgensen Ferreira Dubois Lindström Popescu O’Brien"

#: Names of girls, of boys, of families, and the share of children who are called so.
_NAMES = (
    (_ARABIC_GIRLS, _ARABIC_BOYS, _ARABIC_FAMILIES, 0.35),
    (_ARAB_GIRLS, _ARAB_BOYS, _ARAB_FAMILIES, 0.25),
    (_EUROPEAN_GIRLS, _EUROPEAN_BOYS, _EUROPEAN_FAMILIES, 0.4),
)
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

#: Median height in cm from 3 to 17 years. Source: WHO growth standards and reference 2007, rounded.
_GIRLS_CM = (95, 102.7, 109.4, 115.1, 120.8, 126.6, 132.5, 138.6, 145, 151.2, 156.4, 159.8, 161.7, 162.5, 162.9)
_BOYS_CM = (96.1, 103.3, 110, 116, 121.7, 127.3, 132.6, 137.8, 143.1, 149.1, 156, 163.2, 169, 172.9, 175.2)
#: Median body mass index in kg/m², for both, from the same source.
_BMI = (15.5, 15.3, 15.2, 15.3, 15.5, 15.7, 16.1, 16.5, 17.1, 17.8, 18.5, 19.2, 19.9, 20.5, 21)


@dataclass(frozen=True, slots=True)
class Child:
    name: str
    gender: str
    notes: str
    born_at: datetime
    #: Of the median at every age: height, and body mass index.
    tall: float
    heavy: float
    #: Whether height and weight are known.
    measured: bool
    #: By task, in standard deviations; 0 is the average child.
    skills: dict[str, float]
    #: What each further sitting adds to every skill.
    gain: float
    #: Degrees by which the arms stay lower, left and right.
    weakness: tuple[float, float]

    def age_at(self, moment: datetime) -> float:
        return (moment - self.born_at).days / DAYS_A_YEAR

    def height_cm(self, age: float) -> float:
        return self.tall * _at_age(_GIRLS_CM if self.gender == "female" else _BOYS_CM, age)

    def weight_kg(self, age: float) -> float:
        return self.heavy * _at_age(_BMI, age) * (self.height_cm(age) / 100) ** 2

    def skill_at(self, task_name: str, age: float, earlier_sittings: int) -> float:
        return self.skills[task_name] - 0.2 * max(0.0, 5.5 - age) + self.gain * earlier_sittings


def _at_age(medians: tuple[float, ...], age: float) -> float:
    year = min(max(int(age), 3), 16)
    return medians[year - 3] + (medians[year - 2] - medians[year - 3]) * (age - year)


def children(rng: Random, first_seen: list[datetime]) -> Iterator[Child]:
    """One child, 3 to 16 years old, for each time of a first sitting; no two of one name."""
    names = _names(rng, len(first_seen))
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


def _names(rng: Random, count: int) -> list[tuple[str, str]]:
    """Whole names with the gender that goes with them."""
    found: list[tuple[str, str]] = []
    for girls, boys, families, share in _NAMES:
        firsts = [(first, "female") for first in girls.split()] + [(first, "male") for first in boys.split()]
        whole = [(f"{first} {family}", gender) for (first, gender), family in product(firsts, families.split())]
        found += rng.sample(whole, math.ceil(share * count))
    return rng.sample(found, count)
