from __future__ import annotations

from datetime import datetime

from pydantic import Field

from project.core.http.schemas import Out
from project.imaging.catalogue.grades import Grade


class CalibratorMatchOut(Out):
    cal_table: str
    type: str = Field(examples=["BP"])


class MeasurementSetOut(Out):
    path: str
    pointing_ra_deg: float | None
    pointing_dec_deg: float | None
    calibrator_matches: list[CalibratorMatchOut]
    qa_grade: Grade
    qa_summary: str = Field(validation_alias="ms_summary")
    run_id: str
    created_at: datetime | None = Field(validation_alias="processed_at")


class CalibratorMatchesOut(Out):
    ms_path: str = Field(validation_alias="path")
    matches: list[CalibratorMatchOut] = Field(validation_alias="calibrator_matches")
