"""How the telescope's routes answer: under two prefixes, and with the caching and the errors that its clients know."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fastapi import Depends, Request, Response
from fastapi.params import Depends as Dependency

from project.core.arguments import Handler
from project.core.etags import named
from project.core.router import Router
from project.core.routing import Route
from project.imaging.access.rights import guard

#: The second is what the dashboard calls; the document has the first.
PREFIXES = ("/api/v1", "/api")

#: How long a browser may keep an answer: of a list, of one record, and of a file.
LIST = "private, max-age=60"
DETAIL = "private, max-age=300"
FILE = "private, max-age=86400"
#: What is going on now.
LIVE = "no-cache, no-store, must-revalidate"
NO_STORE = "no-store"

#: Origin as well, because answers to pages of other origins differ by their CORS headers.
VARY = "Accept, Accept-Encoding, Authorization, Origin"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'none'; img-src 'none'; font-src 'none'; connect-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

#: By status: the code of the API's later errors, that of its earlier ones, which the dashboard has words for, and what
#: the caller can do.
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
#: What the dashboard has words of its own for.
EARLIER_CODES = {"MeasurementSet": "MS_NOT_FOUND"}

F = TypeVar("F", bound=Callable[..., Any])


def cached(policy: str) -> Callable[[F], F]:
    """Marks a route function, below the router's decorator, with its answers' Cache-Control: `NO_STORE` without."""

    def mark(function: F) -> F:
        function.__dict__["cache_control"] = policy
        return function

    return mark


class ImagingRoute(Route):
    """Gives every answer its headers, one that may be kept a strong ETag, and errors what all of the clients read."""

    #: Of a 422: queries hold nothing of a person here.
    tells_queries = True

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        headers = self._headers()
        keepable = "GET" in (self.methods or ()) and "max-age" in self._policy

        async def finished(request: Request) -> Response:
            response = await handle(request)
            if response.status_code >= 400:
                response.headers["Cache-Control"] = NO_STORE
            elif keepable and response.status_code == 200:
                response = _tagged(request, response)
            there = {name for name, _ in response.raw_headers}
            response.raw_headers += [pair for pair in headers if pair[0] not in there]
            return response

        return finished

    @property
    def _policy(self) -> str:
        return str(getattr(self.endpoint, "cache_control", NO_STORE))

    def _headers(self) -> list[tuple[bytes, bytes]]:
        headers = {"cache-control": self._policy, "content-security-policy": CONTENT_SECURITY_POLICY}
        if "GET" in (self.methods or ()):
            headers["vary"] = VARY
        if self._policy == LIVE:
            headers["pragma"] = "no-cache"
        return [(name.encode(), value.encode()) for name, value in headers.items()]

    def complete_problem(self, body: dict[str, Any], headers: dict[str, str]) -> None:
        """Called for every problem of this route, by `core/problems.py`."""
        headers["Cache-Control"] = NO_STORE
        headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        if "GET" in (self.methods or ()):
            headers["Vary"] = VARY
        for name, value in _members(body, headers).items():
            body.setdefault(name, value)


def _members(body: Mapping[str, Any], headers: Mapping[str, str]) -> dict[str, Any]:
    """What a problem is in the words of the API's earlier and later errors."""
    status: int = body["status"]
    error, code, action = CODES.get(status, CODES[500])
    text, details = _told(body["detail"])
    found = body.get("details", details)
    if "error" in body:
        code = EARLIER_CODES.get(found.get("entity_type", ""), body["error"])
    members = {
        "error": error,
        "message": text,
        "details": found,
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


def _told(detail: Any) -> tuple[str, dict[str, Any]]:
    """A sentence and details, of a text, an object with its own sentence, or FastAPI's list."""
    if isinstance(detail, list):
        wrong = [{"field": ".".join(map(str, one["loc"][1:])), "message": one["msg"]} for one in detail]
        sentences = (": ".join(filter(None, (one["field"], one["message"]))) for one in wrong)
        return "; ".join(sentences), {"validation_errors": wrong}
    if isinstance(detail, dict):
        return str(detail["user_message"]), {}
    return str(detail), {}


def _tagged(request: Request, response: Response) -> Response:
    """The answer with the ETag of its bytes, or 304; as it is where it has a tag, or its bytes are not at hand."""
    body = getattr(response, "body", None)
    if body is None or "etag" in response.headers:
        return response
    tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    held = request.headers.get("if-none-match")
    if held is not None and not named(held).isdisjoint({tag, "*"}):
        response = Response(status_code=304)
    response.headers["ETag"] = tag
    return response


class ImagingRouter(Router):
    """Serves each of its routes under both prefixes: `ImagingRouter("/images", tags=["images"])`.

    Addresses that are not allowed get 403, but where `open_to_all`.
    """

    def __init__(
        self,
        path: str = "",
        *,
        tags: Sequence[str] = ("imaging",),
        dependencies: Sequence[Dependency] = (),
        open_to_all: bool = False,
    ) -> None:
        self.path, self.guarded = path, not open_to_all
        guards = [Depends(guard)] if self.guarded else []
        super().__init__(route_class=ImagingRoute, tags=[*tags], dependencies=[*guards, *dependencies])

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if self.guarded:
            options["responses"] = {403: {}, 429: {}, **(options.get("responses") or {})}
        for prefix in PREFIXES:
            listed = options.get("include_in_schema", True) and prefix == PREFIXES[0]
            super().add_api_route(f"{prefix}{self.path}{path}", endpoint, **{**options, "include_in_schema": listed})
