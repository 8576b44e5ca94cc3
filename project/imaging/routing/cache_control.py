"""Cache-Control and ETag of answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import Request, Response

from project.core.etags import named

#: How long a browser may keep an answer: of a list, of one record, and of a file.
LIST = "private, max-age=60"
DETAIL = "private, max-age=300"
FILE = "private, max-age=86400"
#: What is going on now.
LIVE = "no-cache, no-store, must-revalidate"
NO_STORE = "no-store"

F = TypeVar("F", bound=Callable[..., Any])


def cached(policy: str) -> Callable[[F], F]:
    """Marks a route function, below the router's decorator, with its answers' Cache-Control: `NO_STORE` without."""

    def mark(function: F) -> F:
        function.__dict__["cache_control"] = policy
        return function

    return mark


def with_etag(request: Request, response: Response) -> Response:
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
