from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from project.imaging.catalogue import grades, links, summaries
from project.imaging.catalogue.grades import Grade
from project.imaging.catalogue.provenance import Provenance
from project.imaging.catalogue.report_fields import sql
from project.imaging.catalogue.sql import remarks_sql

NEWEST_CAL_TABLE = """(
        SELECT path FROM calibration_table c WHERE c.source_ms_path_id = i.ms_path_id
        ORDER BY c.created_at DESC, c.id DESC LIMIT 1
    )"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageReport:
    """An image with its newest assessment and what is known of its measurement set."""

    id: int = field(metadata=sql("i.id"))
    path: str = field(metadata=sql("p.path"))
    ms_path: str = field(metadata=sql("mp.path"))
    run_id: str = field(metadata=sql("i.run_id"))
    created_at: datetime = field(metadata=sql("i.created_at"))
    center_ra_deg: float | None = field(metadata=sql("i.center_ra_deg"))
    center_dec_deg: float | None = field(metadata=sql("i.center_dec_deg"))
    #: As measured in the image. Those with `qa_` are from its newest assessment.
    own_noise_jy: float | None = field(metadata=sql("i.noise_jy"))
    own_dynamic_range: float | None = field(metadata=sql("i.dynamic_range"))
    own_beam_major_arcsec: float | None = field(metadata=sql("i.beam_major_arcsec"))
    own_beam_minor_arcsec: float | None = field(metadata=sql("i.beam_minor_arcsec"))
    own_beam_pa_deg: float | None = field(metadata=sql("i.beam_pa_deg"))
    #: Whether there is a record of its measurement set.
    has_measurement_set: bool = field(metadata=sql("m.id IS NOT NULL"))
    stage: str | None = field(metadata=sql("m.stage"))
    #: The newest one of its measurement set.
    cal_table: str | None = field(metadata=sql(NEWEST_CAL_TABLE))
    qa_noise_jy: float | None = field(metadata=sql("q.rms_noise"))
    qa_dynamic_range: float | None = field(metadata=sql("q.dynamic_range"))
    qa_beam_major_arcsec: float | None = field(metadata=sql("q.beam_major"))
    qa_beam_minor_arcsec: float | None = field(metadata=sql("q.beam_minor"))
    qa_beam_pa_deg: float | None = field(metadata=sql("q.beam_pa"))
    qa_peak_flux_jy: float | None = field(metadata=sql("q.peak_flux"))
    qa_num_sources: int | None = field(metadata=sql("q.num_sources"))
    qa_overall_quality: str | None = field(metadata=sql("q.overall_quality"))
    qa_assessed_at: datetime | None = field(metadata=sql("q.assessed_at"))
    #: Newest first.
    remarks: list[Any] = field(metadata=sql(remarks_sql("f.image_path_id = i.path_id")))

    @property
    def image_id(self) -> str:
        return str(self.id)

    @property
    def qa_grade(self) -> Grade | None:
        return grades.grade(self.stage) if self.has_measurement_set else None

    @property
    def qa_summary(self) -> str | None:
        if not self.has_measurement_set:
            return None
        return summaries.image_summary(self.own_noise_jy, self.own_dynamic_range, self.own_beam_major_arcsec)

    @property
    def noise_jy(self) -> float | None:
        return first_known(self.own_noise_jy, self.qa_noise_jy)

    @property
    def dynamic_range(self) -> float | None:
        return first_known(self.own_dynamic_range, self.qa_dynamic_range)

    @property
    def beam_major_arcsec(self) -> float | None:
        return first_known(self.qa_beam_major_arcsec, self.own_beam_major_arcsec)

    @property
    def beam_minor_arcsec(self) -> float | None:
        return first_known(self.qa_beam_minor_arcsec, self.own_beam_minor_arcsec)

    @property
    def beam_pa_deg(self) -> float | None:
        return first_known(self.qa_beam_pa_deg, self.own_beam_pa_deg)

    @property
    def whole(self) -> ImageReport:
        """The report itself, from which nested schemas read their fields."""
        return self

    @property
    def quality_metrics(self) -> dict[str, float | None]:
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
        return summaries.image_warnings(self.noise_jy, self.dynamic_range)

    @property
    def flags(self) -> list[dict[str, Any]]:
        quality = summaries.quality_flags("image_qa", overall_quality=self.qa_overall_quality)
        return quality + summaries.remark_flags(self.remarks)

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
            logs_url=links.logs_url(self.run_id),
            qa_url=links.qa_url("image", self.image_id),
            ms_url=links.measurement_set_url(self.ms_path),
            image_url=links.image_url(self.id),
            created_at=self.created_at,
        )


def first_known(first: float | None, second: float | None) -> float | None:
    return second if first is None else first
