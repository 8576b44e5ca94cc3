"""Statements and transactions, on the connection at hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import require_context
from tortoise.transactions import in_transaction

from project.core.ops.lazy import lazy_module

if TYPE_CHECKING:
    from project.core.db import embedded
else:
    embedded = lazy_module("project.core.db.embedded")


async def fetch(sql: str, values: Sequence[Any], *, custom_plan: bool = False) -> list[asyncpg.Record]:
    """Fetch rows, in the current transaction if there is one. Raises the driver's errors."""
    client: Any = require_context().connections.get("default")
    client.log.debug("%s: %s", sql, values)
    async with client.acquire_connection() as connection:
        # A statement that is prepared for one use is planned for its values.
        source = await connection.prepare(sql) if custom_plan else connection
        rows: list[asyncpg.Record] = await (source.fetch(*values) if custom_plan else source.fetch(sql, *values))
        return rows


@asynccontextmanager
async def transaction() -> AsyncIterator[BaseDBAsyncClient]:
    """Begin a transaction; inside another, a savepoint."""
    async with in_transaction("default") as connection:
        yield connection


@asynccontextmanager
async def exclusive(key: int) -> AsyncIterator[bool]:
    """Yield whether this process holds the advisory lock `key`, for one short transaction."""
    async with transaction() as connection:
        (row,) = await connection.execute_query_dict("SELECT pg_try_advisory_xact_lock($1) AS alone", [key])
        yield row["alone"]
