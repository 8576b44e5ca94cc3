"""A worker in this process, with real commands and a real queue."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from project.core.testing.conditions import eventually
from project.imaging.managers.run_notifications import Output
from project.imaging.models import Job
from project.imaging.runs.worker import Worker
from project.imaging.settings import ImagingSettings
from project.users.models import User
from tests.imaging.job_rows import RUN, make_rerun, reread, shell, until
from tests.imaging.rows import make_measurement_set

pytestmark = [pytest.mark.alone, pytest.mark.usefixtures("app")]
NOTHING = Output(None, 1, [])


@asynccontextmanager
async def worker_process(script: str, **settings: Any) -> AsyncIterator[Worker]:
    given = {"imaging_command": shell(script), "imaging_heartbeat": 0.1, **settings}
    worker = Worker(ImagingSettings(**given))
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await task


async def test_a_run_gets_its_configuration_and_its_log_is_kept() -> None:
    job = await make_rerun(params={"config": {"niter": 5}})
    async with worker_process('cat; echo "$1 $2 $3"'):
        done = await until(job, "completed", "failed")

    ms = await job.ms_path
    assert (done.status, done.exit_code, done.attempts) == ("completed", 0, 1)
    assert done.logs == f'{{"niter":5}}\n{ms.path} {job.run_id} 1\n'
    assert done.started_at is not None
    assert done.finished_at is not None
    assert done.started_at <= done.finished_at


async def test_a_failing_command_fails_the_run() -> None:
    job = await make_rerun()
    async with worker_process("echo why >&2; exit 3"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.exit_code, done.logs) == ("failed", 3, "why\n")


async def test_a_missing_command_fails_the_run() -> None:
    job = await make_rerun()
    async with worker_process("", imaging_command="no-such-program {run_id}"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.exit_code) == ("failed", 127)
    assert "no-such-program" in done.logs


async def test_output_can_be_read_while_the_command_runs() -> None:
    job = await make_rerun()
    async with worker_process("echo first; sleep 30"):
        found = await eventually(lambda: Job.get_or_none(id=job.id, logs="first\n"))

    assert (found.status, found.exit_code, found.finished_at) == ("running", None, None)


async def test_a_command_that_takes_too_long_is_ended() -> None:
    job = await make_rerun()
    async with worker_process("trap '' TERM; echo first; sleep 30; sleep 30", imaging_timeout=0.3):
        done = await until(job, "completed", "failed")

    assert (done.status, done.exit_code) == ("failed", 137)
    assert done.logs.startswith("first\n")
    assert done.logs.endswith("[ended because it took longer than 0.3 s]\n")


async def test_a_stopped_worker_releases_its_run() -> None:
    job = await make_rerun()
    async with worker_process("echo begun; sleep 30"):
        await until(job, "running")
    found = await reread(job)

    assert (found.status, found.attempts, found.exit_code) == ("pending", 1, None)
    async with worker_process("echo again"):
        done = await until(job, "completed")
    assert (done.attempts, done.logs) == (2, "again\n")


async def test_a_queued_run_starts_at_once() -> None:
    async with worker_process("true", imaging_heartbeat=30):
        await asyncio.sleep(0.5)  # it listens by now, and would not poll again for half a minute
        job = await make_rerun()
        began = time.monotonic()
        await Job.objects.announce([job.run_id])
        await until(job, "completed")

    assert time.monotonic() - began < 3


async def test_the_pipelines_own_records_are_left_alone() -> None:
    job = await make_rerun(key=None)

    assert await Job.objects.claim(60, 3) is None
    assert (await reread(job)).status == "pending"


async def test_runs_are_claimed_in_order_and_once() -> None:
    jobs = [await make_rerun(run_id=f"job-{n}") for n in range(12)]

    taken = [found.id for _ in jobs if (found := await Job.objects.claim(60, 3))]

    assert taken == [job.id for job in jobs]
    assert await Job.objects.claim(60, 3) is None


async def test_concurrent_workers_claim_different_runs() -> None:
    jobs = [await make_rerun(run_id=f"job-{n}") for n in range(8)]

    taken = await asyncio.gather(*(Job.objects.claim(60, 3) for _ in range(16)))

    assert sorted(found.id for found in taken if found) == [job.id for job in jobs]


async def test_concurrent_requests_queue_a_rerun_once(alice: User) -> None:
    await make_measurement_set(run_id=RUN)
    asked = [Job.objects.queue_rerun(alice.caller(), RUN) for _ in range(6)]

    found = await asyncio.gather(*asked, return_exceptions=True)

    assert sorted(type(one).__name__ for one in found) == [*["RerunAlreadyQueued"] * 5, "str"]
    assert await Job.all().count() == 1


async def lost_job(attempts: int) -> Job:
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    return await make_rerun(status="running", attempts=attempts, heartbeat_at=long_ago, logs="half")


async def test_another_worker_claims_the_run_of_a_lost_one() -> None:
    job = await lost_job(1)
    async with worker_process("echo whole"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.attempts, done.logs) == ("completed", 2, "whole\n")


async def test_a_run_without_attempts_left_fails() -> None:
    job = await lost_job(3)
    async with worker_process("true"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.attempts) == ("failed", 3)
    assert done.logs == "half\n[the worker was lost, at attempt 3 or later]\n"
    assert done.finished_at is not None


async def test_a_worker_cannot_write_to_a_lost_run() -> None:
    job = await make_rerun()
    first = await Job.objects.claim(60, 3)
    assert first is not None
    await Job.filter(id=job.id).update(heartbeat_at=datetime.now(UTC) - timedelta(minutes=5))
    second = await Job.objects.claim(60, 3)
    assert second is not None
    late = Output("of the first\n", 1, ["of the first"])

    assert not await Job.objects.heartbeat(first, late)
    assert not await Job.objects.release(first, late)
    assert not await Job.objects.finish(first, late, "failed", 1)
    assert await Job.objects.finish(second, NOTHING, "completed", 0)
    assert not await Job.objects.finish(second, NOTHING, "failed", 1)
    done = await reread(job)
    assert (done.status, done.logs, done.attempts) == ("completed", "", 2)


async def test_a_worker_that_has_lost_its_run_ends_the_command(tmp_path: Path) -> None:
    job = await make_rerun()
    async with worker_process(f"trap 'echo > {tmp_path}/ended; exit' TERM; sleep 30 & wait"):
        await until(job, "running")
        await asyncio.sleep(0.2)
        await Job.filter(id=job.id).update(attempts=2, heartbeat_at=datetime.now(UTC))
        await eventually(lambda: asyncio.to_thread((tmp_path / "ended").exists))
        await asyncio.sleep(0.3)
        found = await reread(job)

    assert (found.status, found.attempts) == ("running", 2)


async def test_an_idle_worker_is_visible(app: FastAPI) -> None:
    assert not await Job.objects.has_worker()

    async with worker_process("true"):
        assert await eventually(Job.objects.has_worker)


async def test_no_connection_is_held_while_a_command_runs() -> None:
    job = await make_rerun()
    async with worker_process("sleep 30", imaging_heartbeat=1):
        await until(job, "running")
        await asyncio.sleep(0.3)
        client: Any = Job._meta.db
        lent = client._pool.turns.taken

    assert lent == 0
