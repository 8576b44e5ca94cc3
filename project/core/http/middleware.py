"""Middleware: request ID, security headers, access log, body limit."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils import uuid7

from project.core.http.problems import problem
from project.core.ops.logging import AccessLog, current_request_id
from project.core.ops.metrics import watch
from project.core.ops.settings import Settings

BODY_HEADERS = (b"content-length", b"transfer-encoding")
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

SECURITY_HEADERS = {
    # Answers can be personal: shared caches must not keep them, and browsers revalidate by ETag.
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
        "font-src 'self' data:; connect-src 'self' https://api.anthropic.com https://api.helloao.org; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
    "Vary": "Origin",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": (
        "geolocation=(), microphone=(), camera=(), payment=(), usb=(), magnetometer=(), gyroscope=(), accelerometer=()"
    ),
    "X-XSS-Protection": "1; mode=block",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains; preload"


def send_with_answer(request: Request, name: str, value: str) -> None:
    """Add a header to the answer of this request, errors included."""
    pair = (name.lower().encode(), value.encode())
    held = request.scope.setdefault("answer_headers", [])
    if pair not in held:
        held.append(pair)


class BodyTooLarge(HTTPException):
    """A kind of HTTPException because FastAPI lets only those through while it reads a body."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"The body is larger than {limit} bytes")


class Envelope:
    """The outermost middleware, around error handling."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._log = AccessLog(settings) if settings.access_log else None
        self._watch = watch()
        headers = dict(SECURITY_HEADERS)
        if settings.is_production:
            headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = scope["request_id"] = _request_id(scope)
        started = time.perf_counter()
        status = 499  # the client went before there was an answer

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message.get("headers", [])
                there = {name for name, _ in headers}
                own = [pair for pair in self._headers if pair[0] not in there]
                held = scope.get("answer_headers", ())
                message["headers"] = [*headers, (b"x-request-id", request_id.encode()), *own, *held]
            await send(message)

        token = current_request_id.set(request_id)
        self._watch.in_flight += 1
        try:
            await self.app(scope, receive, send_with_headers)
        finally:
            current_request_id.reset(token)
            self._watch.in_flight -= 1
            # The route's pattern, never the path or query as sent: those can hold a name.
            route = getattr(scope.get("route"), "path", "-")
            seconds = time.perf_counter() - started
            self._watch.note(scope["method"], route, status, seconds)
            if self._log is not None:
                self._log.note(scope["method"], route, status, seconds, request_id)


class Cors:
    """CORS for requests with an Origin header.

    Pages of APP_CORS_ORIGINS may call with their user's credentials, those of APP_PUBLIC_ORIGINS without, others not.
    """

    def __init__(self, app: ASGIApp, settings: Settings, **options: Any) -> None:
        self.app = app
        self._known = frozenset(origin.encode("latin-1", "replace") for origin in settings.origins)
        self._trusting = CORSMiddleware(app, allow_origins=settings.origins, allow_credentials=True, **options)
        self._public = CORSMiddleware(
            app,
            allow_origins=settings.exact_public_origins,
            allow_origin_regex=settings.public_origin_pattern,
            **options,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = self.app
        if scope["type"] == "http":
            for name, value in scope["headers"]:
                if name == b"origin":
                    app = self._trusting if value in self._known else self._public
                    break
        await app(scope, receive, send)


class BodyLimit:
    """Reject bodies over `limit` bytes, by their stated length or as they arrive.

    `others` are the limits of some methods and paths: None for those that read theirs piece by piece.
    """

    def __init__(self, app: ASGIApp, limit: int, others: Mapping[tuple[str, str], int | None] | None = None) -> None:
        self.app = app
        self.limit = limit
        self.others = others or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = {name: value for name, value in scope["headers"] if name in BODY_HEADERS}
        limit = self.others.get((scope["method"], scope["path"]), self.limit)
        if not stated or limit is None:  # nothing stated: there is no body
            await self.app(scope, receive, send)
            return
        length = stated.get(b"content-length", b"0")
        if length.isdigit() and int(length) > limit:
            error = BodyTooLarge(limit)
            answer = problem(Request(scope), 413, "Content Too Large", error.detail, {"Connection": "close"})
            await answer(scope, receive, send)
            return
        seen = 0

        async def receive_within_limit() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise BodyTooLarge(limit)
            return message

        await self.app(scope, receive_within_limit, send)


def _request_id(scope: Scope) -> str:
    sent: str = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
    return sent if sent and REQUEST_ID.fullmatch(sent) else str(uuid7().hex)
