"""Transactions that wait for a client to download or upload."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from tortoise.backends.base.client import BaseDBAsyncClient

from project.core.db.pool import FairSemaphore
from project.core.db.transactions import transaction
from project.core.ops.settings import get_settings

#: Longer than the usual limit, and than the patience for a client (streaming.PATIENCE_SECONDS), which is to end first.
LIMIT = "SET LOCAL idle_in_transaction_session_timeout = '10min'"


@cache
def turns() -> FairSemaphore:
    """Return a semaphore over a quarter of the pool, so that slow clients cannot hold all of it."""
    settings = get_settings()
    return FairSemaphore(max(1, settings.db_pool_max // 4), settings.db_pool_timeout)


@asynccontextmanager
async def long_transaction() -> AsyncIterator[BaseDBAsyncClient]:
    """Begin a transaction that may idle for minutes. Raises PoolExhausted if too many do."""
    await turns().take()
    try:
        async with transaction() as connection:
            await connection.execute_script(LIMIT)
            yield connection
    finally:
        turns().give_back()
