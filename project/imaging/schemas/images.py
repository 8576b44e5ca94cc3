"""What the telescope's clients read of images, measurement sets, runs and their quality.

Nothing here is left out where it is not known: it is null.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AliasChoices, Field

from project.core.json_text import Written
from project.core.paging import Paging
from project.core.schemas import Out
from project.imaging.catalogue.run_status import (
    IMAGE_GRADE_SQL,
    JOB_FINISHED_SQL,
    JOB_STARTED_SQL,
    JOB_STATUS_SQL,
    PATH_SQL,
    Grade,
    JobStatus,
)

MAX_OFFSET = 2**53


class ProductPaging(Paging):
    """Query of a list of the telescope's. `offset` is for its old clients: `after` costs the same on every page."""

    limit: int = Field(default=100, ge=0, le=1000, description="Rows wanted.")
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET, description="Rows to leave out; the more, the slower.")


class ListedImageOut(Out):
    id: Annotated[str, Written("{row}.id::text")] = Field(examples=["910101"])
    path: Annotated[str, Written(PATH_SQL)]
    qa_grade: Annotated[Grade | None, Written(IMAGE_GRADE_SQL)]
    created_at: datetime
    run_id: str = Field(examples=["job-2025-10-02-134906"])
    pointing_ra_deg: float | None = Field(validation_alias="center_ra_deg", description="Of its centre, ICRS.")
    pointing_dec_deg: float | None = Field(validation_alias="center_dec_deg")


class ImageOut(Out):
    id: str = Field(validation_alias="image_id", examples=["910101"])
    path: str
    ms_path: str
    cal_table: str | None
    pointing_ra_deg: float | None = Field(validation_alias="center_ra_deg", description="Of its centre, ICRS.")
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


class ProvenanceOut(Out):
    run_id: str
    ms_path: str
    cal_table: str | None
    pointing_ra_deg: float | None
    pointing_dec_deg: float | None
    qa_grade: Grade | None
    qa_summary: str | None
    logs_url: str
    qa_url: str
    ms_url: str
    image_url: str | None
    created_at: datetime | None


def _twin(name: str) -> Any:
    return Field(validation_alias=AliasChoices(name), description=f"`{name}`, as the page of a run reads it.")


class JobProvenanceOut(ProvenanceOut):
    """With every name in both spellings, because the dashboard's page of a run reads the second one."""

    runId: str = _twin("run_id")  # noqa: N815
    msPath: str = _twin("ms_path")  # noqa: N815
    calTable: str | None = _twin("cal_table")  # noqa: N815
    pointingRaDeg: float | None = _twin("pointing_ra_deg")  # noqa: N815
    pointingDecDeg: float | None = _twin("pointing_dec_deg")  # noqa: N815
    qaGrade: Grade | None = _twin("qa_grade")  # noqa: N815
    qaSummary: str | None = _twin("qa_summary")  # noqa: N815
    logsUrl: str = _twin("logs_url")  # noqa: N815
    qaUrl: str = _twin("qa_url")  # noqa: N815
    msUrl: str = _twin("ms_url")  # noqa: N815
    imageUrl: str | None = _twin("image_url")  # noqa: N815
    createdAt: datetime | None = _twin("created_at")  # noqa: N815


class NoiseOut(Out):
    noise_rms_jy: float | None = Field(validation_alias="noise_jy")
    dynamic_range: float | None
    theoretical_noise_jy: None = None


class BeamOut(Out):
    major_arcsec: float | None = Field(validation_alias="beam_major_arcsec")
    minor_arcsec: float | None = Field(validation_alias="beam_minor_arcsec")
    pa_deg: float | None = Field(validation_alias="beam_pa_deg")


class CountsOut(Out):
    n_sources: int | None = Field(validation_alias="qa_num_sources")
    peak_flux_jy: float | None = Field(validation_alias="qa_peak_flux_jy")


Flag = Annotated[
    dict[str, Any], Field(examples=[{"rule": "overall_quality", "value": "excellent", "source": "image_qa"}])
]


class ImageReportOut(Out):
    image_id: str
    qa_grade: Grade | None
    qa_summary: str | None
    quality_metrics: NoiseOut = Field(validation_alias=AliasChoices("whole"))
    beam: BeamOut = Field(validation_alias=AliasChoices("whole"))
    source_stats: CountsOut = Field(validation_alias=AliasChoices("whole"))
    flags: list[Flag]
    warnings: list[str] = Field(examples=[["Low dynamic range"]])


class ImageQualityOut(Out):
    image_id: str
    qa_grade: Grade | None
    qa_summary: str | None
    quality_metrics: dict[str, float | None]
    flags: list[Flag]
    timestamp: float | None = Field(description="Of the assessment, in seconds since 1970.")


class MeasurementSetQualityOut(Out):
    ms_path: str = Field(validation_alias="path")
    qa_grade: Grade
    qa_summary: str = Field(validation_alias="ms_summary")
    stage: str | None
    status: str | None = Field(validation_alias="ms_status")
    cal_applied: bool
    quality_metrics: dict[str, Any]
    flags: list[Flag] = Field(validation_alias="ms_flags")
    timestamp: float | None = Field(description="Of the assessment, in seconds since 1970.")


class JobQualityOut(Out):
    run_id: str
    qa_grade: Grade
    qa_summary: str = Field(validation_alias="job_summary")
    ms_path: str = Field(validation_alias="path")
    cal_table: str | None = Field(validation_alias="newest_cal_table")
    flags: list[Flag] = Field(validation_alias="job_flags")
    queue_status: JobStatus | None
    pipeline_config: dict[str, Any] | None = Field(validation_alias="config")


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


class ListedJobOut(Out):
    run_id: str
    status: Annotated[JobStatus, Written(JOB_STATUS_SQL)]
    started_at: Annotated[datetime | None, Written(JOB_STARTED_SQL)]
    finished_at: Annotated[datetime | None, Written(JOB_FINISHED_SQL)]
    processed_at: datetime | None = Field(description="When its measurement set was worked on last.")


class JobOut(Out):
    run_id: str
    status: JobStatus
    started_at: datetime | None
    finished_at: datetime | None
    processed_at: datetime | None = Field(description="When its measurement set was worked on last.")
    logs_url: str
    qa_url: str
    config: dict[str, Any] | None


class TotalOut(Out):
    total: int


class StagesOut(Out):
    imaged: int
    calibrated: int
    ingested: int
    pending: int = Field(description="Those without a stage.")


class MeasurementSetsCountedOut(TotalOut):
    by_stage: StagesOut


class StatusesOut(Out):
    completed: int
    running: int
    pending: int
    failed: int


class JobsCountedOut(TotalOut):
    by_status: StatusesOut


class RecentImageOut(Out):
    path: str
    created_at: datetime
    type: str


class StatisticsMetaOut(Out):
    generated_at: datetime
    cache_hint_seconds: int = 30


class StatisticsOut(Out):
    ms: MeasurementSetsCountedOut
    images: TotalOut
    photometry: TotalOut
    sources: TotalOut
    jobs: JobsCountedOut = Field(description="The pipeline's batch jobs.")
    recent_images: list[RecentImageOut]
    cal_tables: TotalOut
    meta: StatisticsMetaOut = Field(alias="_meta")


class CatalogueHealthOut(Out):
    status: str = Field(examples=["healthy"])
    service: str
    version: str
    api_version: str
    timestamp: datetime
