"""Cache-Control and ETag of answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import Request, Response

from project.core.http.etags import named

#: Policies for lists, single records and files.
LIST = "private, max-age=60"
DETAIL = "private, max-age=300"
FILE = "private, max-age=86400"
#: For what changes by the second.
LIVE = "no-cache, no-store, must-revalidate"
NO_STORE = "no-store"

F = TypeVar("F", bound=Callable[..., Any])


def cached(policy: str) -> Callable[[F], F]:
    """Set the Cache-Control of a route. Goes below the router's decorator; without it a route has `NO_STORE`."""

    def mark(function: F) -> F:
        function.__dict__["cache_control"] = policy
        return function

    return mark


def client_has(request: Request, etag: str) -> bool:
    header = request.headers.get("if-none-match")
    return header is not None and not named(header).isdisjoint({etag, "*"})


def with_etag(request: Request, response: Response) -> Response:
    """Add an ETag that hashes the body, or answer 304. Leaves streams, and responses with an ETag, as they are."""
    body = getattr(response, "body", None)
    if body is None or "etag" in response.headers:
        return response
    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    if client_has(request, etag):
        response = Response(status_code=304)
    response.headers["ETag"] = etag
    return response
