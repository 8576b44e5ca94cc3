"""Quality grades."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from project.imaging.catalogue.sql import case_sql

Grade = Literal["good", "warn", "fail"]

#: By the stage of the measurement set; any other one, or none, is a fail.
GRADES: dict[str, Grade] = {"imaged": "good", "mosaicked": "good", "cataloged": "good", "calibrated": "warn"}
#: The worst first.
GRADE_ORDER: tuple[Grade, ...] = ("fail", "warn", "good")


def grade(stage: str | None) -> Grade:
    return GRADES.get(stage or "", "fail")


def worst_grade(grades: Iterable[Grade | None]) -> Grade | None:
    """Of several images; None where none of them has a grade."""
    found = set(grades)
    return next((one for one in GRADE_ORDER if one in found), None)


def grade_sql(ms: str) -> str:
    """SQL of the grade by a row of measurement sets: null where a join has found none."""
    return f"CASE WHEN {ms}.id IS NOT NULL THEN {case_sql(f'{ms}.stage', GRADES, 'fail')} END"


#: Of an image: null where its measurement set is not known.
IMAGE_GRADE_SQL = f"(SELECT {grade_sql('m')} FROM measurement_set m WHERE m.path_id = {{row}}.ms_path_id)"
