"""`python -m project imaging …`, and what `demo` loads of a telescope's catalogue."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Annotated

import typer
from rich.progress import Progress

from project.core.console import console, errors, progress_bar, read_settings, run
from project.core.files import source
from project.core.versions import up_to_date
from project.imaging.demo import catalogue
from project.imaging.ingest.results import IngestResult
from project.imaging.ingest.uploads import Form, RecordUpload
from project.imaging.models import Photometry
from project.imaging.runs.worker_command import add_worker_to

imaging = typer.Typer(no_args_is_help=True, help="A telescope's catalogue.")


def form_of(file: str) -> Form:
    """By the suffix of a file's name."""
    return "json" if file.removesuffix(".gz").endswith(".json") else "ndjson"


@imaging.command()
def load(
    file: Annotated[
        str,
        typer.Argument(help="A JSON document (.json) or one record a line; .gz is unpacked; - is standard input."),
    ],
    form: Annotated[Form | None, typer.Option("--format", help="Else as the name ends.")] = None,
) -> None:
    """Store the pipeline's records from a file; exit with 1 where one could not be."""
    settings = read_settings()
    progress = progress_bar()

    async def store() -> IngestResult:
        with source(file) as found:
            bar = progress.add_task("Loading", total=found.size)
            pieces = found.pieces(lambda done: progress.update(bar, completed=done))
            async with up_to_date(settings):
                return await Photometry.objects.take(
                    RecordUpload(pieces, form or form_of(file), settings.max_body_bytes)
                )

    with progress:
        done = run(store())
    for line in done.fault_lines():
        errors.print(line)
    console.print("\n".join(done.lines()), highlight=False)
    if done.failed:
        raise typer.Exit(1)


async def load_demo(progress: Progress) -> list[str]:
    """A month of one field; once. Gives what to say of it."""
    progress.add_task("Imaging", total=None)

    async def pieces() -> AsyncGenerator[bytes]:
        yield catalogue.lines()

    done = await Photometry.objects.take(RecordUpload(pieces(), "ndjson", read_settings().max_body_bytes))
    counts = done.collections
    if not counts["photometry"].stored:
        return ["The catalogue of the demo is there already"]
    return [f"Loaded {counts['images'].stored} images and {counts['photometry'].stored} measurements"]


def add_to(app: typer.Typer) -> None:
    add_worker_to(imaging)
    app.add_typer(imaging, name="imaging")
