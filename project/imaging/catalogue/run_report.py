"""One image, and one run of the pipeline with its measurement set, with all that is known of them in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from project.imaging.catalogue import grades, links, run_status, summaries
from project.imaging.catalogue.grades import Grade
from project.imaging.catalogue.provenance import Provenance
from project.imaging.catalogue.run_status import JobStatus


@dataclass(frozen=True, slots=True)
class CalibratorMatch:
    """A calibration table that was derived from a measurement set."""

    cal_table: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """A measurement set and the run of the pipeline that worked on it."""

    path: str
    run_id: str
    stage: str | None
    ms_status: str | None
    cal_applied: bool
    processed_at: datetime | None
    pointing_ra_deg: float | None
    pointing_dec_deg: float | None
    #: In the order of application.
    calibrator_matches: list[CalibratorMatch]
    newest_cal_table: str | None
    newest_image_id: int | None
    #: Of the newest assessment of its calibration.
    overall_quality: str | None
    k_metrics: str | None
    bp_metrics: str | None
    g_metrics: str | None
    flags_total: float | None
    assessed_at: datetime | None
    remarks: list[Any]
    #: Of its newest image.
    image_quality: str | None
    image_remarks: list[Any]
    #: Of the newest record in the queue; `params` tells nothing without one.
    queue_status: JobStatus | None
    params: Any
    job_started_at: datetime | None
    job_finished_at: datetime | None

    @property
    def qa_grade(self) -> Grade:
        return grades.grade(self.stage)

    @property
    def ms_summary(self) -> str:
        return summaries.measurement_set_summary(self.cal_applied, self.stage)

    @property
    def job_summary(self) -> str:
        return summaries.job_summary(self.stage)

    @property
    def status(self) -> JobStatus:
        return run_status.job_status(self.queue_status, self.ms_status)

    @property
    def started_at(self) -> datetime | None:
        return self.job_started_at or self.processed_at

    @property
    def finished_at(self) -> datetime | None:
        return run_status.job_finished_at(self.status, self.queue_status, self.job_finished_at, self.processed_at)

    @property
    def config(self) -> dict[str, Any] | None:
        return None if self.queue_status is None else run_status.config_of(self.params)

    @property
    def logs_url(self) -> str:
        return links.logs_url(self.run_id)

    @property
    def qa_url(self) -> str:
        return links.qa_url("job", self.run_id)

    @property
    def ms_flags(self) -> list[dict[str, Any]]:
        quality = summaries.quality_flags(
            "calibration_qa", overall_quality=self.overall_quality, flags_total=self.flags_total
        )
        return quality + summaries.remark_flags(self.remarks)

    @property
    def job_flags(self) -> list[dict[str, Any]]:
        """Those of the measurement set, then those of its newest image."""
        quality = summaries.quality_flags("image_qa", overall_quality=self.image_quality)
        return self.ms_flags + quality + summaries.remark_flags(self.image_remarks)

    @property
    def quality_metrics(self) -> dict[str, Any]:
        """What is known of the assessment, then stage and status in any case."""
        names = ("overall_quality", "k_metrics", "bp_metrics", "g_metrics", "flags_total")
        assessed = {name: getattr(self, name) for name in names}
        found = {name: value for name, value in assessed.items() if value is not None}
        return {**found, "stage": self.stage, "status": self.ms_status}

    @property
    def timestamp(self) -> float | None:
        return None if self.assessed_at is None else self.assessed_at.timestamp()

    @property
    def ms_provenance(self) -> Provenance:
        first = self.calibrator_matches[0].cal_table if self.calibrator_matches else None
        return self._provenance(first, self.ms_summary, links.qa_url("ms", self.path))

    @property
    def job_provenance(self) -> Provenance:
        return self._provenance(self.newest_cal_table, self.job_summary, self.qa_url)

    def _provenance(self, cal_table: str | None, summary: str, qa_url: str) -> Provenance:
        return Provenance(
            run_id=self.run_id,
            ms_path=self.path,
            cal_table=cal_table,
            pointing_ra_deg=self.pointing_ra_deg,
            pointing_dec_deg=self.pointing_dec_deg,
            qa_grade=self.qa_grade,
            qa_summary=summary,
            logs_url=self.logs_url,
            qa_url=qa_url,
            ms_url=links.measurement_set_url(self.path),
            image_url=links.image_url(self.newest_image_id),
            created_at=self.processed_at,
        )
