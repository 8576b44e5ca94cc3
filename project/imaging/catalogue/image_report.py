"""One image with its assessment and its measurement set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from project.imaging.catalogue import grades, links, summaries
from project.imaging.catalogue.grades import Grade
from project.imaging.catalogue.provenance import Provenance


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
        return grades.grade(self.stage) if self.indexed else None

    @property
    def qa_summary(self) -> str | None:
        if not self.indexed:
            return None
        return summaries.image_summary(self.own_noise_jy, self.own_dynamic_range, self.own_beam_major_arcsec)

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


def known(first: float | None, second: float | None) -> float | None:
    """The first of both that is there: 0 is a value."""
    return second if first is None else first
