"""Notifications of runs, over PostgreSQL's NOTIFY."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from project.imaging.managers.job_queue import ClaimedJob

#: What is told here: runs whose state has changed, and lines that a run has printed. It comes with the commit.
CHANNEL = "imaging_runs"

#: PostgreSQL takes less than 8000 bytes.
MOST_BYTES = 7_500
MOST_OF_A_LINE = 1_000
#: Of more runs than that it is only told that something has changed.
MOST_RUNS = 100

NOTIFY = f"SELECT pg_notify('{CHANNEL}', payload) FROM unnest($1::text[]) AS payload"


@dataclass(frozen=True, slots=True)
class Output:
    """What a command has printed up to now, and the lines of it that have not been told yet."""

    #: None where there is nothing new.
    text: str | None
    #: Number of the first of the lines, from 1.
    first_line: int
    lines: Sequence[str]


def log_payloads(job: ClaimedJob, printed: Output) -> list[str]:
    """Notifications of the lines, as many as they need."""
    head = {"run_id": job.run_id, "job_id": job.key, "attempt": job.attempts}
    room = MOST_BYTES - len(to_json(head)) - 60
    found: list[str] = []
    lines: list[str] = []
    first, left = printed.first_line, room
    for line in (line[: min(MOST_OF_A_LINE, room // 6)] for line in printed.lines):  # JSON takes six bytes for some
        size = len(to_json(line)) + 1
        if lines and size > left:
            found.append(_written(head, first, lines))
            first, left, lines = first + len(lines), room, []
        lines.append(line)
        left -= size
    return [*found, _written(head, first, lines)] if lines else found


def _written(head: dict[str, Any], first: int, lines: list[str]) -> str:
    return to_json({"log": {**head, "first_line": first, "lines": lines}}).decode()
