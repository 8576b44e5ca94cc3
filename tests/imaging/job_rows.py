"""Runs that were asked for, and waiting for what becomes of them."""

from __future__ import annotations

import shlex
from typing import Any
from uuid import uuid4

from project.imaging.models import Job
from tests.imaging.rows import make_measurement_set
from tests.waiting import eventually

RUN = "job-2026-01-01-120000"


async def make_asked(run_id: str = RUN, **values: Any) -> Job:
    """A job in the queue, of a run with its measurement set."""
    ms = await make_measurement_set(run_id=run_id)
    key = f"job_{uuid4().hex[:12]}"
    return await Job.create(**{"type": "rerun", "ms_path_id": ms.path_id, "run_id": run_id, "key": key, **values})


async def reread(job: Job) -> Job:
    return await Job.get(id=job.id)


async def until(job: Job, *statuses: str) -> Job:
    """The job as it is once it has one of these."""
    return await eventually(lambda: Job.get_or_none(id=job.id, status__in=statuses))


def shell(script: str) -> str:
    """A setting for a command that runs this script."""
    return f"sh -c {shlex.quote(script)} sh {{ms_path}} {{run_id}} {{attempt}}"
