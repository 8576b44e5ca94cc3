"""Workers as processes, killed and stopped."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from project.core.testing.conditions import eventually
from project.core.testing.environment import ROOT
from project.imaging.managers.jobs import WORKER_NAME
from tests.imaging.worker_processes import COMMAND, is_running, parent_of, until_gone, until_written, worker_process

ASKED = """
WITH path AS (INSERT INTO product_path (path) VALUES ('/stage/' || $1) RETURNING id)
INSERT INTO job (type, ms_path_id, run_id, key)
SELECT 'rerun', id, $1, 'job_' || substr(md5($1), 1, 12) FROM path RETURNING id
"""
REACHED = "SELECT count(*) >= $1 FROM job WHERE status = ANY($2)"
TWO_LISTEN = """
SELECT count(*) = 2 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1
"""


@pytest.fixture
async def database(spare_database_url: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(spare_database_url)
    yield connection
    await connection.execute("TRUNCATE job, product_path CASCADE")
    await connection.close()


async def until(database: Any, count: int, *statuses: str) -> None:
    """Wait until this many jobs have one of these statuses."""
    await eventually(lambda: database.fetchval(REACHED, count, statuses))


async def test_after_a_kill_the_run_is_repeated_and_ends_once(
    spare_database_url: str, database: Any, tmp_path: Path
) -> None:
    script = f"""
echo $$ > {tmp_path}/pid$3
if [ $3 = 1 ]; then sleep 60; fi
if kill -0 $(cat {tmp_path}/pid1); then echo both; fi
echo end of $3 >> {tmp_path}/ends
"""
    job_id = await database.fetchval(ASKED, "job-killed")
    with worker_process(spare_database_url, script) as first, worker_process(spare_database_url, script) as second:
        child = await until_written(tmp_path / "pid1")
        owner = await _owner_of(child, first, second)
        owner.kill()
        await until_gone(child)
        await until(database, 1, "completed", "failed")
        await asyncio.sleep(0.3)

    job = await database.fetchrow("SELECT * FROM job WHERE id = $1", job_id)
    assert (job["status"], job["attempts"], job["exit_code"]) == ("completed", 2, 0)
    assert "both" not in job["logs"]
    assert (tmp_path / "ends").read_text() == "end of 2\n"


async def _owner_of(child: int, *workers: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """The worker whose guard is the parent of this process."""
    guard = parent_of(child)
    return next(worker for worker in workers if worker.pid == parent_of(guard))


async def test_two_workers_execute_each_run_once(spare_database_url: str, database: Any, tmp_path: Path) -> None:
    runs = [f"job-{n:02}" for n in range(20)]
    script = f"echo $2 >> {tmp_path}/done; sleep 0.05"
    with worker_process(spare_database_url, script), worker_process(spare_database_url, script):
        await eventually(lambda: database.fetchval(TWO_LISTEN, WORKER_NAME))
        for run_id in runs:
            await database.execute(ASKED, run_id)
        await until(database, 20, "completed", "failed")

    assert sorted((tmp_path / "done").read_text().split()) == runs
    assert await database.fetchval("SELECT max(attempts) FROM job") == 1


async def test_sigterm_ends_the_command_and_releases_the_run(
    spare_database_url: str, database: Any, tmp_path: Path
) -> None:
    await database.execute(ASKED, "job-stopped")
    with worker_process(spare_database_url, f"echo $$ > {tmp_path}/pid; echo begun; sleep 60") as worker:
        child = await until_written(tmp_path / "pid")
        for pid in (worker.pid, parent_of(child), child):  # all processes of the service, as systemd does
            with suppress(ProcessLookupError):  # the worker may have ended it already
                os.kill(pid, signal.SIGTERM)
        code = await asyncio.to_thread(worker.wait, 10)

    job = await database.fetchrow("SELECT * FROM job")
    assert code == 0
    assert not is_running(child)
    assert (job["status"], job["attempts"]) == ("pending", 1)
    assert job["logs"] == "begun\n[the worker was stopped, and gave the run back]\n"


async def test_a_worker_survives_lost_connections(spare_database_url: str, database: Any) -> None:
    await database.execute(ASKED, "job-a")
    with worker_process(spare_database_url, "sleep 0.5; echo whole"):
        await until(database, 1, "running")
        await database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await until(database, 1, "completed", "failed")

    job = await database.fetchrow("SELECT * FROM job")
    assert (job["status"], job["attempts"], job["logs"]) == ("completed", 1, "whole\n")


def test_without_a_command_there_is_no_worker() -> None:
    done = subprocess.run(COMMAND, cwd=ROOT, capture_output=True, text=True, check=False, timeout=30)

    assert done.returncode == 1
    assert done.stderr.startswith("APP_IMAGING_COMMAND is not set")
