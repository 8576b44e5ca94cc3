"""An answer as it comes from a provider's SDK, piece by piece."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Protocol

import anyio
import httpx2

from project.core.llm.errors import ProviderBusy, ProviderError

#: What a bad connection, or an answer of another form, raises beside the SDK's own errors.
BAD_ANSWERS: tuple[type[Exception], ...] = (
    *(ProviderError, httpx2.HTTPError, OSError, TimeoutError, StopAsyncIteration, RuntimeError),
    *(ValueError, TypeError, LookupError, AttributeError, anyio.ClosedResourceError, anyio.BrokenResourceError),
)
#: For closing a connection whose other end no longer answers.
CLOSE_SECONDS = 1


class Part(NamedTuple):
    """What one event of a stream brings."""

    text: str = ""
    #: Why the answer ends, once that is known.
    stop_reason: str = ""


class Events(Protocol):
    """A stream of an SDK: an open connection."""

    def __anext__(self) -> Awaitable[Any]: ...

    async def close(self) -> None: ...


class Told(Protocol):
    """Logs an error of the provider's, and gives what callers see of it."""

    @property
    def sdk_error(self) -> type[Exception]:
        """What the SDK's own errors have in common."""
        ...

    def __call__(self, error: Exception, kind: type[ProviderError]) -> ProviderError: ...


Read = Callable[[Any], Part]


def storable(text: str) -> str:
    """Without what PostgreSQL does not take: NUL, and halves of surrogate pairs."""
    text = text.replace("\x00", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class Flow:
    """An answer that is coming. It is good only if the provider gives some text and says why it stops."""

    def __init__(self, events: Events, read: Read, seconds: float, told: Told) -> None:
        self._events = events
        self._read = read
        #: That may pass between two pieces.
        self._seconds = seconds
        self._told = told
        self._stop_reason = ""
        self._has_text = False
        self._ahead: str | None = None

    @classmethod
    async def begun(cls, begin: Callable[[], Awaitable[Events]], read: Read, seconds: float, told: Told) -> Flow:
        """With its first piece. Closed again when that does not come."""
        flow, has_begun = cls(await begin(), read, seconds, told), False
        try:
            flow._ahead = await flow._next()
            has_begun = True
        finally:
            if not has_begun:
                await flow.close()
        return flow

    @property
    def stop_reason(self) -> str:
        return self._stop_reason

    def __aiter__(self) -> Flow:
        return self

    async def __anext__(self) -> str:
        piece, self._ahead = self._ahead, None
        if piece is None:
            piece = await self._in_time()
        if piece is None:
            raise StopAsyncIteration
        return piece

    async def _in_time(self) -> str | None:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._next()
        except TimeoutError as error:
            if self._is_whole:
                return None
            raise self._told(error, ProviderBusy) from error
        except (self._told.sdk_error, *BAD_ANSWERS) as error:
            raise self._told(error, ProviderError) from error

    async def _next(self) -> str | None:
        """The next piece that is not empty; None at a good end."""
        try:
            while True:
                text, stop_reason = self._read(await self._events.__anext__())
                self._stop_reason = stop_reason or self._stop_reason
                if text := storable(text):
                    self._has_text = self._has_text or not text.isspace()
                    return text
        except (self._told.sdk_error, *BAD_ANSWERS) as error:
            if self._is_whole:  # whatever became of the connection
                return None
            if isinstance(error, StopAsyncIteration):
                raise ProviderError from error
            raise

    @property
    def _is_whole(self) -> bool:
        return self._has_text and self._stop_reason != ""

    async def close(self) -> None:
        # Shielded: whoever is cancelled, as by a client that goes, must still end the call to the provider.
        with anyio.move_on_after(CLOSE_SECONDS, shield=True):
            await self._events.close()
