"""What is told of runs, their logs and their queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from project.core.schemas import Out
from project.imaging.catalogue.run_status import JobStatus


class LogsOut(Out):
    run_id: str
    #: With their line ends.
    logs: list[str] = Field(examples=[["calibrating\n", "imaging\n"]])
    #: Of the whole log; null where that is too large to count them.
    total_lines: int | None = None
    error: str | None = None


class RerunOut(Out):
    status: Literal["queued"] = "queued"
    job_id: str = Field(examples=["job_0123456789ab"])
    original_run_id: str
    message: str
    #: Whether a worker is there to take it.
    queue_connected: bool


class RunState(Out):
    """A run as an event tells it: of the newest record in the queue, else of its measurement set."""

    run_id: str
    status: JobStatus
    started_at: datetime | None
    finished_at: datetime | None
    #: Null but for runs that were asked for here.
    job_id: str | None
    attempts: int
    exit_code: int | None


def _event(name: str, data: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "string", "contentMediaType": "application/json", "contentSchema": data}
    properties = {"event": {"const": name}, "data": text}
    return {"type": "object", "properties": properties, "required": ["event", "data"]}


STATE = RunState.model_json_schema()
LINES = {
    "type": "object",
    "properties": {
        "run_id": {"type": "string"},
        "job_id": {"type": "string"},
        "attempt": {"type": "integer"},
        "first_line": {"type": "integer", "minimum": 1},
        "lines": {"type": "array", "items": {"type": "string"}},
    },
}
SNAPSHOT = {"type": "object", "properties": {"runs": {"type": "array", "items": STATE}}}
#: Of the document: an event a line of `event:` and one of `data:`.
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "First a `snapshot`, then a `state` for each change and a `log` for what is printed. No end.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "array"},
                "itemSchema": {
                    "oneOf": [
                        _event("snapshot", SNAPSHOT),
                        _event("state", STATE),
                        _event("log", LINES),
                        _event("error", {"type": "object", "properties": {"error": {"type": "string"}}}),
                    ]
                },
            }
        },
    },
}
