"""`python -m project import`, `export`, and the assessments of `demo`."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.progress import Progress

from project.assessments.demo.clinic import demo_sessions
from project.assessments.demo.storage import load_sessions
from project.assessments.exports.file import Format, save
from project.assessments.imports.file import fault_lines, load, upload_from
from project.assessments.managers.imports import ImportResult
from project.core.db.migrations.history import up_to_date
from project.core.ops.console import console, errors, progress_bar, read_settings, run
from project.core.ops.files import source
from project.service import Role

ForOrganisation = Annotated[
    str | None, typer.Option("--organisation", help="Name of the organisation. Default: the built-in one.")
]


def import_command(
    file: Annotated[str, typer.Argument(help="NDJSON, one session a line. .gz is decompressed; - is standard input.")],
    organisation: ForOrganisation = None,
    atomic: Annotated[bool, typer.Option("--atomic", help="Store all lines or none.")] = False,
    key: Annotated[
        str | None, typer.Option(help="Resume an interrupted import: the same file with the same key.")
    ] = None,
) -> None:
    """Store sessions from an NDJSON file. Exit with 1 if any line failed."""
    settings = read_settings()
    progress = progress_bar()

    async def load_file() -> ImportResult:
        with source(file) as found:
            bar = progress.add_task("Importing", total=found.size)
            advance = lambda done: progress.update(bar, completed=done)  # noqa: E731
            upload = upload_from(found, settings.max_body_bytes, key, advance, atomic=atomic)
            async with up_to_date(settings):
                outcome = await load(upload, organisation)
                progress.stop()
                async for line in fault_lines(outcome):
                    errors.print(line)
                return outcome

    with progress:
        outcome = run(load_file())
    console.print(f"{outcome.lines} lines: {outcome.stored} stored, {outcome.failed} failed", highlight=False)
    if outcome.failed:
        raise typer.Exit(1)


def export_command(
    file: Annotated[str, typer.Argument(help="A name ending in .gz is compressed; - is standard output.")],
    organisation: ForOrganisation = None,
    form: Annotated[Format, typer.Option("--format")] = "ndjson",
) -> None:
    """Write all sessions of an organisation to a file: complete as NDJSON, or as a CSV table."""
    settings = read_settings()
    progress = progress_bar()

    def begin(total: int) -> Callable[[int], None]:
        bar = progress.add_task("Exporting", total=total)
        return lambda lines: progress.advance(bar, lines)

    async def save_file() -> int:
        async with up_to_date(settings):
            return await save(file, organisation, form, begin)

    with progress:
        count = run(save_file())
    if file != "-":
        console.print(f"{file}: {count} sessions", highlight=False)


async def load_demo(progress: Progress) -> list[str]:
    """Load about 200 children over two years and a user for each role, once. Return lines to print."""
    password, found = secrets.token_urlsafe(12), demo_sessions(datetime.now(UTC))
    bar = progress.add_task("Assessments", total=len(found))
    if not await load_sessions(found, password, lambda: progress.advance(bar)):
        return ["The demo's assessments are already loaded"]
    names = [f"  {role}@demo.example" for role in Role]
    return [f"Loaded {len(found)} sessions. These sign in with the password {password}", *names]


def add_to(app: typer.Typer) -> None:
    app.command("import")(import_command)
    app.command("export")(export_command)
