from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from project.core.http.schemas import Out
from project.core.json.text import Computed
from project.imaging.catalogue.run_status import JOB_FINISHED_SQL, JOB_STARTED_SQL, JOB_STATUS_SQL, JobStatus


class ListedJobOut(Out):
    run_id: str
    status: Annotated[JobStatus, Computed(JOB_STATUS_SQL)]
    started_at: Annotated[datetime | None, Computed(JOB_STARTED_SQL)]
    finished_at: Annotated[datetime | None, Computed(JOB_FINISHED_SQL)]
    processed_at: datetime | None = Field(description="When its measurement set was last processed.")


class JobOut(Out):
    run_id: str
    status: JobStatus
    started_at: datetime | None
    finished_at: datetime | None
    processed_at: datetime | None = Field(description="When its measurement set was last processed.")
    logs_url: str
    qa_url: str
    config: dict[str, Any] | None
