"""An answer that comes from an SDK piece by piece."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Protocol

import anyio

from project.core.llm.errors import ProviderBusy, ProviderError
from project.core.llm.failures import BAD_ANSWERS, FailureReporter

#: To close a connection whose other end no longer answers.
CLOSE_SECONDS = 1


class Delta(NamedTuple):
    """What one event of a stream adds."""

    text: str = ""
    #: Empty until it is known why the answer ends.
    stop_reason: str = ""


class SDKStream(Protocol):
    """A stream of an SDK: an open connection."""

    def __anext__(self) -> Awaitable[Any]: ...

    async def close(self) -> None: ...


ReadEvent = Callable[[Any], Delta]


def storable(text: str) -> str:
    """Drop NUL and replace lone surrogates: PostgreSQL stores neither."""
    text = text.replace("\x00", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class StreamedAnswer:
    """Good only if the provider sends some text and says why it stops."""

    def __init__(self, stream: SDKStream, read: ReadEvent, seconds: float, reporter: FailureReporter) -> None:
        self._stream = stream
        self._read = read
        #: Longest wait between two pieces.
        self._seconds = seconds
        self._reporter = reporter
        self._stop_reason = ""
        self._has_text = False
        self._first: str | None = None

    @classmethod
    async def start(
        cls, begin: Callable[[], Awaitable[SDKStream]], read: ReadEvent, seconds: float, reporter: FailureReporter
    ) -> StreamedAnswer:
        """Open the stream and wait for its first piece; close it if none comes."""
        answer, has_begun = cls(await begin(), read, seconds, reporter), False
        try:
            answer._first = await answer._next()
            has_begun = True
        finally:
            if not has_begun:
                await answer.close()
        return answer

    @property
    def stop_reason(self) -> str:
        return self._stop_reason

    def __aiter__(self) -> StreamedAnswer:
        return self

    async def __anext__(self) -> str:
        piece, self._first = self._first, None
        if piece is None:
            piece = await self._next_in_time()
        if piece is None:
            raise StopAsyncIteration
        return piece

    async def _next_in_time(self) -> str | None:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._next()
        except TimeoutError as error:
            if self._is_whole:
                return None
            raise self._reporter.report(error, ProviderBusy) from error
        except (self._reporter.sdk_error, *BAD_ANSWERS) as error:
            raise self._reporter.report(error, ProviderError) from error

    async def _next(self) -> str | None:
        """Return the next piece that is not empty, or None at a good end."""
        try:
            while True:
                text, stop_reason = self._read(await self._stream.__anext__())
                self._stop_reason = stop_reason or self._stop_reason
                if text := storable(text):
                    self._has_text = self._has_text or not text.isspace()
                    return text
        except (self._reporter.sdk_error, *BAD_ANSWERS) as error:
            if self._is_whole:  # then it does not matter how the connection ended
                return None
            if isinstance(error, StopAsyncIteration):
                raise ProviderError from error
            raise

    @property
    def _is_whole(self) -> bool:
        return self._has_text and self._stop_reason != ""

    async def close(self) -> None:
        # Shielded: a caller who is cancelled, such as by a client that disconnects, must still end the call.
        with anyio.move_on_after(CLOSE_SECONDS, shield=True):
            await self._stream.close()
