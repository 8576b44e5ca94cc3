"""`python -m project import|export`, and what `demo` loads of assessments."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.progress import Progress

from project.assessments import files
from project.assessments.demo import Sitting, sittings
from project.assessments.managers.imports import Imported
from project.assessments.models import Session
from project.core.console import console, errors, progress_bar, read_settings, run
from project.core.database import transaction
from project.core.files import source
from project.core.versions import up_to_date
from project.service import Role
from project.users.callers import LOCAL
from project.users.errors import EmailTaken
from project.users.models import Organisation, User

ForOrganisation = Annotated[str | None, typer.Option("--organisation", help="Its name; else the built-in one.")]


def import_command(
    file: Annotated[str, typer.Argument(help="One JSON object a line; .gz is unpacked; - is standard input.")],
    organisation: ForOrganisation = None,
    atomic: Annotated[bool, typer.Option("--atomic", help="All lines or none.")] = False,
    key: Annotated[str | None, typer.Option(help="The same file and key again go on where it was cut.")] = None,
) -> None:
    """Store whole sittings from a file; exit with 1 where a line could not be."""
    settings = read_settings()
    progress = progress_bar()

    async def load() -> Imported:
        with source(file) as found:
            bar = progress.add_task("Importing", total=found.size)
            advance = lambda done: progress.update(bar, completed=done)  # noqa: E731
            upload = files.upload(found, settings.max_body_bytes, key, advance, atomic=atomic)
            async with up_to_date(settings):
                outcome = await files.load(upload, organisation)
                progress.stop()
                async for line in files.fault_lines(outcome):
                    errors.print(line)
                return outcome

    with progress:
        outcome = run(load())
    console.print(f"{outcome.lines} lines: {outcome.stored} stored, {outcome.failed} failed", highlight=False)
    if outcome.failed:
        raise typer.Exit(1)


def export_command(
    file: Annotated[str, typer.Argument(help="Compressed where it ends in .gz; - is standard output.")],
    organisation: ForOrganisation = None,
    form: Annotated[files.Format, typer.Option("--format")] = "ndjson",
) -> None:
    """Write all sessions of an organisation to a file: whole as NDJSON, or as a table."""
    settings = read_settings()
    progress = progress_bar()

    def begin(total: int) -> Callable[[int], None]:
        bar = progress.add_task("Exporting", total=total)
        return lambda lines: progress.advance(bar, lines)

    async def save() -> int:
        async with up_to_date(settings):
            return await files.save(file, organisation, form, begin)

    with progress:
        count = run(save())
    if file != "-":
        console.print(f"{file}: {count} sessions", highlight=False)


async def load_demo(progress: Progress) -> list[str]:
    """About 200 children over two years, and three users; once. Gives what to say of it."""
    password, found = secrets.token_urlsafe(12), sittings(datetime.now(UTC))
    bar = progress.add_task("Assessments", total=len(found))
    if not await load_sittings(found, password, lambda: progress.advance(bar)):
        return ["The assessments of the demo are there already"]
    names = [f"  {role}@demo.example" for role in Role]
    return [f"Loaded {len(found)} sessions. These sign in with the password {password}", *names]


def demo_user(role: Role, password: str) -> dict[str, Any]:
    return {"email": f"{role}@demo.example", "name": f"Demo {role}", "role": role, "password": password}


async def load_sittings(found: Sequence[Sitting], password: str, advance: Callable[[], None]) -> bool:
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


def add_to(app: typer.Typer) -> None:
    app.command("import")(import_command)
    app.command("export")(export_command)
