"""Server-sent events, one write each: some clients lose events that are split.

Not `fastapi.sse`, whose route cannot answer 429 before the stream and whose form of `data` is its own.
"""

from __future__ import annotations

import asyncio
import json
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from typing import Any, NamedTuple

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from project.core.http.problems import meaning

log = structlog.get_logger(__name__)
#: Seconds between keep-alive comments, so that proxies keep the connection.
PING_SECONDS = 15.0
PING = b": ping\n\n"
#: Seconds without progress after which a client counts as gone.
PATIENCE_SECONDS = 60.0
HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


class Event(NamedTuple):
    name: str
    data: dict[str, Any]

    def written(self) -> bytes:
        return f"event: {self.name}\ndata: {json.dumps(self.data)}\n\n".encode("ascii")


class EventStream(Response):
    """Send events until the client disconnects.

    When it goes, what makes them is cancelled where it stands, and closed before the request is over. So is what they
    hold, also where not one of them was asked for: a generator that never began would not do that.
    """

    media_type = "text/event-stream"

    def __init__(
        self, events: AsyncGenerator[Event], held: AsyncExitStack | None = None, status_code: int = 200
    ) -> None:
        super().__init__(None, status_code, HEADERS)
        del self.headers["content-length"]
        self._events = events
        self._held = held or AsyncExitStack()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._held:
            await self._stream(receive, send)

    async def _stream(self, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        # One task makes and sends all events: the generator must stay in its task.
        sending = asyncio.create_task(self._send_all(send))
        gone = asyncio.create_task(_gone(receive))
        try:
            while not (await asyncio.wait({sending, gone}, timeout=PING_SECONDS, return_when=FIRST_COMPLETED))[0]:
                await _write(send, PING)
        finally:
            gone.cancel()
            sending.cancel()
            await asyncio.wait({sending})
        if not sending.cancelled() and (error := sending.exception()) is not None:
            await _tell(send, error)

    async def _send_all(self, send: Send) -> None:
        async with aclosing(self._events) as events:
            async for event in events:
                await _write(send, event.written())
        await _write(send, b"", more=False)


async def _tell(send: Send, error: BaseException) -> None:
    """Report the failure as a last event, since the status is sent already."""
    failure = meaning(error)
    log.log(40 if failure.status >= 500 else 30, "a stream broke off", error=type(error).__name__)
    if not isinstance(error, Stuck):
        await _write(send, Event("error", {"error": failure.detail, **failure.members}).written())
        await _write(send, b"", more=False)


class Stuck(Exception):
    """The client is there, but takes nothing."""


async def _write(send: Send, part: bytes, *, more: bool = True) -> None:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await send({"type": "http.response.body", "body": part, "more_body": more})
    except TimeoutError as error:
        raise Stuck from error


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
