"""What every request passes: a name for it, security headers, one line of log, and a limit on its body."""

from __future__ import annotations

import re
import time
from typing import Any

import structlog
from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils.compat import uuid7

from project.core.problems import problem
from project.core.settings import Settings

log = structlog.get_logger("access")
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

SECURITY_HEADERS = {
    # What is answered can be a record: no shared cache keeps it, and the browser asks again with the ETag.
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
        "font-src 'self' data:; connect-src 'self' https://api.anthropic.com https://api.helloao.org; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": (
        "geolocation=(), microphone=(), camera=(), payment=(), usb=(), magnetometer=(), gyroscope=(), accelerometer=()"
    ),
    "X-XSS-Protection": "1; mode=block",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains; preload"


class BodyTooLarge(HTTPException):
    """A kind of HTTPException because FastAPI lets only those through while it reads a body."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"The body is larger than {limit} bytes")


class Envelope:
    """Round the whole application, its own error handling included."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.access_log = settings.access_log
        headers = dict(SECURITY_HEADERS)
        if settings.is_production:
            headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope["request_id"] = request_id
        started = time.perf_counter()
        status = 499  # the client went before there was an answer

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                headers["X-Request-ID"] = request_id
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            finally:
                if self.access_log:
                    log.info("request", **_facts(scope), status=status, ms=_ms_since(started))


class BodyLimit:
    """Refuses a body of more than `limit` bytes, by its stated length or once so much has come."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if length.isdigit() and int(length) > self.limit:
            error = BodyTooLarge(self.limit)
            answer = problem(Request(scope), 413, "Content Too Large", error.detail, {"Connection": "close"})
            await answer(scope, receive, send)
            return
        seen = 0

        async def receive_within_limit() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise BodyTooLarge(self.limit)
            return message

        await self.app(scope, receive_within_limit, send)


def _request_id(scope: Scope) -> str:
    sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
    return sent if REQUEST_ID.fullmatch(sent) else uuid7().hex


def _facts(scope: Scope) -> dict[str, Any]:
    """The route's pattern, never the path or query as sent: those can hold a name."""
    route = scope.get("route")
    return {"method": scope["method"], "route": getattr(route, "path", "-")}


def _ms_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
