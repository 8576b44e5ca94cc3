from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic_core import to_json

from project.core.db.managers import Manager
from project.core.db.transactions import transaction
from project.imaging.errors import JobNotFound, RerunAlreadyQueued
from project.imaging.ingest.field_types import MAX_ID
from project.imaging.managers.job_queue import CLAIM, CONFIG, FINISH, GIVE_UP, HEARTBEAT, RELEASE, ClaimedJob, Outcome
from project.imaging.managers.run_notifications import MAX_ANNOUNCED_RUNS, NOTIFY, Output, log_payloads
from project.service import NAME
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.imaging.models import Job  # noqa: F401  (ruff misses names in a base's brackets)


#: Name of a worker's database connection, by which the service sees that there is one.
WORKER_NAME = f"{NAME} imaging worker"

LOCK_RUN = "SELECT pg_advisory_xact_lock(hashtextextended('imaging rerun ' || $1, 0))"
QUEUED_RERUN = "SELECT key FROM job WHERE run_id = $1 AND key IS NOT NULL AND status IN ('pending', 'running') LIMIT 1"

#: Takes the configuration of the run's newest record. Its id is above all ids of the pipeline: otherwise a record of
#: the pipeline with the next id of this table would pass for an update of this row.
QUEUE_RERUN = f"""
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

#: An idle worker is visible by its LISTEN connection; a busy one also by its heartbeat.
HAS_WORKER = f"""
SELECT EXISTS (
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{WORKER_NAME}'
) OR EXISTS (
    SELECT 1 FROM job WHERE key IS NOT NULL AND status = 'running' AND heartbeat_at > now() - interval '1 minute'
) AS has_worker
"""
LOGS = """
SELECT logs FROM job WHERE run_id = $1 AND key IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1
"""
#: The first runs of GET /jobs, and all reruns that have not ended.
CURRENT_RUNS = """
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
    """Reruns. Every change of a run's state notifies listeners in the same transaction."""

    async def queue_rerun(self, caller: Caller, run_id: str) -> str:
        """Queue a run with its latest configuration. Returns the key of the job.

        Raises JobNotFound and RerunAlreadyQueued.
        """
        if "\0" in run_id:
            raise JobNotFound(run_id)
        key = f"job_{secrets.token_hex(6)}"
        async with transaction():
            await self.sql(LOCK_RUN, run_id)
            if waiting := await self.sql(QUEUED_RERUN, run_id):
                raise RerunAlreadyQueued(run_id, waiting[0]["key"])
            rows = await self.sql(QUEUE_RERUN, run_id, key)
            if not rows:
                raise JobNotFound(run_id)
            line = AuditLine.objects.line(caller, "create", "job", UUID(int=rows[0]["id"]))
            await AuditLine.objects.record(line)
            await self.announce([run_id])
        return key

    async def has_worker(self) -> bool:
        (row,) = await self.sql(HAS_WORKER)
        return bool(row["has_worker"])

    async def logs(self, run_id: str) -> str | None:
        rows = await self.sql(LOGS, run_id) if "\0" not in run_id else []
        return rows[0]["logs"] if rows else None

    async def claim(self, stale_seconds: float, max_attempts: int) -> ClaimedJob | None:
        """Claim the oldest job that is waiting or whose worker is lost. Fail jobs that have no attempts left."""
        async with transaction():
            lost = f"[the worker was lost, at attempt {max_attempts} or later]\n"
            given_up = await self.sql(GIVE_UP, stale_seconds, max_attempts, lost)
            claimed = [ClaimedJob(**row) for row in await self.sql(CLAIM, stale_seconds)]
            await self.announce([*(row["run_id"] for row in given_up), *(job.run_id for job in claimed)])
        return claimed[0] if claimed else None

    async def heartbeat(self, job: ClaimedJob, output: Output) -> bool:
        """Renew the claim and store output. Returns False if another worker has the job."""
        async with transaction():
            rows = await self.sql(HEARTBEAT, job.id, job.attempts, output.text)
            await self._notify(log_payloads(job, output) if rows else [])
        return bool(rows)

    async def release(self, job: ClaimedJob, output: Output) -> bool:
        """Return the job to the queue. Returns False if another worker has it."""
        return await self._change(RELEASE, job, output)

    async def finish(self, job: ClaimedJob, output: Output, outcome: Outcome, exit_code: int | None) -> bool:
        """Record the outcome. Returns False if another worker has the job."""
        return await self._change(FINISH, job, output, outcome, exit_code)

    async def _change(self, statement: str, job: ClaimedJob, output: Output, *values: Any) -> bool:
        async with transaction():
            rows = await self.sql(statement, job.id, job.attempts, output.text, *values)
            if rows:
                await self._notify(log_payloads(job, output))
                await self.announce([job.run_id])
        return bool(rows)

    async def announce(self, run_ids: Collection[str | None]) -> None:
        """Notify listeners that runs have changed. Call within the transaction that changes them."""
        runs = {run_id for run_id in run_ids if run_id is not None}
        if len(runs) > MAX_ANNOUNCED_RUNS:
            await self._notify(['{"runs":[]}'])
        else:
            await self._notify(to_json({"runs": [run_id]}).decode() for run_id in sorted(runs))

    async def _notify(self, payloads: Iterable[str]) -> None:
        if batch := list(payloads):
            await self.sql(NOTIFY, batch)

    async def current_runs(self, limit: int) -> list[str]:
        return [row["run_id"] for row in await self.sql(CURRENT_RUNS, limit)]

    async def states(self, run_ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return rows of STATES by run. Omits runs that do not exist."""
        storable = [run_id for run_id in run_ids if "\0" not in run_id]
        return {row["run_id"]: row for row in await self.sql(STATES, storable)}
