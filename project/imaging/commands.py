"""`python -m project imaging …`, and this app's part of `demo`."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Annotated

import typer
from rich.progress import Progress

from project.core.db.migrations.history import up_to_date
from project.core.ops.console import console, errors, progress_bar, read_settings, run
from project.core.ops.files import source
from project.imaging.demo.catalogue import demo_lines
from project.imaging.ingest.results import IngestResult
from project.imaging.ingest.uploads import RecordUpload, UploadFormat
from project.imaging.models import Photometry
from project.imaging.runs.worker_command import add_worker_to

imaging = typer.Typer(no_args_is_help=True, help="A telescope's catalogue.")


def format_of(file: str) -> UploadFormat:
    return "json" if file.removesuffix(".gz").endswith(".json") else "ndjson"


@imaging.command()
def load(
    file: Annotated[
        str,
        typer.Argument(help="A JSON document (.json) or one record a line; .gz is decompressed; - is standard input."),
    ],
    form: Annotated[
        UploadFormat | None, typer.Option("--format", help="By default, as the name of the file ends.")
    ] = None,
) -> None:
    """Store the pipeline's records from a file. Exits with 1 if any could not be stored."""
    settings = read_settings()
    progress = progress_bar()

    async def store() -> IngestResult:
        with source(file) as opened:
            bar = progress.add_task("Loading", total=opened.size)
            chunks = opened.pieces(lambda loaded: progress.update(bar, completed=loaded))
            upload = RecordUpload(chunks, form or format_of(file), settings.max_body_bytes)
            async with up_to_date(settings):
                return await Photometry.objects.ingest(upload)

    with progress:
        result = run(store())
    for line in result.fault_lines():
        errors.print(line)
    console.print("\n".join(result.summary_lines()), highlight=False)
    if result.failed:
        raise typer.Exit(1)


async def load_demo(progress: Progress) -> list[str]:
    """Load a month of one field, unless it is there. Returns messages for the user."""
    progress.add_task("Imaging", total=None)

    async def chunks() -> AsyncGenerator[bytes]:
        yield demo_lines()

    upload = RecordUpload(chunks(), "ndjson", read_settings().max_body_bytes)
    counts = (await Photometry.objects.ingest(upload)).collections
    if not counts["photometry"].stored:
        return ["The demo's catalogue is already loaded"]
    return [f"Loaded {counts['images'].stored} images and {counts['photometry'].stored} measurements"]


def add_to(app: typer.Typer) -> None:
    add_worker_to(imaging)
    app.add_typer(imaging, name="imaging")
