"""One image, and one run of the pipeline with its measurement set, with all that is known of them in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from project.imaging.catalogue import run_status as derived
from project.imaging.catalogue.run_status import Grade, JobStatus


@dataclass(frozen=True, slots=True)
class CalibratorMatch:
    """A calibration table that was derived from a measurement set."""

    cal_table: str
    type: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a product, and where to read on."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageReport:
    id: int
    path: str
    ms_path: str
    run_id: str
    created_at: datetime
    center_ra_deg: float | None
    center_dec_deg: float | None
    #: The image's own; `qa_…` are those of its newest assessment.
    own_noise_jy: float | None
    own_dynamic_range: float | None
    own_beam_major_arcsec: float | None
    own_beam_minor_arcsec: float | None
    own_beam_pa_deg: float | None
    #: Whether there is a record of its measurement set, and that one's stage.
    indexed: bool
    stage: str | None
    #: The newest of its measurement set.
    cal_table: str | None
    qa_noise_jy: float | None
    qa_dynamic_range: float | None
    qa_beam_major_arcsec: float | None
    qa_beam_minor_arcsec: float | None
    qa_beam_pa_deg: float | None
    qa_peak_flux_jy: float | None
    qa_num_sources: int | None
    qa_overall_quality: str | None
    qa_assessed_at: datetime | None
    #: The newest first.
    remarks: list[Any]

    @property
    def image_id(self) -> str:
        return str(self.id)

    @property
    def qa_grade(self) -> Grade | None:
        return derived.grade(self.stage) if self.indexed else None

    @property
    def qa_summary(self) -> str | None:
        if not self.indexed:
            return None
        return derived.image_summary(self.own_noise_jy, self.own_dynamic_range, self.own_beam_major_arcsec)

    @property
    def noise_jy(self) -> float | None:
        return known(self.own_noise_jy, self.qa_noise_jy)

    @property
    def dynamic_range(self) -> float | None:
        return known(self.own_dynamic_range, self.qa_dynamic_range)

    @property
    def beam_major_arcsec(self) -> float | None:
        return known(self.qa_beam_major_arcsec, self.own_beam_major_arcsec)

    @property
    def beam_minor_arcsec(self) -> float | None:
        return known(self.qa_beam_minor_arcsec, self.own_beam_minor_arcsec)

    @property
    def beam_pa_deg(self) -> float | None:
        return known(self.qa_beam_pa_deg, self.own_beam_pa_deg)

    @property
    def whole(self) -> ImageReport:
        """For the parts of an answer that are read from it."""
        return self

    @property
    def quality_metrics(self) -> dict[str, float | None]:
        """Under the names of the image, and under those of its assessment what that one has found."""
        assessed = {
            "beam_major": self.qa_beam_major_arcsec,
            "beam_minor": self.qa_beam_minor_arcsec,
            "beam_pa": self.qa_beam_pa_deg,
        }
        return {
            "rms_noise": self.noise_jy,
            "dynamic_range": self.dynamic_range,
            "beam_major_arcsec": self.beam_major_arcsec,
            "beam_minor_arcsec": self.beam_minor_arcsec,
            "beam_pa_deg": self.beam_pa_deg,
            **{name: value for name, value in assessed.items() if value is not None},
        }

    @property
    def timestamp(self) -> float | None:
        return None if self.qa_assessed_at is None else self.qa_assessed_at.timestamp()

    @property
    def warnings(self) -> list[str]:
        return derived.image_warnings(self.noise_jy, self.dynamic_range)

    @property
    def flags(self) -> list[dict[str, Any]]:
        quality = derived.quality_flags("image_qa", overall_quality=self.qa_overall_quality)
        return quality + derived.remark_flags(self.remarks)

    @property
    def provenance(self) -> Provenance:
        return Provenance(
            run_id=self.run_id,
            ms_path=self.ms_path,
            cal_table=self.cal_table,
            pointing_ra_deg=self.center_ra_deg,
            pointing_dec_deg=self.center_dec_deg,
            qa_grade=self.qa_grade,
            qa_summary=self.qa_summary,
            logs_url=derived.logs_url(self.run_id),
            qa_url=derived.qa_url("image", self.image_id),
            ms_url=derived.measurement_set_url(self.ms_path),
            image_url=derived.image_url(self.id),
            created_at=self.created_at,
        )


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
        return derived.grade(self.stage)

    @property
    def ms_summary(self) -> str:
        return derived.measurement_set_summary(self.cal_applied, self.stage)

    @property
    def job_summary(self) -> str:
        return derived.job_summary(self.stage)

    @property
    def status(self) -> JobStatus:
        return derived.job_status(self.queue_status, self.ms_status)

    @property
    def started_at(self) -> datetime | None:
        return self.job_started_at or self.processed_at

    @property
    def finished_at(self) -> datetime | None:
        return derived.job_finished_at(self.status, self.queue_status, self.job_finished_at, self.processed_at)

    @property
    def config(self) -> dict[str, Any] | None:
        return None if self.queue_status is None else derived.config_of(self.params)

    @property
    def logs_url(self) -> str:
        return derived.logs_url(self.run_id)

    @property
    def qa_url(self) -> str:
        return derived.qa_url("job", self.run_id)

    @property
    def ms_flags(self) -> list[dict[str, Any]]:
        quality = derived.quality_flags(
            "calibration_qa", overall_quality=self.overall_quality, flags_total=self.flags_total
        )
        return quality + derived.remark_flags(self.remarks)

    @property
    def job_flags(self) -> list[dict[str, Any]]:
        """Those of the measurement set, then those of its newest image."""
        quality = derived.quality_flags("image_qa", overall_quality=self.image_quality)
        return self.ms_flags + quality + derived.remark_flags(self.image_remarks)

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
        return self._provenance(first, self.ms_summary, derived.qa_url("ms", self.path))

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
            ms_url=derived.measurement_set_url(self.path),
            image_url=derived.image_url(self.newest_image_id),
            created_at=self.processed_at,
        )


def known(first: float | None, second: float | None) -> float | None:
    """The first of both that is there: 0 is a value."""
    return second if first is None else first
