"""Streamed responses and uploads of any length."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Iterable, Mapping
from contextlib import aclosing
from typing import ClassVar, TypeVar

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from project.core.errors import ProjectError, UnsupportedMediaType
from project.core.http.routing import Route

#: Longest time without progress of a client.
PATIENCE_SECONDS = 300.0
T = TypeVar("T")


class Cut(ProjectError):
    """The client left in the middle of its request."""

    status = 499
    title = "Client Closed Request"
    detail = "The body ended before its end"


class Stalled(ProjectError):
    """The client stalled while holding a resource."""

    status = 408
    title = "Request Timeout"
    detail = "Nothing came for too long"

    def __init__(self) -> None:
        super().__init__()
        self.headers["Connection"] = "close"


class UploadRoute(Route):
    """A route that reads a body of any length itself."""

    max_body_bytes: ClassVar[int | None] = None


class LargeBodyRoute(UploadRoute):
    """A route with a larger body limit."""

    max_body_bytes = 20_000_000


def body_limits(routes: Iterable[BaseRoute]) -> dict[tuple[str, str], int | None]:
    """Return special body limits by method and path; None for no limit."""
    found = [route for route in routes if isinstance(route, UploadRoute)]
    return {(method, route.path): route.max_body_bytes for route in found for method in route.methods or ()}


async def patiently(waiting: Awaitable[T]) -> T:
    """Wait for the client. Raises Stalled."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await waiting
    except TimeoutError as error:
        raise Stalled from error


def received(request: Request) -> AsyncGenerator[bytes]:
    """Yield the body. Raises Cut, Stalled, or UnsupportedMediaType if it is compressed."""
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType("Send the body as it is, without Content-Encoding")
    return _pieces(request.stream())


async def _pieces(stream: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    try:
        async with aclosing(stream):
            while piece := await patiently(anext(stream, b"")):  # Starlette ends it with an empty one
                yield piece
    except ClientDisconnect as error:
        raise Cut from error


class Streamed(StreamingResponse):
    """A response that ends when its client leaves or stalls, and then closes its source.

    Starlette would leave that to the garbage collector. Nor does this cancel anything, as Starlette does: a statement
    that is under way runs to its end.
    """

    def __init__(
        self, parts: AsyncGenerator[str | bytes], media_type: str, headers: Mapping[str, str], status: int
    ) -> None:
        super().__init__(parts, status, headers, media_type)
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(self.listen_for_disconnect(receive))
        try:
            head = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            await patiently(send(head))
            async for part in self._parts:
                if gone.done():
                    return
                piece = part if isinstance(part, bytes) else part.encode()
                await patiently(send({"type": "http.response.body", "body": piece, "more_body": True}))
            await patiently(send({"type": "http.response.body", "body": b""}))
        except Stalled:
            return  # without an end, upon which the server closes the connection
        finally:
            gone.cancel()
            await self._parts.aclose()


async def streamed(
    parts: AsyncGenerator[str | bytes],
    media_type: str,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Streamed:
    """Stream an answer. The first part is made before the headers, so that an early error has its status."""
    first = await anext(parts, "")

    async def whole() -> AsyncGenerator[str | bytes]:
        try:
            yield first
            async for part in parts:
                yield part
        finally:
            await parts.aclose()

    return Streamed(whole(), media_type, headers or {}, status)


def attachment(filename: str) -> dict[str, str]:
    """Return headers for a download. The file name must not contain user text."""
    return {"Content-Disposition": f'attachment; filename="{filename}"'}
