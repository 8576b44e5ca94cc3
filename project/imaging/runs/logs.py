"""What a run has printed: from its log file, or from a job that was asked for here."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from project.imaging.models import Job
from project.imaging.runs.log_files import LogText, read_log
from project.imaging.runs.log_tail import lines_of
from project.imaging.schemas.runs import LogsOut


async def logs_of(run_id: str, tail: int, folders: Sequence[Path]) -> LogsOut:
    """Its last lines, or with `tail` 0 or less all that are read. That the run exists is not asked for."""
    found = await asyncio.to_thread(read_log, folders, run_id, tail) or await _of_job(run_id, tail)
    if found is None:
        return LogsOut(run_id=run_id, logs=[], error=f"Log file not found for run_id: {run_id}")
    return LogsOut(run_id=run_id, logs=found.lines, total_lines=found.total_lines)


async def _of_job(run_id: str, tail: int) -> LogText | None:
    printed = await Job.objects.printed(run_id)
    if printed is None:
        return None
    lines, total = lines_of(printed)
    return LogText(lines[-tail:] if tail > 0 else lines, total)
