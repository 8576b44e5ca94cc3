"""Workers as processes, and the processes that they start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from project.core.testing.conditions import eventually
from project.core.testing.environment import ROOT
from tests.imaging.job_rows import shell

COMMAND = [sys.executable, "-m", "project", "imaging", "worker"]


@contextmanager
def worker_process(database_url: str, script: str, heartbeat: float = 0.1) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that runs this script for every job, until the block ends."""
    settings = {"DATABASE_URL": database_url, "APP_IMAGING_COMMAND": shell(script)}
    environment = {**os.environ, **settings, "APP_IMAGING_HEARTBEAT": str(heartbeat)}
    with subprocess.Popen(COMMAND, cwd=ROOT, env=environment) as process:
        try:
            yield process
        finally:
            process.terminate()


def _state(pid: int) -> list[str]:
    """State and parent of a process; those of a dead one if it does not exist."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return ["X", "0"]


def is_running(pid: int) -> bool:
    return _state(pid)[0] not in "XZ"


def parent_of(pid: int) -> int:
    return int(_state(pid)[1])


async def until_gone(pid: int) -> None:
    async def is_gone() -> bool:
        return not is_running(pid)

    await eventually(is_gone)


async def until_written(path: Path) -> int:
    """Wait for the process id that a script writes."""

    async def text() -> str:
        found = path.read_text() if path.exists() else ""  # noqa: ASYNC240
        return found if found.endswith("\n") else ""

    return int(await eventually(text))
