"""Which migrations are applied. Does not load Aerich, which is slow to import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg

from project.core.db.connection import opened, server
from project.core.ops.lazy import lazy_module
from project.core.ops.settings import Settings

if TYPE_CHECKING:
    from project.core.db.migrations import runner
else:
    runner = lazy_module("project.core.db.migrations.runner")

MIGRATIONS = Path(__file__).resolve().parents[4] / "migrations"


def migration_files(folder: Path = MIGRATIONS) -> list[Path]:
    """Return the migrations in order."""
    return sorted((folder / "models").glob("[0-9]*_*.py"), key=lambda path: int(path.name.split("_")[0]))


async def applied(found: dict[str, Any]) -> set[str]:
    connection = await asyncpg.connect(**{"timeout": 5, **found}, statement_cache_size=0)
    try:
        begun = await connection.fetchval("SELECT to_regclass('aerich')")
        done = await connection.fetch("SELECT version FROM aerich WHERE app = 'models'") if begun else []
    finally:
        await connection.close()
    return {row["version"] for row in done}


async def pending(found: dict[str, Any]) -> list[str]:
    done = await applied(found)
    return [path.name for path in migration_files() if path.name not in done]


class SchemaBehind(RuntimeError):
    """The database lacks migrations. The message is one line for the operator."""


async def require_current(found: dict[str, Any]) -> None:
    if missing := await pending(found):
        raise SchemaBehind(
            f"The database lacks {len(missing)} migration(s), the first {missing[0]}: run `aerich upgrade`"
        )


@asynccontextmanager
async def up_to_date(settings: Settings) -> AsyncIterator[None]:
    """Open the ORM on a database that has every migration.

    The embedded one is brought up to date; of an own server that is the operator's to decide: raises SchemaBehind.
    """
    async with server(settings) as found:
        if settings.database_url is None:
            if await pending(found):
                await runner.migrate()
        else:
            await require_current(found)
        async with opened(settings, found):
            yield
