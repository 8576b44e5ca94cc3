"""The status of runs, by the queue or else by the measurement set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from project.imaging.catalogue.sql import case_sql, instant_sql

JobStatus = Literal["pending", "running", "completed", "failed"]

#: By status of the measurement set, for runs without a record in the queue. Any other means completed.
JOB_STATUSES: dict[str, JobStatus] = {
    "failed": "failed",
    "pending": "pending",
    "running": "running",
    "processing": "running",
}
UNFINISHED: tuple[JobStatus, ...] = ("pending", "running")


def job_status(queue_status: JobStatus | None, ms_status: str | None) -> JobStatus:
    return queue_status or JOB_STATUSES.get(ms_status or "", "completed")


def job_finished_at(
    status: JobStatus, queue_status: JobStatus | None, queue_finished_at: datetime | None, processed_at: datetime | None
) -> datetime | None:
    """Return the queue's time or, for runs that are not in the queue, the time of processing. None until finished."""
    if status in UNFINISHED:
        return None
    return processed_at if queue_status is None else queue_finished_at


def config_of(params: Any) -> dict[str, Any]:
    """Return the `config` in a run's parameters, or all of them if there is none."""
    parameters = params if isinstance(params, Mapping) else {}
    config = parameters.get("config")
    return dict(config) if isinstance(config, Mapping) else dict(parameters)


_NEWEST_JOB = "(SELECT {what} FROM job j WHERE j.run_id = {{row}}.run_id ORDER BY j.created_at DESC, j.id DESC LIMIT 1)"
_STATUS_OF_MS = case_sql("{row}.status", JOB_STATUSES, "completed")
#: By row of `measurement_set`: the state of its run.
JOB_STATUS_SQL = f"coalesce({_NEWEST_JOB.format(what='j.status')}, {_STATUS_OF_MS})"
JOB_STARTED_SQL = instant_sql(f"coalesce({_NEWEST_JOB.format(what='j.started_at')}, {{row}}.processed_at)")
_UNFINISHED = ", ".join(f"'{status}'" for status in UNFINISHED)
JOB_FINISHED_SQL = instant_sql(
    "CASE WHEN EXISTS (SELECT FROM job j WHERE j.run_id = {row}.run_id) THEN "
    + _NEWEST_JOB.format(what=f"CASE WHEN j.status NOT IN ({_UNFINISHED}) THEN j.finished_at END")
    + f" WHEN {_STATUS_OF_MS} NOT IN ({_UNFINISHED}) THEN {{row}}.processed_at END"
)
