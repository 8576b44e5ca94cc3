"""Tortoise's asyncpg engine with a fair pool, bounded waits, and no RESET round trip."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

import asyncpg

from project.core.compat.asyncpg import OpenPool, give_back
from project.core.compat.tortoise import Client
from project.core.errors import DatabaseDown, PoolExhausted


async def keep_session(connection: asyncpg.Connection) -> None:
    """Skip asyncpg's RESET ALL: no statement of ours changes the session."""


class FairSemaphore:
    """A semaphore that serves waiters in order and rejects them after `wait` seconds."""

    def __init__(self, places: int, wait: float) -> None:
        self.free = places
        self._places = places
        self._wait = wait
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def taken(self) -> int:
        return self._places - self.free

    @property
    def waiting(self) -> int:
        return sum(not turn.done() for turn in self._waiting)

    async def take(self) -> None:
        """Raises PoolExhausted."""
        if self.free:
            self.free -= 1
            return
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append(turn)
        timer = loop.call_later(self._wait, self._give_up, turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled() and turn.exception() is None:  # it was given just before
                self.give_back()
            raise
        finally:
            timer.cancel()

    @staticmethod
    def _give_up(turn: asyncio.Future[None]) -> None:
        if not turn.done():
            turn.set_exception(PoolExhausted())

    def give_back(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.free += 1


class FairPool(OpenPool):
    """Serve waiters in order, none longer than `wait` seconds.

    asyncpg's own queue lets a newcomer take a connection that was meant for the one waiting longest, who then goes to
    the end of the queue: without a RESET to slow the holders down, some requests starve.
    """

    def __init__(self, *args: Any, max_size: int, wait: float, **kwargs: Any) -> None:
        super().__init__(*args, max_size=max_size, **kwargs)
        self.turns = FairSemaphore(max_size, wait)
        self._lent: set[Any] = set()

    async def take(self) -> Any:
        await self.turns.take()
        connection = None
        try:
            connection = await super().take()
        except (OSError, TimeoutError) as error:  # refused, unreachable, or no answer in time
            raise DatabaseDown from error
        finally:
            if connection is None:
                self.turns.give_back()
        self._lent.add(connection)
        return connection

    async def release(self, connection: Any, *, timeout: float | None = None) -> None:  # noqa: ASYNC109
        # Asked of our own list: a connection that died in use looks to asyncpg as if it had been released before.
        was_lent = connection in self._lent
        self._lent.discard(connection)
        try:
            if not (was_lent and await give_back(connection, timeout)):
                await super().release(connection, timeout=timeout)
        finally:
            if was_lent:
                self.turns.give_back()


class PostgresClient(Client):
    """What Tortoise calls a client: one database, one pool."""

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:
        pool = FairPool(
            None,
            record_class=asyncpg.Record,
            init_size=None,
            max_queries=50_000,
            max_inactive_connection_lifetime=300.0,
            connect=None,
            setup=None,
            init=None,
            reset=keep_session,
            **kwargs,
        )
        try:
            return await pool
        except (OSError, TimeoutError) as error:
            raise DatabaseDown from error


client_class = PostgresClient
