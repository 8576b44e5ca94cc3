"""The events of a streamed answer, for the OpenAPI document."""

from __future__ import annotations

from typing import Any


def _event(name: str, data: dict[str, Any]) -> dict[str, Any]:
    inner = {"type": "object", "properties": data, "required": list(data)[:1]}
    text = {"type": "string", "contentMediaType": "application/json", "contentSchema": inner}
    properties = {"event": {"const": name}, "data": text}
    return {"type": "object", "properties": properties, "required": ["event", "data"]}


#: Each event is a line `event:` and a line `data:`.
ANSWER_EVENTS: dict[int | str, dict[str, Any]] = {
    429: {},
    200: {
        "description": "The answer as it is made: `token` events, of a new chat `chat_id`, and last `done` or `error`.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "array"},
                "itemSchema": {
                    "oneOf": [
                        _event("token", {"token": {"type": "string"}}),
                        _event("chat_id", {"chat_id": {"type": "integer"}}),
                        _event("done", {"status": {"const": "complete"}, "stop_reason": {"type": "string"}}),
                        _event("error", {"error": {"type": "string"}, "error_type": {"const": "auth_error"}}),
                    ]
                },
            }
        },
    },
}
