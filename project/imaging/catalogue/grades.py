from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from project.imaging.catalogue.sql import case_sql

Grade = Literal["good", "warn", "fail"]

#: By stage of the measurement set. Any other is a fail.
GRADES: dict[str, Grade] = {"imaged": "good", "mosaicked": "good", "cataloged": "good", "calibrated": "warn"}
#: Worst first.
GRADE_ORDER: tuple[Grade, ...] = ("fail", "warn", "good")


def grade(stage: str | None) -> Grade:
    return GRADES.get(stage or "", "fail")


def worst_grade(grades: Iterable[Grade | None]) -> Grade | None:
    present = set(grades)
    return next((one for one in GRADE_ORDER if one in present), None)


def grade_sql(ms: str) -> str:
    """Return SQL of the grade by a row of `measurement_set`. Null if an outer join found none."""
    return f"CASE WHEN {ms}.id IS NOT NULL THEN {case_sql(f'{ms}.stage', GRADES, 'fail')} END"


#: The grade of an image. Null if its measurement set is unknown.
IMAGE_GRADE_SQL = f"(SELECT {grade_sql('m')} FROM measurement_set m WHERE m.path_id = {{row}}.ms_path_id)"
