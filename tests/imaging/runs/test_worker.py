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

from project.imaging.managers.run_notifications import Output
from project.imaging.models import Job
from project.imaging.runs.worker import Worker
from project.imaging.settings import ImagingSettings
from project.users.models import User
from tests.imaging.job_rows import RUN, make_asked, reread, shell, until
from tests.imaging.rows import make_measurement_set
from tests.waiting import eventually

pytestmark = [pytest.mark.alone, pytest.mark.usefixtures("app")]
NOTHING = Output(None, 1, [])


@asynccontextmanager
async def working(script: str, **settings: Any) -> AsyncIterator[Worker]:
    given = {"imaging_command": shell(script), "imaging_heartbeat": 0.1, **settings}
    worker = Worker(ImagingSettings(**given))
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await task


async def test_a_run_is_done_with_its_configuration_and_its_log_is_kept() -> None:
    job = await make_asked(params={"config": {"niter": 5}})
    async with working('cat; echo "$1 $2 $3"'):
        done = await until(job, "completed", "failed")

    ms = await job.ms_path
    assert (done.status, done.exit_code, done.attempts) == ("completed", 0, 1)
    assert done.logs == f'{{"niter":5}}\n{ms.path} {job.run_id} 1\n'
    assert done.started_at is not None
    assert done.finished_at is not None
    assert done.started_at <= done.finished_at


async def test_a_command_that_fails_is_a_run_that_failed() -> None:
    job = await make_asked()
    async with working("echo why >&2; exit 3"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.exit_code, done.logs) == ("failed", 3, "why\n")


async def test_a_command_that_is_not_there_is_said_so() -> None:
    job = await make_asked()
    async with working("", imaging_command="no-such-program {run_id}"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.exit_code) == ("failed", 127)
    assert "no-such-program" in done.logs


async def test_what_is_printed_can_be_read_while_the_command_runs() -> None:
    job = await make_asked()
    async with working("echo first; sleep 30"):
        found = await eventually(lambda: Job.get_or_none(id=job.id, logs="first\n"))

    assert (found.status, found.exit_code, found.finished_at) == ("running", None, None)


async def test_a_command_that_takes_too_long_is_ended() -> None:
    job = await make_asked()
    async with working("trap '' TERM; echo first; sleep 30; sleep 30", imaging_timeout=0.3):
        done = await until(job, "completed", "failed")

    assert (done.status, done.exit_code) == ("failed", 137)
    assert done.logs.startswith("first\n")
    assert done.logs.endswith("[ended because it took longer than 0.3 s]\n")


async def test_a_worker_that_is_stopped_gives_its_run_back() -> None:
    job = await make_asked()
    async with working("echo begun; sleep 30"):
        await until(job, "running")
    found = await reread(job)

    assert (found.status, found.attempts, found.exit_code) == ("pending", 1, None)
    async with working("echo again"):
        done = await until(job, "completed")
    assert (done.attempts, done.logs) == (2, "again\n")


async def test_a_run_that_was_asked_for_is_begun_at_once() -> None:
    async with working("true", imaging_heartbeat=30):
        await asyncio.sleep(0.5)  # listens by now, and would not look again for half a minute
        job = await make_asked()
        began = time.monotonic()
        await Job.objects.announce([job.run_id])
        await until(job, "completed")

    assert time.monotonic() - began < 3


async def test_the_pipelines_own_records_are_left_alone() -> None:
    job = await make_asked(key=None)

    assert await Job.objects.take(60, 3) is None
    assert (await reread(job)).status == "pending"


async def test_runs_are_taken_in_their_order_and_each_once() -> None:
    jobs = [await make_asked(run_id=f"job-{n}") for n in range(12)]

    taken = [found.id for _ in jobs if (found := await Job.objects.take(60, 3))]

    assert taken == [job.id for job in jobs]
    assert await Job.objects.take(60, 3) is None


async def test_no_two_get_the_same_run_at_the_same_moment() -> None:
    jobs = [await make_asked(run_id=f"job-{n}") for n in range(8)]

    taken = await asyncio.gather(*(Job.objects.take(60, 3) for _ in range(16)))

    assert sorted(found.id for found in taken if found) == [job.id for job in jobs]


async def test_a_run_that_is_asked_for_by_several_at_once_is_queued_once(alice: User) -> None:
    await make_measurement_set(run_id=RUN)
    asked = [Job.objects.ask(alice.caller(), RUN) for _ in range(6)]

    found = await asyncio.gather(*asked, return_exceptions=True)

    assert sorted(type(one).__name__ for one in found) == [*["RunAskedFor"] * 5, "str"]
    assert await Job.all().count() == 1


async def lost_job(attempts: int) -> Job:
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    return await make_asked(status="running", attempts=attempts, heartbeat_at=long_ago, logs="half")


async def test_a_run_whose_worker_was_lost_is_done_by_another() -> None:
    job = await lost_job(1)
    async with working("echo whole"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.attempts, done.logs) == ("completed", 2, "whole\n")


async def test_a_run_that_every_worker_is_lost_with_fails() -> None:
    job = await lost_job(3)
    async with working("true"):
        done = await until(job, "completed", "failed")

    assert (done.status, done.attempts) == ("failed", 3)
    assert done.logs == "half\n[the worker was lost, at attempt 3 or later]\n"
    assert done.finished_at is not None


async def test_whoever_has_lost_a_run_writes_nothing_of_it() -> None:
    job = await make_asked()
    first = await Job.objects.take(60, 3)
    assert first is not None
    await Job.filter(id=job.id).update(heartbeat_at=datetime.now(UTC) - timedelta(minutes=5))
    second = await Job.objects.take(60, 3)
    assert second is not None
    late = Output("of the first\n", 1, ["of the first"])

    assert not await Job.objects.beat(first, late)
    assert not await Job.objects.give_back(first, late)
    assert not await Job.objects.finish(first, late, "failed", 1)
    assert await Job.objects.finish(second, NOTHING, "completed", 0)
    assert not await Job.objects.finish(second, NOTHING, "failed", 1)
    done = await reread(job)
    assert (done.status, done.logs, done.attempts) == ("completed", "", 2)


async def test_a_worker_that_has_lost_its_run_ends_the_command(tmp_path: Path) -> None:
    job = await make_asked()
    async with working(f"trap 'echo > {tmp_path}/ended; exit' TERM; sleep 30 & wait"):
        await until(job, "running")
        await asyncio.sleep(0.2)
        await Job.filter(id=job.id).update(attempts=2, heartbeat_at=datetime.now(UTC))
        await eventually(lambda: asyncio.to_thread((tmp_path / "ended").exists))
        await asyncio.sleep(0.3)
        found = await reread(job)

    assert (found.status, found.attempts) == ("running", 2)


async def test_a_worker_is_seen_while_it_waits(app: FastAPI) -> None:
    assert not await Job.objects.is_attended()

    async with working("true"):
        assert await eventually(Job.objects.is_attended)


async def test_while_a_command_runs_no_connection_is_lent_out() -> None:
    job = await make_asked()
    async with working("sleep 30", imaging_heartbeat=1):
        await until(job, "running")
        await asyncio.sleep(0.3)
        client: Any = Job._meta.db
        lent = client._pool.turns.taken

    assert lent == 0
