"""Members of problem documents that both generations of the telescope's clients read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: By status: `error`, `code` (which the dashboard translates) and `action`.
CODES: dict[int, tuple[str, str, str]] = {
    400: ("VALIDATION_ERROR", "VALIDATION_FAILED", "Correct the request"),
    401: ("UNAUTHORIZED", "UNAUTHORIZED", "Provide a valid API key in the X-API-Key header"),
    403: ("FORBIDDEN", "FORBIDDEN", "Ask the operator of the service for access"),
    404: ("RECORD_NOT_FOUND", "RECORD_NOT_FOUND", "Check the id or the path"),
    405: ("METHOD_NOT_ALLOWED", "METHOD_NOT_ALLOWED", "Use a method that the Allow header names"),
    409: ("CONFLICT", "CONFLICT", "Read the record again"),
    413: ("CONTENT_TOO_LARGE", "CONTENT_TOO_LARGE", "Send less at once"),
    415: ("UNSUPPORTED_MEDIA_TYPE", "UNSUPPORTED_MEDIA_TYPE", "Send the Content-Type that is asked for"),
    416: ("RANGE_NOT_SATISFIABLE", "RANGE_NOT_SATISFIABLE", "Ask for bytes that the file has"),
    422: ("VALIDATION_ERROR", "VALIDATION_FAILED", "Correct what the message names"),
    429: ("rate_limit_exceeded", "RATE_LIMITED", "Wait, and try again"),
    500: ("INTERNAL_ERROR", "INTERNAL_ERROR", "Try again later; give the trace_id when you report this"),
    502: ("EXTERNAL_SERVICE_ERROR", "EXTERNAL_SERVICE_ERROR", "Try again later"),
    503: ("DATABASE_CONNECTION_ERROR", "PRODUCTS_DB_UNAVAILABLE", "Try again shortly"),
    504: ("DATABASE_QUERY_ERROR", "DATABASE_QUERY_ERROR", "Ask for less, or try again"),
}
#: `code` by `entity_type`, where the dashboard translates it differently.
ENTITY_CODES = {"MeasurementSet": "MS_NOT_FOUND"}


def problem_members(body: Mapping[str, Any], headers: Mapping[str, str]) -> dict[str, Any]:
    status: int = body["status"]
    error, code, action = CODES.get(status, CODES[500])
    text, details = _message_and_details(body["detail"])
    details = body.get("details", details)
    if "error" in body:
        code = ENTITY_CODES.get(details.get("entity_type", ""), body["error"])
    members = {
        "error": error,
        "message": text,
        "details": details,
        "code": code,
        "http_status": status,
        "user_message": text,
        "action": action,
        "ref_id": "",
        "trace_id": body.get("request_id", ""),
    }
    if (seconds := headers.get("Retry-After")) is not None:
        members["retry_after"] = int(seconds)
    return members


def _message_and_details(detail: Any) -> tuple[str, dict[str, Any]]:
    """Read a `detail` that is a text, an object with a `user_message`, or FastAPI's list of errors."""
    if isinstance(detail, list):
        errors = [{"field": ".".join(map(str, one["loc"][1:])), "message": one["msg"]} for one in detail]
        sentences = (": ".join(filter(None, (error["field"], error["message"]))) for error in errors)
        return "; ".join(sentences), {"validation_errors": errors}
    if isinstance(detail, dict):
        return str(detail["user_message"]), {}
    return str(detail), {}
