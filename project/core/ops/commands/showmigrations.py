"""`showmigrations`: which migrations there are, and which the database has had."""

from __future__ import annotations

import typer

from project.core.db.connection import server
from project.core.db.migrations.history import applied, migration_files
from project.core.ops.console import read_settings, run
from project.core.ops.settings import Settings


def add_to(app: typer.Typer) -> None:
    @app.command("showmigrations")
    def showmigrations_command() -> None:
        """List the migrations: [X] the database has had this one, [ ] it has not, [?] it has, but there is no file."""
        typer.echo("\n".join(run(lines(read_settings()))))


async def lines(settings: Settings) -> list[str]:
    async with server(settings) as found:
        done = await applied(found)
    files = [path.name for path in migration_files()]
    known = [f"[{'X' if name in done else ' '}] {name}" for name in files]
    return known + [f"[?] {name}" for name in sorted(done - set(files))]
