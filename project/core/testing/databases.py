"""Databases to test on: one migrated template a server, and copies of it."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import asyncpg
import fasteners
from tortoise import Tortoise
from tortoise.connection import get_connection

from project.core.compat.tortoise import meta_of
from project.core.db import embedded
from project.core.db.dsn import parse_dsn
from project.core.db.migrations.history import MIGRATIONS
from project.core.testing.environment import ROOT
from project.core.testing.processes import run_command

#: Nothing that tests write has to outlive the machine.
VOLATILE = [f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "synchronous_commit", "full_page_writes")]


def url_of(credentials: dict[str, Any], database: str) -> str:
    user, password = quote(credentials["user"], safe=""), quote(credentials.get("password") or "", safe="")
    return f"postgresql://{user}:{password}@/{database}?host={quote(credentials['host'])}&port={credentials['port']}"


@contextmanager
def running_server() -> Iterator[dict[str, Any]]:
    """Give the credentials of TEST_DATABASE_URL's server, or of an embedded one for the tests alone."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield parse_dsn(url)
        return
    running = embedded.start(Path(os.environ.get("APP_DATA_DIR", ROOT / ".data")) / "tests")
    asyncio.run(run_sql(running.credentials, *VOLATILE, "SELECT pg_reload_conf()"))
    yield running.credentials
    running.stop()


async def run_sql(credentials: dict[str, Any], *statements: str) -> None:
    connection = await asyncpg.connect(**credentials)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def exists(credentials: dict[str, Any], database: str) -> bool:
    connection = await asyncpg.connect(**credentials)
    try:
        return bool(await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database))
    finally:
        await connection.close()


async def migrated(url: str) -> None:
    done = await asyncio.to_thread(run_command, url, "migrate")
    assert done.returncode == 0, done.stderr


async def make_template(credentials: dict[str, Any], lock: Path) -> str:
    """Return the name of a migrated database, made where there is none yet for these migrations."""
    files = sorted((MIGRATIONS / "models").glob("*.py"))
    name = "template_" + hashlib.sha256(b"".join(f.name.encode() + f.read_bytes() for f in files)).hexdigest()[:12]
    turn = fasteners.InterProcessLock(lock)
    await asyncio.to_thread(turn.acquire)
    try:
        if not await exists(credentials, name):
            await run_sql(credentials, f'DROP DATABASE IF EXISTS "{name}_new"', f'CREATE DATABASE "{name}_new"')
            await migrated(url_of(credentials, f"{name}_new"))
            await run_sql(credentials, f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    finally:
        turn.release()
    return name


@asynccontextmanager
async def copy_of(template: str, credentials: dict[str, Any]) -> AsyncIterator[str]:
    """Give the address of a database like the template, for as long as the block runs."""
    name = f"test_{uuid4().hex[:12]}"
    await run_sql(credentials, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY WAL_LOG')
    yield url_of(credentials, name)
    await run_sql(credentials, f'DROP DATABASE "{name}" WITH (FORCE)')


def tables() -> list[str]:
    models = Tortoise.apps["models"].values()
    return [f'"{meta_of(model).db_table}"' for model in models if meta_of(model).db_table != "aerich"]


async def empty() -> None:
    await get_connection("default").execute_script(f"TRUNCATE {', '.join(tables())} CASCADE")
