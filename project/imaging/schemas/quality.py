from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasChoices, Field

from project.core.http.schemas import Out
from project.imaging.catalogue.grades import Grade
from project.imaging.catalogue.run_status import JobStatus


class NoiseOut(Out):
    noise_rms_jy: float | None = Field(validation_alias="noise_jy")
    dynamic_range: float | None
    theoretical_noise_jy: None = None


class BeamOut(Out):
    major_arcsec: float | None = Field(validation_alias="beam_major_arcsec")
    minor_arcsec: float | None = Field(validation_alias="beam_minor_arcsec")
    pa_deg: float | None = Field(validation_alias="beam_pa_deg")


class SourceCountOut(Out):
    n_sources: int | None = Field(validation_alias="qa_num_sources")
    peak_flux_jy: float | None = Field(validation_alias="qa_peak_flux_jy")


QualityFlag = Annotated[
    dict[str, Any], Field(examples=[{"rule": "overall_quality", "value": "excellent", "source": "image_qa"}])
]


class ImageReportOut(Out):
    image_id: str
    qa_grade: Grade | None
    qa_summary: str | None
    quality_metrics: NoiseOut = Field(validation_alias=AliasChoices("whole"))
    beam: BeamOut = Field(validation_alias=AliasChoices("whole"))
    source_stats: SourceCountOut = Field(validation_alias=AliasChoices("whole"))
    flags: list[QualityFlag]
    warnings: list[str] = Field(examples=[["Low dynamic range"]])


class ImageQualityOut(Out):
    image_id: str
    qa_grade: Grade | None
    qa_summary: str | None
    quality_metrics: dict[str, float | None]
    flags: list[QualityFlag]
    timestamp: float | None = Field(description="Time of the assessment, in seconds since 1970.")


class MeasurementSetQualityOut(Out):
    ms_path: str = Field(validation_alias="path")
    qa_grade: Grade
    qa_summary: str = Field(validation_alias="ms_summary")
    stage: str | None
    status: str | None = Field(validation_alias="ms_status")
    cal_applied: bool
    quality_metrics: dict[str, Any]
    flags: list[QualityFlag] = Field(validation_alias="ms_flags")
    timestamp: float | None = Field(description="Time of the assessment, in seconds since 1970.")


class JobQualityOut(Out):
    run_id: str
    qa_grade: Grade
    qa_summary: str = Field(validation_alias="job_summary")
    ms_path: str = Field(validation_alias="path")
    cal_table: str | None = Field(validation_alias="newest_cal_table")
    flags: list[QualityFlag] = Field(validation_alias="job_flags")
    queue_status: JobStatus | None
    pipeline_config: dict[str, Any] | None = Field(validation_alias="config")
