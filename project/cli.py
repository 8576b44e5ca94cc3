"""`python -m project …`: the commands of an operator."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import os
import pkgutil
import re
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any

import typer
import uvicorn
from tortoise.exceptions import ConfigurationError

import project
from project.core.db.connection import credentials
from project.core.db.migrations.history import pending, require_current, up_to_date
from project.core.ops.commands import dbshell, routes, showmigrations, sqlmigrate
from project.core.ops.console import console, fail, progress_bar, read_settings, run
from project.core.ops.lazy import lazy_module
from project.core.ops.settings import Settings
from project.core.ops.workers import run_workers
from project.core.scaffold import commands as scaffold
from project.users.owned import Owned

if TYPE_CHECKING:
    from project import main
    from project.core.db import embedded
    from project.core.db.migrations import runner
else:
    main = lazy_module("project.main")
    embedded = lazy_module("project.core.db.embedded")
    runner = lazy_module("project.core.db.migrations.runner")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


def app_commands() -> list[ModuleType]:
    """The modules `commands` of apps: `add_to` adds commands; `load_demo`, if there is one, loads what to look at."""
    names = [f"project.{module.name}.commands" for module in pkgutil.iter_modules(project.__path__) if module.ispkg]
    return [importlib.import_module(name) for name in names if importlib.util.find_spec(name)]


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that serve.", min=1, max=64)] = None,
    reload: Annotated[bool, typer.Option("--reload", help="Start anew when a file changes.")] = False,
) -> None:
    """Serve HTTP."""
    given = {"APP_HOST": host, "APP_PORT": port, "APP_WORKERS": workers}
    os.environ.update({name: str(value) for name, value in given.items() if value is not None})
    settings = read_settings()
    run(_prepare(settings))
    console.print(f"Starting; the documentation will be at http://{settings.host}:{settings.port}/docs")
    options: dict[str, Any] = {
        "app": "project.main:create_app",
        "factory": True,
        "host": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "reload": reload,
        "lifespan": "on",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies or None,
        "timeout_graceful_shutdown": 20,
        # Counted from the start: a worker that a busy machine is slow to load is not to be taken for dead. No longer,
        # because one that dies while it is asked is waited for as well.
        "timeout_worker_healthcheck": 20,
    }
    if settings.workers > 1 and not reload:
        run_workers(uvicorn.Config(**options))
    else:
        uvicorn.run(**options)


async def _prepare(settings: Settings) -> None:
    """Fail here, in one line, where the processes that serve would fail in many."""
    if settings.database_url is not None:
        await require_current(credentials(settings) or {})
        return
    running = await asyncio.to_thread(embedded.start, settings.data_dir)
    try:
        if await pending(running.credentials):
            await runner.migrate()
    finally:
        running.hand_over()


@app.command("migrate")
def migrate_command() -> None:
    """Bring the database's schema up to date: what `aerich upgrade` does, under the same lock."""
    read_settings()
    done = run(runner.migrate())
    console.print("\n".join(f"Ran {name}" for name in done) or "Nothing to do")


@app.command()
def makemigration(
    name: Annotated[str, typer.Argument(help="What changes: session_hidden_at.")],
    rename: Annotated[list[str] | None, typer.Option(help="table.column:new or table:new. Repeatable.")] = None,
    no_rename: Annotated[bool, typer.Option("--no-rename", help="What looks renamed is dropped and added.")] = False,
    filled: Annotated[list[str] | None, typer.Option(help="table.column, where no NULL is left. Repeatable.")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="A file to fill by hand.")] = False,
) -> None:
    """Write a migration for the changed models; needs no database."""
    if not re.fullmatch(r"[a-z0-9_]{1,100}", name):
        raise fail("NAME: small letters, digits and _")
    stated: dict[str, Any] = {"renames": rename or (), "no_rename": no_rename, "filled": filled or ()}
    try:
        written = run(runner.make_migration(name, **stated, empty=empty))
    except ConfigurationError as error:
        raise fail(str(error)) from None
    console.print("\n".join(f"Wrote {path}" for path in written.files) or "No changes", soft_wrap=True)
    if written.remarks:
        console.print("Look at", *written.remarks, sep="\n- ", soft_wrap=True, highlight=False)


@app.command()
def check() -> None:
    """Fail where the models have changes that no migration knows."""
    statements = run(runner.drift())
    if statements:
        raise fail(
            "The models have changes without a migration; `make migration name=…` would write:\n"
            + "\n".join(statements)
        )
    console.print("Models and migrations agree")


@app.command()
def demo() -> None:
    """Load something to look at into every app; once."""
    settings = read_settings()

    async def load() -> list[str]:
        async with up_to_date(settings):
            loaders = [commands.load_demo for commands in app_commands() if hasattr(commands, "load_demo")]
            return [line for load_demo in loaders for line in await load_demo(progress)]

    with (progress := progress_bar()):
        lines = run(load())
    console.print("\n".join(lines), highlight=False)


for command in (dbshell, showmigrations, sqlmigrate):
    command.add_to(app)
routes.add_to(app, lambda: main.create_app(read_settings()))
scaffold.add_to(app, Owned, lambda: main.create_app(read_settings()).openapi()["paths"])
for commands in app_commands():
    commands.add_to(app)
