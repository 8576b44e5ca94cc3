"""Answers of any length, sent as they are made, and requests of any length, read as they come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from project.core.errors import ProjectError
from project.core.routing import Route


class Cut(ProjectError):
    """The client went in the middle of its request; nobody reads this answer."""

    status = 499
    title = "Client Closed Request"
    detail = "The body ended before its end"


class UploadRoute(Route):
    """Reads its body itself, however long that is."""


def uploads(routes: Iterable[BaseRoute]) -> frozenset[tuple[str, str]]:
    """Methods and paths whose bodies have no limit."""
    found = [route for route in routes if isinstance(route, UploadRoute)]
    return frozenset((method, route.path) for route in found for method in route.methods or ())


async def received(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes. Raises Cut."""
    try:
        async for piece in request.stream():
            yield piece
    except ClientDisconnect as error:
        raise Cut from error


class Streamed(StreamingResponse):
    """Ends with its client, and then closes what it is made from: Starlette would leave that to the garbage collector.

    Nor does this cancel anything, as Starlette does: a statement that is under way runs to its end.
    """

    def __init__(self, parts: AsyncGenerator[str], media_type: str, headers: Mapping[str, str], status: int) -> None:
        super().__init__(parts, status, headers, media_type)
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(self.listen_for_disconnect(receive))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async for part in self._parts:
                if gone.done():
                    return
                await send({"type": "http.response.body", "body": part.encode(), "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            await self._parts.aclose()


async def streamed(
    parts: AsyncGenerator[str], media_type: str, headers: Mapping[str, str] | None = None, status: int = 200
) -> Streamed:
    """The first part is made before the answer begins, so that a failure until then has its own status."""
    first = await anext(parts, "")

    async def whole() -> AsyncGenerator[str]:
        try:
            yield first
            async for part in parts:
                yield part
        finally:
            await parts.aclose()

    return Streamed(whole(), media_type, headers or {}, status)


def attachment(filename: str) -> dict[str, str]:
    """The file name is ours: it holds no text of a user's."""
    return {"Content-Disposition": f'attachment; filename="{filename}"'}
