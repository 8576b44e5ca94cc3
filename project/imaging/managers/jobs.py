from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic_core import to_json

from project.core.database import transaction
from project.core.managers import Manager
from project.imaging.errors import JobNotFound, RerunAlreadyQueued
from project.imaging.ingest.field_types import MAX_ID
from project.imaging.managers.job_queue import BEAT, CLAIM, CONFIG, FINISH, GIVE_BACK, GIVE_UP, ClaimedJob, Outcome
from project.imaging.managers.run_notifications import MOST_RUNS, NOTIFY, Output, log_payloads
from project.service import NAME
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.imaging.models import Job  # noqa: F401  (ruff misses names in a base's brackets)


#: The name of a worker's connection to the database, by which others see that there is one.
WORKER_NAME = f"{NAME} imaging worker"

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('imaging rerun ' || $1, 0))"
ASKED_FOR = "SELECT key FROM job WHERE run_id = $1 AND key IS NOT NULL AND status IN ('pending', 'running') LIMIT 1"

#: With the configuration of the run's newest record. Its id lies above all that the pipeline gives: a record of the
#: pipeline's that has the next id of this table would otherwise be taken for a new state of this row.
ASK = f"""
INSERT INTO job (id, type, ms_path_id, run_id, key, params)
SELECT {MAX_ID} + nextval('job_id_seq'), 'rerun', ms.path_id, $1, $2,
    CASE WHEN config IS NOT NULL THEN json_build_object('config', config) END
FROM (
    SELECT path_id FROM measurement_set WHERE run_id = $1 ORDER BY processed_at DESC NULLS LAST, id DESC LIMIT 1
) ms LEFT JOIN (
    SELECT {CONFIG} AS config FROM job WHERE run_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1
) queued ON true
RETURNING id
"""

#: Idle workers are seen by their connection to LISTEN with, and where that cannot be, busy ones by their heartbeat.
ATTENDED = f"""
SELECT EXISTS (
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{WORKER_NAME}'
) OR EXISTS (
    SELECT 1 FROM job WHERE key IS NOT NULL AND status = 'running' AND heartbeat_at > now() - interval '1 minute'
) AS attended
"""
PRINTED = """
SELECT logs FROM job WHERE run_id = $1 AND key IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1
"""
#: Those that GET /jobs begins with, and all that were asked for and are not at their end.
CURRENT = """
SELECT run_id FROM (
    (SELECT run_id, processed_at FROM measurement_set WHERE processed_at IS NOT NULL
    ORDER BY processed_at DESC, id DESC LIMIT $1)
    UNION ALL
    SELECT run_id, created_at FROM job WHERE key IS NOT NULL AND status IN ('pending', 'running')
) runs GROUP BY run_id ORDER BY max(processed_at) DESC, run_id
"""
STATES = """
SELECT run_id, ms.status AS ms_status, processed_at, queued.*
FROM (
    SELECT DISTINCT ON (run_id) run_id, status, processed_at FROM measurement_set WHERE run_id = ANY($1::text[])
    ORDER BY run_id, processed_at DESC NULLS LAST, id DESC
) ms LEFT JOIN LATERAL (
    SELECT status AS queue_status, started_at, finished_at, key, attempts, exit_code
    FROM job WHERE job.run_id = ms.run_id ORDER BY created_at DESC, id DESC LIMIT 1
) queued ON true
"""


class JobManager(Manager["Job"]):
    """The verbs of runs that are asked for here. Whatever changes a run also tells of it, in its transaction."""

    async def ask(self, caller: Caller, run_id: str) -> str:
        """Put a run into the queue once more, as it was configured last; gives the job's key.

        Raises JobNotFound, and RunAskedFor while it is there already.
        """
        if "\0" in run_id:
            raise JobNotFound(run_id)
        key = f"job_{secrets.token_hex(6)}"
        async with transaction():
            await self.sql(ONE_AT_A_TIME, run_id)
            if waiting := await self.sql(ASKED_FOR, run_id):
                raise RerunAlreadyQueued(run_id, waiting[0]["key"])
            made = await self.sql(ASK, run_id, key)
            if not made:
                raise JobNotFound(run_id)
            line = AuditLine.objects.line(caller, "create", "job", UUID(int=made[0]["id"]))
            await AuditLine.objects.record(line)
            await self.announce([run_id])
        return key

    async def is_attended(self) -> bool:
        """Whether a worker is there."""
        (row,) = await self.sql(ATTENDED)
        return bool(row["attended"])

    async def printed(self, run_id: str) -> str | None:
        """What the newest run that was asked for here has printed so far; None where there is none."""
        rows = await self.sql(PRINTED, run_id) if "\0" not in run_id else []
        return rows[0]["logs"] if rows else None

    async def take(self, stale_seconds: float, most_attempts: int) -> ClaimedJob | None:
        """The oldest job that waits, or that another worker was lost with; no other worker gets it.

        Whoever was lost with too many workers fails here.
        """
        async with transaction():
            lost = f"[the worker was lost, at attempt {most_attempts} or later]\n"
            given_up = await self.sql(GIVE_UP, stale_seconds, most_attempts, lost)
            taken = [ClaimedJob(**row) for row in await self.sql(CLAIM, stale_seconds)]
            await self.announce([*(row["run_id"] for row in given_up), *(job.run_id for job in taken)])
        return taken[0] if taken else None

    async def beat(self, job: ClaimedJob, printed: Output) -> bool:
        """Say that its worker is at it. False where it has it no longer."""
        async with transaction():
            mine = await self.sql(BEAT, job.id, job.attempts, printed.text)
            await self._tell(log_payloads(job, printed) if mine else [])
        return bool(mine)

    async def give_back(self, job: ClaimedJob, printed: Output) -> bool:
        """Let another worker have it. False where that has it already."""
        return await self._change(GIVE_BACK, job, printed)

    async def finish(self, job: ClaimedJob, printed: Output, outcome: Outcome, exit_code: int | None) -> bool:
        """False where another worker has it."""
        return await self._change(FINISH, job, printed, outcome, exit_code)

    async def _change(self, statement: str, job: ClaimedJob, printed: Output, *values: Any) -> bool:
        async with transaction():
            mine = await self.sql(statement, job.id, job.attempts, printed.text, *values)
            if mine:
                await self._tell(log_payloads(job, printed))
                await self.announce([job.run_id])
        return bool(mine)

    async def announce(self, run_ids: Collection[str | None]) -> None:
        """Tell that the state of these runs has changed. To be awaited in the transaction that changes it."""
        runs = {run_id for run_id in run_ids if run_id is not None}
        if len(runs) > MOST_RUNS:
            await self._tell(['{"runs":[]}'])
        else:
            await self._tell(to_json({"runs": [run_id]}).decode() for run_id in sorted(runs))

    async def _tell(self, payloads: Iterable[str]) -> None:
        if found := list(payloads):
            await self.sql(NOTIFY, found)

    async def current_runs(self, most: int) -> list[str]:
        """Runs, the newest first: `most` of them, and all that were asked for and have not ended."""
        return [row["run_id"] for row in await self.sql(CURRENT, most)]

    async def states(self, run_ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """What is known of runs, by their ids: values of STATES. Runs that do not exist are left out."""
        known = [run_id for run_id in run_ids if "\0" not in run_id]
        return {row["run_id"]: row for row in await self.sql(STATES, known)}
