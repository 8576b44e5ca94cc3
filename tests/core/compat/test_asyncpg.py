"""What the service relies on of asyncpg beyond its public names."""

import ssl
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from project.core.compat.asyncpg import OpenPool, give_back, is_busy, tls_context
from project.core.db.pool import keep_session

OPTIONS = {"min_size": 0, "init_size": None, "max_size": 1, "max_queries": 50_000}
OPTIONS |= {
    "max_inactive_connection_lifetime": 300.0,
    "connect": None,
    "setup": None,
    "init": None,
    "reset": keep_session,
}
CLASSES = {"loop": None, "connection_class": asyncpg.Connection, "record_class": asyncpg.Record}


class Counting(OpenPool):
    taken = 0

    async def take(self) -> Any:
        self.taken += 1
        return await super().take()


@pytest.fixture
async def pool(server: dict[str, Any]) -> AsyncIterator[Counting]:
    pool = Counting(None, **OPTIONS, **CLASSES, **server)
    await pool
    yield pool
    pool.terminate()


async def test_take_is_the_only_way_into_the_pool(pool: Counting) -> None:
    async with pool.acquire():
        pass
    await pool.fetchval("SELECT 1")

    assert pool.taken == 2


async def test_a_connection_in_a_transaction_is_busy(pool: Counting) -> None:
    async with pool.acquire() as connection:
        before = is_busy(connection._con)
        async with connection.transaction():
            within = is_busy(connection._con)
        after = is_busy(connection._con)

    assert [before, within, after] == [False, True, False]


async def test_an_aborted_connection_is_busy(server: dict[str, Any]) -> None:
    connection = await asyncpg.connect(**server)
    connection.terminate()

    assert is_busy(connection)


async def test_a_connection_that_is_given_back_is_free_and_keeps_its_settings(pool: Counting) -> None:
    first = await pool.acquire()
    await first.execute("SET application_name = 'kept'")

    assert await give_back(first, None)

    assert pool.get_idle_size() == 1
    assert await pool.fetchval("SHOW application_name") == "kept"


async def test_a_connection_that_was_given_back_cannot_be_used(pool: Counting) -> None:
    lent = await pool.acquire()
    await give_back(lent, None)

    with pytest.raises(asyncpg.InterfaceError, match="released"):
        await lent.fetchval("SELECT 1")


async def test_a_connection_in_a_transaction_is_not_given_back(pool: Counting) -> None:
    lent = await pool.acquire()
    await lent.execute("BEGIN")

    assert not await give_back(lent, None)

    assert pool.get_idle_size() == 0
    await pool.release(lent)


async def test_what_was_given_back_before_is_not_given_back_again(pool: Counting) -> None:
    lent = await pool.acquire()

    assert [await give_back(lent, None), await give_back(lent, None)] == [True, False]


def test_a_context_is_made_of_the_words_of_libpq(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    context = tls_context(sslmode="require", sslrootcert=None)

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_NONE, False)
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2


def test_verification_without_a_root_is_a_configuration_error(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    with pytest.raises(asyncpg.ClientConfigurationError):
        tls_context(sslmode="verify-full")
