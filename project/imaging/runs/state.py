from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from project.imaging.catalogue.run_status import job_finished_at, job_status
from project.imaging.schemas.runs import RunState


def state_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a `state` event, from a row of `JobManager.states`."""
    status = job_status(row["queue_status"], row["ms_status"])
    state = RunState(
        run_id=row["run_id"],
        status=status,
        started_at=row["started_at"] or row["processed_at"],
        finished_at=job_finished_at(status, row["queue_status"], row["finished_at"], row["processed_at"]),
        job_id=row["key"],
        attempts=row["attempts"] or 0,
        exit_code=row["exit_code"],
    )
    return state.model_dump(mode="json")
