import asyncio
from typing import Any

import asyncpg
import pytest
from fastapi import FastAPI
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError

from project.core.db.connection import ping
from project.core.db.pool import FairPool, keep_session
from project.core.db.transactions import transaction
from project.core.errors import PoolExhausted
from project.core.models import RateLimit
from project.core.testing.databases import run_sql


@pytest.fixture
async def pool(server: dict[str, Any], app: FastAPI, database_url: str) -> Any:
    """A pool of two on the database of the tests, beside the application's own."""
    database = database_url.partition("@/")[2].partition("?")[0]
    options = {**server, "database": database}
    pool = FairPool(
        None,
        connection_class=asyncpg.Connection,
        record_class=asyncpg.Record,
        init_size=None,
        min_size=0,
        max_size=2,
        wait=0.2,
        max_queries=50_000,
        max_inactive_connection_lifetime=300.0,
        connect=None,
        setup=None,
        init=None,
        reset=keep_session,
        loop=None,
        **options,
    )
    await pool
    yield pool
    pool.terminate()


async def test_a_full_pool_is_said_and_not_waited_for_without_end(pool: FairPool) -> None:
    held = [await pool.acquire() for _ in range(2)]

    with pytest.raises(PoolExhausted):
        await pool.acquire()

    for connection in held:
        await pool.release(connection)
    await pool.release(await pool.acquire())


async def test_waiters_are_served_in_the_order_they_came(pool: FairPool) -> None:
    for connection in [await pool.acquire() for _ in range(2)]:
        await pool.release(connection)
    served: list[int] = []

    async def use(number: int) -> None:
        async with pool.acquire(timeout=5):
            served.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(use(number) for number in range(50)))

    assert served == list(range(50))


async def test_releasing_twice_gives_back_one_place(pool: FairPool) -> None:
    connection = await pool.acquire()
    await pool.release(connection)
    await pool.release(connection)
    held = [await pool.acquire() for _ in range(2)]

    with pytest.raises(PoolExhausted):
        await pool.acquire()

    for connection in held:
        await pool.release(connection)


async def test_a_connection_that_dies_in_use_gives_its_place_back(pool: FairPool) -> None:
    for _ in range(3):
        dying, other = await pool.acquire(), await pool.acquire()
        await other.execute("SELECT pg_terminate_backend($1)", dying.get_server_pid())
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)):
            await dying.execute("SELECT 1")
        await pool.release(dying)
        await pool.release(other)

    for connection in [await pool.acquire() for _ in range(2)]:
        await pool.release(connection)


async def test_a_cancelled_waiter_leaves_its_place(pool: FairPool) -> None:
    held = [await pool.acquire() for _ in range(2)]
    waiter = asyncio.ensure_future(pool._acquire(60))
    await asyncio.sleep(0)

    waiter.cancel()
    for connection in held:
        await pool.release(connection)

    for connection in [await pool.acquire() for _ in range(2)]:
        await pool.release(connection)


@pytest.mark.alone
async def test_cancelled_transactions_lose_no_place_in_the_pool(app: FastAPI) -> None:
    async def work() -> None:
        async with transaction():
            await RateLimit.objects.sql("SELECT pg_sleep(0.02)")

    for delay in range(60):
        tasks = [asyncio.create_task(work()) for _ in range(20)]
        await asyncio.sleep(delay / 5000)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    pool: Any = get_connection("default")._pool  # type: ignore[attr-defined]
    assert pool.turns.free == app.state.settings.db_pool_max
    assert pool._queue.qsize() == app.state.settings.db_pool_max


@pytest.mark.alone
async def test_connections_that_the_server_ended_are_replaced(app: FastAPI, server: dict[str, Any]) -> None:
    await ping()
    database = (await RateLimit.objects.sql("SELECT current_database() AS name"))[0]["name"]

    await run_sql(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
    await asyncio.sleep(0.1)
    for _ in range(app.state.settings.db_pool_max):
        try:
            async with transaction():
                pass
        except (asyncpg.PostgresError, asyncpg.InterfaceError):
            continue

    async with transaction():
        await ping()


async def test_an_inner_transaction_may_fail_alone(app: FastAPI) -> None:
    async with transaction():
        await RateLimit.objects.hit("a", "x", 5, 60)
        with pytest.raises(IntegrityError):
            async with transaction():
                await RateLimit.objects.sql("INSERT INTO rate_limit SELECT * FROM rate_limit")
        await RateLimit.objects.hit("b", "x", 5, 60)

    assert await RateLimit.all().count() == 2


def test_the_models_of_every_app_are_known(app: FastAPI) -> None:
    tables = {model._meta.db_table for model in Tortoise.apps["models"].values()}  # type: ignore[index,union-attr]

    assert {"user", "idempotency_key"} <= tables
