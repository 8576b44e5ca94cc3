"""PostgreSQL's LISTEN and NOTIFY, on a connection of its own."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import asyncpg
import structlog
from pydantic_core import from_json, to_json
from tortoise.connection import get_connection

from project.core.db.transactions import fetch
from project.core.http.problems import KNOWN_ERRORS

log = structlog.get_logger(__name__)
FAILURES: tuple[type[BaseException], ...] = (OSError, *KNOWN_ERRORS)
RETRY_SECONDS = 1.0
#: Whether notifications still arrive is tried out every so often, …
TRY_SECONDS = 30.0
#: … and one that has not come after so long does not come.
PATIENCE_SECONDS = 5.0


class Listener:
    """Pass on a channel's notifications, JSON objects, and reconnect when the connection is lost.

    `works` says whether they arrive: through PgBouncer, for one, they do not, and nothing fails.
    """

    def __init__(self, name: str, channel: str, heard: Callable[[Any], None], restored: Callable[[], None]) -> None:
        self.works = self._worked = False
        #: By which others can tell this connection from the rest.
        self._name = name
        self._channel = channel
        self._heard = heard
        #: Called when some may have been missed.
        self._restored = restored
        self._echo = ""
        self._echoed = asyncio.Event()

    async def run(self) -> None:
        """Never ends by itself."""
        pause = RETRY_SECONDS
        while True:
            self._worked = False
            try:
                await self._listen()
                reason = "no notification arrives"
            except FAILURES as error:
                reason = type(error).__name__
            log.warning("not listening to the database", reason=reason)
            pause = RETRY_SECONDS if self._worked else min(2 * pause, TRY_SECONDS)
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(**_address(self._name))
        try:
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(self._channel, self._take)
            while not lost.is_set() and await self._arrives():
                if not self.works:
                    self.works = self._worked = True
                    self._restored()
                with suppress(TimeoutError):
                    async with asyncio.timeout(TRY_SECONDS):
                        await lost.wait()
        finally:
            self.works = False
            with suppress(*FAILURES):
                await connection.close(timeout=1)

    async def _arrives(self) -> bool:
        """Whether a notification that goes out by another connection comes in by this one."""
        self._echo = secrets.token_hex(8)
        self._echoed.clear()
        await fetch("SELECT pg_notify($1, $2)", [self._channel, to_json({"echo": self._echo}).decode()])
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._echoed.wait()
        except TimeoutError:
            return False
        return True

    def _take(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        message = from_json(payload)
        if "echo" not in message:
            self._heard(message)
        elif message["echo"] == self._echo:
            self._echoed.set()


def _address(name: str) -> dict[str, Any]:
    """How the pool reaches the database, under a name of its own."""
    client: Any = get_connection("default")
    client = getattr(client, "_parent", client)  # within a transaction, the client stands for it
    address = {key: getattr(client, key) for key in ("host", "port", "user", "password", "database")}
    address |= {key: client.extra[key] for key in ("ssl", "target_session_attrs") if key in client.extra}
    settings = {**client.server_settings, "application_name": name}
    return {**address, "timeout": PATIENCE_SECONDS, "statement_cache_size": 0, "server_settings": settings}
