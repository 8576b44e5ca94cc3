"""Reruns, and waiting for their status."""

from __future__ import annotations

import shlex
from typing import Any
from uuid import uuid4

from project.core.testing.conditions import eventually
from project.imaging.models import Job
from tests.imaging.rows import make_measurement_set

RUN = "job-2026-01-01-120000"


async def make_rerun(run_id: str = RUN, **values: Any) -> Job:
    """A rerun in the queue, of a run with a measurement set."""
    ms = await make_measurement_set(run_id=run_id)
    key = f"job_{uuid4().hex[:12]}"
    return await Job.create(**{"type": "rerun", "ms_path_id": ms.path_id, "run_id": run_id, "key": key, **values})


async def reread(job: Job) -> Job:
    return await Job.get(id=job.id)


async def until(job: Job, *statuses: str) -> Job:
    """Wait until the job has one of these statuses."""
    return await eventually(lambda: Job.get_or_none(id=job.id, status__in=statuses))


def shell(script: str) -> str:
    """The setting of a command that runs this script."""
    return f"sh -c {shlex.quote(script)} sh {{ms_path}} {{run_id}} {{attempt}}"
