"""OpenAPI description of the server-sent events of runs."""

from __future__ import annotations

from typing import Any

from project.imaging.schemas.runs import RunState


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
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A `snapshot`, then a `state` for each change and a `log` for new output. No end.",
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
