from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from project.core.http.schemas import Out
from project.core.json.text import Computed
from project.imaging.catalogue.grades import IMAGE_GRADE_SQL, Grade
from project.imaging.catalogue.sql import PATH_SQL


class ListedImageOut(Out):
    id: Annotated[str, Computed("{row}.id::text")] = Field(examples=["910101"])
    path: Annotated[str, Computed(PATH_SQL)]
    qa_grade: Annotated[Grade | None, Computed(IMAGE_GRADE_SQL)]
    created_at: datetime
    run_id: str = Field(examples=["job-2025-10-02-134906"])
    pointing_ra_deg: float | None = Field(validation_alias="center_ra_deg", description="Of the centre (ICRS).")
    pointing_dec_deg: float | None = Field(validation_alias="center_dec_deg")


class ImageOut(Out):
    id: str = Field(validation_alias="image_id", examples=["910101"])
    path: str
    ms_path: str
    cal_table: str | None
    pointing_ra_deg: float | None = Field(validation_alias="center_ra_deg", description="Of the centre (ICRS).")
    pointing_dec_deg: float | None = Field(validation_alias="center_dec_deg")
    qa_grade: Grade | None
    qa_summary: str | None = Field(examples=['RMS 0.42 mJy, DR 1180, Beam 13.4"'])
    run_id: str
    created_at: datetime
    noise_jy: float | None = Field(description="RMS, in Jy/beam.")
    dynamic_range: float | None
    beam_major_arcsec: float | None
    beam_minor_arcsec: float | None
    beam_pa_deg: float | None = Field(description="East of north.")
    peak_flux_jy: float | None = Field(validation_alias="qa_peak_flux_jy")


class ThumbnailQuery(BaseModel):
    size: int = Field(default=256, ge=16, le=1024, description="Maximum length of a side, in pixels.")
