from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from project.imaging.catalogue import grades, links, run_status, summaries
from project.imaging.catalogue.grades import Grade
from project.imaging.catalogue.provenance import Provenance
from project.imaging.catalogue.report_fields import sql
from project.imaging.catalogue.run_status import JobStatus
from project.imaging.catalogue.sql import remarks_sql

CALIBRATOR_MATCHES = """(
        SELECT coalesce(json_agg(json_build_object('cal_table', c.path, 'type', c.table_type)
            ORDER BY c.order_index, c.id), '[]')::text
        FROM calibration_table c WHERE c.source_ms_path_id = m.path_id
    )"""
NEWEST_CAL_TABLE = """(
        SELECT c.path FROM calibration_table c WHERE c.source_ms_path_id = m.path_id
        ORDER BY c.created_at DESC, c.id DESC LIMIT 1
    )"""
IMAGE_QUALITY = """(
        SELECT iq.overall_quality FROM image_qa iq WHERE iq.image_path_id = i.path_id
        ORDER BY iq.assessed_at DESC, iq.id DESC LIMIT 1
    )"""


@dataclass(frozen=True, slots=True)
class CalibratorMatch:
    """A calibration table that was derived from a measurement set."""

    cal_table: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """A measurement set with its calibration, its newest image, and the newest record of its run in the queue."""

    path: str = field(metadata=sql("p.path"))
    run_id: str = field(metadata=sql("m.run_id"))
    stage: str | None = field(metadata=sql("m.stage"))
    ms_status: str | None = field(metadata=sql("m.status"))
    cal_applied: bool = field(metadata=sql("m.cal_applied"))
    processed_at: datetime | None = field(metadata=sql("m.processed_at"))
    pointing_ra_deg: float | None = field(metadata=sql("coalesce(m.pointing_ra_deg, m.ra_deg)"))
    pointing_dec_deg: float | None = field(metadata=sql("coalesce(m.pointing_dec_deg, m.dec_deg)"))
    #: In order of application.
    calibrator_matches: list[CalibratorMatch] = field(metadata=sql(CALIBRATOR_MATCHES))
    newest_cal_table: str | None = field(metadata=sql(NEWEST_CAL_TABLE))
    newest_image_id: int | None = field(metadata=sql("i.id"))
    #: Of the newest assessment of its calibration.
    overall_quality: str | None = field(metadata=sql("q.overall_quality"))
    k_metrics: str | None = field(metadata=sql("q.k_metrics"))
    bp_metrics: str | None = field(metadata=sql("q.bp_metrics"))
    g_metrics: str | None = field(metadata=sql("q.g_metrics"))
    flags_total: float | None = field(metadata=sql("q.flags_total"))
    assessed_at: datetime | None = field(metadata=sql("q.assessed_at"))
    remarks: list[Any] = field(metadata=sql(remarks_sql("f.ms_path_id = m.path_id AND f.image_path_id IS NULL")))
    #: Of its newest image.
    image_quality: str | None = field(metadata=sql(IMAGE_QUALITY))
    image_remarks: list[Any] = field(metadata=sql(remarks_sql("f.image_path_id = i.path_id")))
    #: Of the newest record in the queue. Without one `params` means nothing.
    queue_status: JobStatus | None = field(metadata=sql("j.status"))
    params: Any = field(metadata=sql("j.params::text"))
    job_started_at: datetime | None = field(metadata=sql("j.started_at"))
    job_finished_at: datetime | None = field(metadata=sql("j.finished_at"))

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
        """Flags of the measurement set, then those of its newest image."""
        quality = summaries.quality_flags("image_qa", overall_quality=self.image_quality)
        return self.ms_flags + quality + summaries.remark_flags(self.image_remarks)

    @property
    def quality_metrics(self) -> dict[str, Any]:
        names = ("overall_quality", "k_metrics", "bp_metrics", "g_metrics", "flags_total")
        assessed = {name: getattr(self, name) for name in names}
        known = {name: value for name, value in assessed.items() if value is not None}
        return {**known, "stage": self.stage, "status": self.ms_status}

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
