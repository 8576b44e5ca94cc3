"""What follows from a product's record by the pipeline's rules: grades, summaries, names of runs, links. No database.

Each rule stands here once. Where PostgreSQL writes the answer, its SQL is made of the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from project.imaging.catalogue.sql import case_sql, instant_sql

JobStatus = Literal["pending", "running", "completed", "failed"]

#: By the status of the measurement set, where the queue has no record of the run; any other one means completed.
JOB_STATUSES: dict[str, JobStatus] = {
    "failed": "failed",
    "pending": "pending",
    "running": "running",
    "processing": "running",
}
#: A job of this status has not finished.
UNFINISHED: tuple[JobStatus, ...] = ("pending", "running")


def job_status(queue_status: JobStatus | None, ms_status: str | None) -> JobStatus:
    """The queue's word, and without one that of the measurement set."""
    return queue_status or JOB_STATUSES.get(ms_status or "", "completed")


def job_finished_at(
    status: JobStatus, queue_status: JobStatus | None, queue_finished_at: datetime | None, processed_at: datetime | None
) -> datetime | None:
    """The queue's time, and without its word the time of processing; null as long as the run has not finished."""
    if status in UNFINISHED:
        return None
    return processed_at if queue_status is None else queue_finished_at


def config_of(params: Any) -> dict[str, Any]:
    """What a run was configured with: the `config` among its parameters, or all of them."""
    known = params if isinstance(params, Mapping) else {}
    config = known.get("config")
    return dict(config) if isinstance(config, Mapping) else dict(known)


_QUEUED = "(SELECT {what} FROM job j WHERE j.run_id = {{row}}.run_id ORDER BY j.created_at DESC, j.id DESC LIMIT 1)"
_OWN_STATUS = case_sql("{row}.status", JOB_STATUSES, "completed")
#: Of a measurement set: the state of the run that worked on it.
JOB_STATUS_SQL = f"coalesce({_QUEUED.format(what='j.status')}, {_OWN_STATUS})"
JOB_STARTED_SQL = instant_sql(f"coalesce({_QUEUED.format(what='j.started_at')}, {{row}}.processed_at)")
_UNFINISHED = ", ".join(f"'{status}'" for status in UNFINISHED)
JOB_FINISHED_SQL = instant_sql(
    "CASE WHEN EXISTS (SELECT FROM job j WHERE j.run_id = {row}.run_id) THEN "
    + _QUEUED.format(what=f"CASE WHEN j.status NOT IN ({_UNFINISHED}) THEN j.finished_at END")
    + f" WHEN {_OWN_STATUS} NOT IN ({_UNFINISHED}) THEN {{row}}.processed_at END"
)
