"""Complete the OpenAPI document: errors, examples, security."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from project.core.http.problems import MEDIA_TYPE

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457. `detail` is a text, or at 422 a list of `{type, loc, msg}`.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["type", "loc", "msg"],
                        "properties": {
                            "type": {"type": "string"},
                            "loc": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}},
                            "msg": {"type": "string"},
                        },
                    },
                },
                {"type": "object"},
            ]
        },
        "instance": {"type": "string"},
        "request_id": {"type": "string"},
    },
}
ERRORS = {
    400: ("Bad Request", "The body cannot be read"),
    401: ("Unauthorized", "Not authenticated"),
    403: ("Forbidden", "Your role does not allow this"),
    404: ("Not Found", "Session 0192f0c1-7f00-7000-8000-000000000000 not found"),
    408: ("Request Timeout", "Nothing came for too long"),
    409: ("Conflict", "This conflicts with what is stored"),
    412: ("Precondition Failed", "This was changed in the meantime; read it again"),
    413: ("Content Too Large", "The body is larger than 2000000 bytes"),
    415: ("Unsupported Media Type", "Send Content-Type: application/json"),
    416: ("Range Not Satisfiable", "The file has no such bytes"),
    422: ("Unprocessable Content", [{"type": "missing", "loc": ["body", "child_name"], "msg": "Field required"}]),
    429: ("Too Many Requests", "Too many attempts; try again later"),
    500: ("Internal Server Error", "Internal server error"),
    501: ("Not Implemented", "This needs an extra that is not installed"),
    502: ("Bad Gateway", "A service that this one depends on gave no usable answer"),
    503: ("Service Unavailable", "The database is unavailable; try again shortly"),
    504: ("Gateway Timeout", "The database took too long"),
}
ONLY_FOR = {"if-none-match": "get", "idempotency-key": "post"}
REPLAYED = {"description": "The answer was given before.", "schema": {"type": "string", "enum": ["true"]}}
SAMPLES = {
    "uuid": "0192f0c1-7f00-7000-8000-000000000001",
    "date": "2026-11-21",
    "date-time": "2026-11-21T03:08:33.175011Z",
    "email": "user@example.org",
    "password": "a long enough password",
}


def operation_id(route: APIRoute) -> str:
    """Return the route function's name, the method of generated clients."""
    return route.name


def describe(app: FastAPI, *, open_to_local: bool) -> None:
    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            spec = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
            app.openapi_schema = complete(spec, open_to_local=open_to_local)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def complete(spec: dict[str, Any], *, open_to_local: bool) -> dict[str, Any]:
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = PROBLEM
    for method, operation in operations(spec):
        _drop_idle_headers(method, operation)
        _drop_nulls(operation)
        _add_models(operation, schemas)
        _add_errors(method, operation)
        _add_headers(operation)
        _add_examples(operation, schemas)
        if open_to_local and operation.get("security"):
            operation["security"].append({})
    return spec


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in spec["paths"].values():
        yield from ((method, operation) for method, operation in path.items() if isinstance(operation, dict))


def statuses(method: str, operation: dict[str, Any]) -> set[int]:
    names = names_of(operation)
    found = {500, 503, 504} | {int(status) for status in operation["responses"] if status.isdecimal()} & ERRORS.keys()
    found |= {401, 403, 502} if operation.get("security") else set()
    found |= {404} if any(p["in"] == "path" for p in operation.get("parameters", ())) else set()
    found |= {422} if operation.get("parameters") or "requestBody" in operation else set()
    found |= {400, 413, 415} if "requestBody" in operation else set()
    found |= {412} if "if-match" in names else set()
    found |= {409} if method in ("post", "patch", "delete") else set()
    found |= {429} if operation.get("x-rate-limited") else set()
    return found


def names_of(operation: dict[str, Any]) -> set[str]:
    return {parameter["name"].lower() for parameter in operation.get("parameters", ())}


def _drop_idle_headers(method: str, operation: dict[str, Any]) -> None:
    """Leave out headers that a shared dependency declares for every method, and that mean something to one only."""
    idle = {name for name, only in ONLY_FOR.items() if method != only}
    if "parameters" in operation:
        operation["parameters"] = [p for p in operation["parameters"] if p["name"].lower() not in idle]


def _drop_nulls(operation: dict[str, Any]) -> None:
    """A parameter can be left out, but a query or a header has no way to say null."""
    for parameter in operation.get("parameters", ()):
        choices = [choice for choice in parameter["schema"].pop("anyOf", ()) if choice.get("type") != "null"]
        match choices:
            case [one]:
                parameter["schema"] = {**one, **parameter["schema"]}
            case [_, *_]:
                parameter["schema"]["anyOf"] = choices


def _add_models(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Those of a body that the route reads and describes itself."""
    for name, schema in operation.pop("x-models", {}).items():
        schemas.setdefault(name, schema)


def _add_errors(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for status in sorted(statuses(method, operation)):
        described = answers.get(str(status), {}).get("content", {})
        if MEDIA_TYPE in described or (described and status != 422):  # FastAPI describes a 422 of its own
            continue  # an answer of another shape, which the route describes itself
        title, detail = ERRORS[status]
        example = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": "/…"}
        schema = {"$ref": "#/components/schemas/Problem"}
        answers[str(status)] = {"description": title, "content": {MEDIA_TYPE: {"schema": schema, "example": example}}}
    if "if-none-match" in names_of(operation):
        answers["304"] = {"description": "Not Modified"}
    operation.pop("x-rate-limited", None)


def _add_headers(operation: dict[str, Any]) -> None:
    if "idempotency-key" in names_of(operation):
        for status, answer in operation["responses"].items():
            if status.startswith("2"):
                answer["headers"] = {**answer.get("headers", {}), "Idempotency-Replayed": REPLAYED}


def _add_examples(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    bodies = [operation["requestBody"]] if "requestBody" in operation else []
    for body in [*bodies, *operation["responses"].values()]:
        for kind, content in body.get("content", {}).items():
            if "json" in kind or "form" in kind:
                content.setdefault("example", sample(content.get("schema", {}), schemas))


def sample(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """Build an example from the examples of a schema's fields."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas)
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    if "const" in schema or schema.get("default") is not None:
        return schema.get("const", schema.get("default"))
    for choice in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if choice.get("type") != "null":
            return sample(choice, schemas)
    return _sample_of_type(schema, schemas)


def _sample_of_type(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            return {name: sample(part, schemas) for name, part in schema.get("properties", {}).items()}
        case "array":
            return [sample(schema.get("items", {}), schemas)]
        case "string":
            return SAMPLES.get(schema.get("format", ""), "text")
        case "integer":
            return schema.get("minimum", 1)
        case "number":
            return schema.get("minimum", 1.5)
        case "boolean":
            return True
    return None
