from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from project.core.http.schemas import Out
from project.imaging.catalogue.run_status import JobStatus


class LogsOut(Out):
    run_id: str
    #: With line ends.
    logs: list[str] = Field(examples=[["calibrating\n", "imaging\n"]])
    #: In the whole log. Null if it is too large to count them.
    total_lines: int | None = None
    error: str | None = None


class RerunOut(Out):
    status: Literal["queued"] = "queued"
    job_id: str = Field(examples=["job_0123456789ab"])
    original_run_id: str
    message: str
    #: Whether a worker is running.
    queue_connected: bool


class RunState(Out):
    """The state of a run: of its newest record in the queue, else of its measurement set."""

    run_id: str
    status: JobStatus
    started_at: datetime | None
    finished_at: datetime | None
    #: Null unless it is a rerun of this service.
    job_id: str | None
    attempts: int
    exit_code: int | None
