from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from project.imaging.catalogue.grades import Grade


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a product comes from, with links to its run, measurement set and image."""

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
