from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import AliasChoices, Field

from project.core.http.schemas import Out
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


def _camel_case_of(name: str) -> Any:
    return Field(validation_alias=AliasChoices(name), description=f"The same as `{name}`.")


class JobProvenanceOut(ProvenanceOut):
    """Provenance with camelCase names as well, which the dashboard's page of a run reads."""

    runId: str = _camel_case_of("run_id")  # noqa: N815
    msPath: str = _camel_case_of("ms_path")  # noqa: N815
    calTable: str | None = _camel_case_of("cal_table")  # noqa: N815
    pointingRaDeg: float | None = _camel_case_of("pointing_ra_deg")  # noqa: N815
    pointingDecDeg: float | None = _camel_case_of("pointing_dec_deg")  # noqa: N815
    qaGrade: Grade | None = _camel_case_of("qa_grade")  # noqa: N815
    qaSummary: str | None = _camel_case_of("qa_summary")  # noqa: N815
    logsUrl: str = _camel_case_of("logs_url")  # noqa: N815
    qaUrl: str = _camel_case_of("qa_url")  # noqa: N815
    msUrl: str = _camel_case_of("ms_url")  # noqa: N815
    imageUrl: str | None = _camel_case_of("image_url")  # noqa: N815
    createdAt: datetime | None = _camel_case_of("created_at")  # noqa: N815
