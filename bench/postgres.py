"""The database that all contestants share."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import asyncpg

from bench.errors import BenchError
from project.core.db import embedded
from project.core.db.dsn import parse_dsn

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "carapace_bench"
#: The contestant with a connection for each request takes a hundred, and more while old ones end.
MAX_CONNECTIONS = 250


def url_of(credentials: dict[str, Any], database: str) -> str:
    """An address that asyncpg, SQLAlchemy, psycopg and the service all read alike."""
    user, password = quote(credentials["user"], safe=""), quote(credentials.get("password") or "", safe="")
    host, port = credentials["host"] or "localhost", credentials["port"]
    if host.startswith("/"):
        return f"postgresql://{user}:{password}@/{database}?host={quote(host)}&port={port}"
    return f"postgresql://{user}:{password}@{host}:{port}/{database}"


@contextmanager
def _server() -> Iterator[dict[str, Any]]:
    """Credentials of the server of BENCH_DATABASE_URL, or of an embedded one in a temporary folder."""
    if url := os.environ.get("BENCH_DATABASE_URL"):
        yield parse_dsn(url)
        return
    with TemporaryDirectory(prefix="carapace_bench_") as folder:
        running = embedded.start(Path(folder))
        execute(url_of(running.credentials, "postgres"), f"ALTER SYSTEM SET max_connections = {MAX_CONNECTIONS}")
        running.stop()
        running = embedded.start(Path(folder))
        try:
            yield running.credentials
        finally:
            running.stop()


@contextmanager
def database() -> Iterator[str]:
    """The address of a migrated, empty database, dropped when the block ends."""
    with _server() as credentials:
        admin, url = url_of(credentials, credentials["database"]), url_of(credentials, DATABASE)
        execute(admin, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"CREATE DATABASE {DATABASE}")
        try:
            project("migrate", url)
            yield url
        finally:
            execute(admin, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def project(command: str, url: str, *args: str, **settings: str) -> None:
    """Run a command of the service to its end; raises BenchError with what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "project", command, *args],
        cwd=ROOT,
        env=environment(DATABASE_URL=url, **settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"`python -m project {command}` failed: {done.stderr.strip()[-500:]}")


def environment(**settings: str) -> dict[str, str]:
    """The environment of a process to measure: nothing of the caller's own settings of the service."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("APP_")}
    return {**kept, **settings}


def execute(url: str, *statements: str) -> None:
    """Run statements one by one, outside a transaction; none has a limit of time."""

    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def fetch(url: str, statement: str, *values: Any) -> list[Any]:
    """The first column of the rows that a statement gives."""

    async def run() -> list[Any]:
        connection = await asyncpg.connect(url)
        try:
            return [row[0] for row in await connection.fetch(statement, *values)]
        finally:
            await connection.close()

    return asyncio.run(run())
