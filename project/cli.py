"""`python -m project …`: the commands of an operator."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import asyncpg
import typer
import uvicorn
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from rich.progress import Progress
from tortoise.exceptions import OperationalError

from project.assessments import commands
from project.assessments.demo import Sitting, sittings
from project.assessments.managers.imports import Imported
from project.assessments.models import Session
from project.core.database import credentials, transaction
from project.core.errors import ProjectError
from project.core.lazy import lazy_module
from project.core.server_programs import EmbeddedError
from project.core.settings import Settings, get_settings
from project.core.versions import SchemaBehind, pending, require_current, up_to_date
from project.core.workers import run_workers
from project.users.callers import LOCAL, Role
from project.users.errors import EmailTaken
from project.users.models import Organisation, User

if TYPE_CHECKING:
    from project.core import embedded, migrating
else:
    embedded = lazy_module("project.core.embedded")
    migrating = lazy_module("project.core.migrating")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
console = Console(markup=False)
T = TypeVar("T")
errors = Console(stderr=True, style="bold red", highlight=False, soft_wrap=True, markup=False)


def fail(message: str) -> typer.Exit:
    errors.print(message)
    return typer.Exit(1)


def read_settings() -> Settings:
    """The settings, or one line for each that cannot be used."""
    try:
        return get_settings()
    except SettingsError as error:
        raise fail(str(error)) from None
    except ValidationError as error:
        raise fail("\n".join(_setting_line(found["loc"], found["msg"]) for found in error.errors())) from None


def _setting_line(loc: tuple[int | str, ...], message: str) -> str:
    name = str(loc[0]).upper() if loc else ""
    variable = name if name in ("", "DATABASE_URL") else f"APP_{name}"
    return f"{variable or 'settings'}: {message.removeprefix('Value error, ')}"


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
            await migrating.migrate()
    finally:
        running.hand_over()


@app.command("migrate")
def migrate_command() -> None:
    """Bring the database's schema up to date: what `aerich upgrade` does, under the same lock."""
    read_settings()
    done = run(migrating.migrate())
    console.print("\n".join(f"Ran {name}" for name in done) or "Nothing to do")


@app.command()
def check() -> None:
    """Fail where the models have changes that no migration knows."""
    statements = run(migrating.drift())
    if statements:
        raise fail(
            "The models have changes without a migration; `make migration name=…` would write:\n"
            + "\n".join(statements)
        )
    console.print("Models and migrations agree")


@app.command()
def createuser(
    email: Annotated[str, typer.Option(prompt=True)],
    organisation: Annotated[str, typer.Option(prompt=True, help="Made when there is none of this name.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="PASSWORD")],
    name: Annotated[str, typer.Option(help="Of the person.")] = "",
) -> None:
    """Make an admin, and the organisation where there is none of this name yet."""
    settings = read_settings()

    async def make() -> User:
        async with up_to_date(settings):
            return await User.objects.first_admin(organisation, email, password, name)

    user = run(make())
    console.print(f"Made {user.email}, admin of {organisation}")


@app.command()
def demo() -> None:
    """Load about 200 children over two years, and three users; once."""
    settings = read_settings()
    password = secrets.token_urlsafe(12)
    found = sittings(datetime.now(UTC))

    async def load(advance: Callable[[], None]) -> bool:
        async with up_to_date(settings):
            return await load_demo(found, password, advance)

    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Loading", total=len(found))
        loaded = run(load(lambda: progress.advance(bar)))
    if not loaded:
        console.print("The demo is there already")
        return
    console.print(f"Loaded {len(found)} sessions. These sign in with the password {password}", highlight=False)
    console.print("\n".join(f"  {role}@demo.example" for role in Role), highlight=False)


ForOrganisation = Annotated[str | None, typer.Option("--organisation", help="Its name; else the built-in one.")]


@app.command("import")
def import_command(
    file: Annotated[str, typer.Argument(help="One JSON object a line; .gz is unpacked; - is standard input.")],
    organisation: ForOrganisation = None,
    atomic: Annotated[bool, typer.Option("--atomic", help="All lines or none.")] = False,
    key: Annotated[str | None, typer.Option(help="The same file and key again go on where it was cut.")] = None,
) -> None:
    """Store whole sittings from a file; exit with 1 where a line could not be."""
    settings = read_settings()
    progress = _progress()

    async def load() -> Imported:
        with commands.source(file) as found:
            bar = progress.add_task("Importing", total=found.size)
            advance = lambda done: progress.update(bar, completed=done)  # noqa: E731
            upload = found.upload(settings.max_body_bytes, key, advance, atomic=atomic)
            async with up_to_date(settings):
                outcome = await commands.load(upload, organisation)
                progress.stop()
                async for line in commands.fault_lines(outcome):
                    errors.print(line)
                return outcome

    with progress:
        outcome = run(load())
    console.print(f"{outcome.lines} lines: {outcome.stored} stored, {outcome.failed} failed", highlight=False)
    if outcome.failed:
        raise typer.Exit(1)


@app.command("export")
def export_command(
    file: Annotated[str, typer.Argument(help="Compressed where it ends in .gz; - is standard output.")],
    organisation: ForOrganisation = None,
    form: Annotated[commands.Format, typer.Option("--format")] = "ndjson",
) -> None:
    """Write all sessions of an organisation to a file: whole as NDJSON, or as a table."""
    settings = read_settings()
    progress = _progress()

    def begin(total: int) -> Callable[[int], None]:
        bar = progress.add_task("Exporting", total=total)
        return lambda lines: progress.advance(bar, lines)

    async def save() -> int:
        async with up_to_date(settings):
            return await commands.save(file, organisation, form, begin)

    with progress:
        count = run(save())
    if file != "-":
        console.print(f"{file}: {count} sessions", highlight=False)


def _progress() -> Progress:
    """On standard error, because the other may be the file."""
    shown = Console(stderr=True)
    return Progress(console=shown, transient=True, disable=not shown.is_terminal)


def demo_user(role: Role, password: str) -> dict[str, Any]:
    return {"email": f"{role}@demo.example", "name": f"Demo {role}", "role": role, "password": password}


async def load_demo(found: Sequence[Sitting], password: str, advance: Callable[[], None]) -> bool:
    """Load all or nothing into the built-in organisation. False where it is there already.

    Of two at the same time, the second waits at the first user's e-mail address until the first is through.
    """
    # Before the transaction: a service that runs meanwhile would wait for these rows to the end of the load.
    await Organisation.objects.ensure_local()
    if await Session.objects.of(LOCAL).filter(id__in=[sitting.session["id"] for sitting in found]).exists():
        return False
    try:
        async with transaction():
            users = {role: await User.objects.add(LOCAL, demo_user(role, password)) for role in Role}
            clinician = users[Role.CLINICIAN].caller()
            for sitting in found:
                await Session.objects.record(clinician, *sitting)
                advance()
    except EmailTaken:
        return False
    return True


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, turning what an operator can mend into one line."""
    try:
        return asyncio.run(work)
    except OperationalError as error:
        if not isinstance(error.args[0], asyncpg.InsufficientPrivilegeError):
            raise
        raise fail("The role lacks a right; a superuser has to run CREATE EXTENSION vector once") from None
    except (SchemaBehind, EmbeddedError) as error:
        raise fail(str(error)) from None
    except ProjectError as error:
        raise fail(error.detail) from None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise fail(f"The database does not answer ({type(error).__name__}); look at DATABASE_URL") from None
    except KeyboardInterrupt:
        sys.exit(130)
