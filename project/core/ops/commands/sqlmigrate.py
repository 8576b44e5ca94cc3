"""`sqlmigrate`: the SQL of one migration."""

from __future__ import annotations

import asyncio
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, NoReturn

import typer

from project.core.db.migrations.history import migration_files
from project.core.ops.console import fail


class NoDatabase:
    """Stands for the connection of a migration that is only looked at."""

    def __getattr__(self, name: str) -> NoReturn:
        raise fail("This migration asks the database as it goes: its SQL is not known before it runs")


def add_to(app: typer.Typer) -> None:
    @app.command("sqlmigrate")
    def sqlmigrate_command(
        name: Annotated[str, typer.Argument(metavar="NAME_OR_NUMBER", help="As in `showmigrations`, or a part of it.")],
        backwards: Annotated[bool, typer.Option("--backwards", help="What undoes it.")] = False,
    ) -> None:
        """Print the SQL of a migration. Needs no database."""
        migration = load(find(name))
        work: Any = migration.downgrade if backwards else migration.upgrade
        typer.echo(asyncio.run(work(NoDatabase())).strip())


def find(name: str) -> Path:
    """Return the file of this number, of this name with or without what precedes it, or with this in its name."""
    files = migration_files()
    if name.isdecimal():
        found = [file for file in files if int(file.stem.partition("_")[0]) == int(name)]
    else:
        found = [file for file in files if name.removesuffix(".py") in (file.stem, file.stem.split("_", 2)[-1])]
        found = found or [file for file in files if name in file.name]
    if not found:
        raise fail(f"No migration is called {name!r}; there are:\n" + "\n".join(file.name for file in files))
    if len(found) > 1:
        raise fail(f"More than one migration is called {name!r}:\n" + "\n".join(file.name for file in found))
    return found[0]


def load(file: Path) -> ModuleType:
    spec = spec_from_file_location(f"migration_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
