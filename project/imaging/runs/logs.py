"""The log of a run: its file, or the output of its newest rerun."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from project.imaging.models import Job
from project.imaging.runs.log_files import LogText, read_log
from project.imaging.runs.log_tail import lines_of
from project.imaging.schemas.runs import LogsOut


async def logs_of(run_id: str, tail: int, folders: Sequence[Path]) -> LogsOut:
    """Return the last lines, or all that are read if `tail` is 0 or less. Does not check that the run exists."""
    text = await asyncio.to_thread(read_log, folders, run_id, tail) or await _rerun_log(run_id, tail)
    if text is None:
        return LogsOut(run_id=run_id, logs=[], error=f"Log file not found for run_id: {run_id}")
    return LogsOut(run_id=run_id, logs=text.lines, total_lines=text.total_lines)


async def _rerun_log(run_id: str, tail: int) -> LogText | None:
    output = await Job.objects.logs(run_id)
    if output is None:
        return None
    lines, total = lines_of(output)
    return LogText(lines[-tail:] if tail > 0 else lines, total)
