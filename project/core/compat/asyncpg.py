"""asyncpg's private names: pool acquire and release, TLS in libpq's terms."""

from __future__ import annotations

import ssl
from typing import Any
from urllib.parse import urlencode

import asyncpg
from asyncpg.connect_utils import _parse_connect_dsn_and_args


class OpenPool(asyncpg.Pool):  # type: ignore[misc]  # asyncpg has no types
    """A pool in which `take` serves everybody who asks for a connection."""

    async def take(self) -> Any:
        return await super()._acquire(None)

    async def _acquire(self, timeout: float | None) -> Any:  # noqa: ASYNC109  (asyncpg's signature)
        return await self.take()


def is_busy(connection: Any) -> bool:
    """Whether a connection was aborted, cancels a statement, or is in a transaction."""
    protocol = connection._protocol
    return bool(protocol is None or protocol._is_cancelling() or protocol.is_in_transaction())


async def give_back(lent: Any, timeout: float | None) -> bool:  # noqa: ASYNC109  (asyncpg's signature)
    """Return a lent connection to its pool at once; False, and nothing done, where it is busy or was given back before.

    `Pool.release` makes a task of it, so that nobody can cancel its RESET half-way: for pools whose `reset` waits.
    """
    connection = lent._con
    if connection is None or is_busy(connection):
        return False
    connection._on_release()
    await lent._holder.release(timeout)
    return True


def tls_context(**parameters: str | None) -> ssl.SSLContext:
    """Make a context of `sslmode`, `sslrootcert`, `sslcert` and `sslkey`, which mean what they mean to libpq.

    Raises OSError and asyncpg.ClientConfigurationError for files that cannot be used.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    nothing = dict.fromkeys(
        ("port", "password", "passfile", "database", "ssl", "service", "servicefile", "direct_tls", "server_settings")
    )
    nothing |= dict.fromkeys(("target_session_attrs", "krbsrvname", "gsslib"))
    url = f"postgresql://?{urlencode(given)}"
    _, found = _parse_connect_dsn_and_args(dsn=url, host="localhost", user="nobody", **nothing)
    context: ssl.SSLContext = found.ssl
    return context
