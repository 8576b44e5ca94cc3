"""Aerich under a lock, so that concurrent `aerich upgrade` is safe."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import asyncpg
from aerich import Command
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError, OperationalError

from project.core.db import embedded
from project.core.db.connection import MODEL_MODULES, credentials, orm_config
from project.core.db.migrations.history import MIGRATIONS, migration_files
from project.core.db.migrations.renames import Stated
from project.core.db.migrations.writer import MigrationResult, changed, write_migration
from project.core.db.pool import keep_session
from project.core.errors import ProjectError
from project.core.http.problems import cause_of
from project.core.ops.settings import get_settings

LOCK = 7215001


async def wait_for_turn(connection: asyncpg.Connection) -> None:
    """Hold the lock for the life of the connection.

    Asked for again and again: a waiting pg_advisory_lock() would deadlock with CREATE INDEX CONCURRENTLY.
    """
    while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):  # noqa: ASYNC110  (nothing here to wait on)
        await asyncio.sleep(0.2)


class MigrationClient(AsyncpgDBClient):
    """One connection that holds the lock; it starts the embedded server where DATABASE_URL is unset."""

    _server: embedded.EmbeddedServer | None = None

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:
        settings = get_settings()
        found = credentials(settings)
        if found is None:
            self._server = await asyncio.to_thread(embedded.start, settings.data_dir)
            found = self._server.credentials
        options = {key: value for key, value in kwargs.items() if value is not None} | found
        options |= {"min_size": 1, "max_size": 1, "init": wait_for_turn, "reset": keep_session}
        return await asyncpg.create_pool(**options)

    async def _close(self) -> None:
        await super()._close()
        if self._server is not None:
            await asyncio.to_thread(self._server.stop)
            self._server = None


client_class = MigrationClient
#: What aerich.ini names. It holds no credentials: they are read when the connection is made.
MIGRATE_ORM = orm_config("project.core.db.migrations.runner", {}, [*MODEL_MODULES, "aerich.models"])


def command() -> Command:
    return Command(MIGRATE_ORM, app="models", location=str(MIGRATIONS))


class MigrationFailed(ProjectError):
    """Names the file, and says what PostgreSQL does, without the values of rows."""


async def migrate() -> list[str]:
    """Run `aerich upgrade` and return the applied files. Raises MigrationFailed."""
    async with command() as aerich:
        try:
            return list(await aerich.upgrade())
        except (OperationalError, IntegrityError) as error:
            cause = cause_of(error)
            if isinstance(cause, asyncpg.InsufficientPrivilegeError):
                raise
            failed = await _first_pending(aerich)
            raise MigrationFailed(f"{failed} failed, and what it did is undone: {cause.args[0]}") from error


async def _first_pending(aerich: Command) -> str:
    try:
        heads: list[str] = await aerich.heads()
    except OperationalError:  # before the first migration there is no table that knows
        return migration_files()[0].name
    return heads[0]


async def make_migration(
    name: str,
    folder: Path = MIGRATIONS,
    *,
    config: dict[str, Any] = MIGRATE_ORM,
    renames: Sequence[str] = (),
    no_rename: bool = False,
    filled: Sequence[str] = (),
    empty: bool = False,
) -> MigrationResult:
    """Write the next migration into `folder`/models, without a database.

    A rename is `table.column:new` or `table:new`; `filled` names columns, `table.column`, in which no NULL is left.
    Raises MigrationRefused, and writes nothing, where a change has to be made by hand or said more exactly.
    """
    async with TortoiseContext() as context:
        await context.init(config=config)
        return write_migration(name, folder, Stated(tuple(renames), no_rename, tuple(filled)), empty=empty)


async def drift(folder: Path = MIGRATIONS, config: dict[str, Any] = MIGRATE_ORM) -> list[str]:
    """Return the statements for models that no migration knows yet, without a database. Raises MigrationRefused."""
    async with TortoiseContext() as context:
        await context.init(config=config)
        return changed(folder)
