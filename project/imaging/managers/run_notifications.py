"""Notifications of runs through PostgreSQL's NOTIFY."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from project.imaging.managers.job_queue import ClaimedJob

#: Carries runs whose state has changed, and lines that they print. Delivered at commit.
CHANNEL = "imaging_runs"

#: PostgreSQL accepts less than 8000 bytes.
MAX_PAYLOAD_BYTES = 7_500
MAX_LINE_LENGTH = 1_000
#: With more runs the notification only says that something has changed.
MAX_ANNOUNCED_RUNS = 100

NOTIFY = f"SELECT pg_notify('{CHANNEL}', payload) FROM unnest($1::text[]) AS payload"


@dataclass(frozen=True, slots=True)
class Output:
    """What a command has printed, and the lines that have not been sent yet."""

    #: None if unchanged.
    text: str | None
    #: Number of the first line, from 1.
    first_line: int
    lines: Sequence[str]


def log_payloads(job: ClaimedJob, output: Output) -> list[str]:
    head = {"run_id": job.run_id, "job_id": job.key, "attempt": job.attempts}
    capacity = MAX_PAYLOAD_BYTES - len(to_json(head)) - 60
    max_length = min(MAX_LINE_LENGTH, capacity // 6)  # a character takes up to six bytes in JSON
    payloads: list[str] = []
    lines: list[str] = []
    first_line, free = output.first_line, capacity
    for line in (line[:max_length] for line in output.lines):
        size = len(to_json(line)) + 1
        if lines and size > free:
            payloads.append(_log_payload(head, first_line, lines))
            first_line, free, lines = first_line + len(lines), capacity, []
        lines.append(line)
        free -= size
    return [*payloads, _log_payload(head, first_line, lines)] if lines else payloads


def _log_payload(head: dict[str, Any], first_line: int, lines: list[str]) -> str:
    return to_json({"log": {**head, "first_line": first_line, "lines": lines}}).decode()
