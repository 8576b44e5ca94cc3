"""Split uploads of any length into lines or records, and process them in blocks.

Ours, because `asyncio.StreamReader` ends an upload at a line that is too long, where this names the line and goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import TypeVar

from project.core.db.pool import FairSemaphore
from project.core.errors import PoolExhausted, Unavailable

#: UTF-8 byte order mark.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BUSY = "As many uploads are under way as can be; try again shortly"
T = TypeVar("T")


class Lines:
    """Split an upload into lines. `number` is the current one, from 1."""

    def __init__(self, longest: int) -> None:
        self.number = 0
        #: In bytes, without its end.
        self.longest = longest
        self._parts: list[bytes] = []
        self._size = 0

    async def part(self, pieces: AsyncIterator[bytes]) -> AsyncGenerator[bytes | None]:
        """Yield lines without line ends; None for one that is too long."""
        async for piece in pieces:
            *ends, rest = piece.split(b"\n")
            for end in ends:
                self._add(end)
                yield self._end()
            self._add(rest)
        if self._size:
            yield self._end()

    def _add(self, part: bytes) -> None:
        if part:
            self.seen(part)
            self._size += len(part)
            if self._size <= self.longest:
                self._parts.append(part)
            else:
                self._parts.clear()

    def _end(self) -> bytes | None:
        line = b"".join(self._parts) if self._size <= self.longest else None
        self.number += 1
        self.ended()
        self._parts.clear()
        self._size = 0
        return line

    def seen(self, part: bytes) -> None:
        """Of a line, whether or not it is too long."""

    def ended(self) -> None:
        """A line has."""


async def one_ahead(blocks: AsyncGenerator[T]) -> AsyncGenerator[T]:
    """Read one block ahead of the consumer."""
    async with aclosing(blocks):
        reading = asyncio.create_task(_next(blocks))
        try:
            while (block := await reading) is not None:
                reading = asyncio.create_task(_next(blocks))
                yield block
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def _next(blocks: AsyncGenerator[T]) -> T | None:
    return await anext(blocks, None)


@asynccontextmanager
async def in_turn(turns: FairSemaphore) -> AsyncIterator[None]:
    """Hold one of the slots for uploads. Raises Unavailable."""
    try:
        await turns.take()
    except PoolExhausted:
        raise Unavailable(BUSY) from None
    try:
        yield
    finally:
        turns.give_back()
