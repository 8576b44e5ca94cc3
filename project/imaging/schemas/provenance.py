"""Provenance of products and runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import AliasChoices, Field

from project.core.schemas import Out
from project.imaging.catalogue.grades import Grade


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
