"""`python -m project bible|readers|tidy`, and the part of `demo` that is scripture's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.progress import Progress

from project.core.db.migrations.history import up_to_date
from project.core.ops.console import console, progress_bar, read_settings, run
from project.scripture.cleanup import tidy
from project.scripture.models import Translation
from project.scripture.readers.models import ProReader
from project.scripture.text.initial_text import load_missing
from project.scripture.text.sources.bible_file import bible_file
from project.scripture.text.sources.king_james import KingJames
from project.scripture.text.sources.translation_text import SourceError, TranslationText
from project.scripture.text.translations import CODES, KJV, code_of

bible = typer.Typer(no_args_is_help=True, help="The Bible's text.")

readers = typer.Typer(no_args_is_help=True, help="Who reads without a daily limit.")


@bible.callback()
def _bible() -> None:
    """Keep `load` a subcommand, though it is the only one."""


@bible.command()
def load(
    file: Annotated[
        Path | None,
        typer.Argument(help="SQLite file of https://bible.helloao.org. Default: the King James Version."),
    ] = None,
    translation: Annotated[
        list[str] | None,
        typer.Option(help="Code or id; repeatable. Default: all that the service has a code for."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All translations in the file.")] = False,
) -> None:
    """Load translations, replacing those that are there. Readers see the old text until the new one is complete."""
    settings = read_settings()
    progress = progress_bar()

    async def store() -> list[str]:
        lines: list[str] = []
        with selected_texts(file, translation or [], every=every) as found:
            async with up_to_date(settings):
                for text in found:
                    bar = progress.add_task(code_of(text.id), total=text.count())
                    count = await Translation.objects.replace(text, partial(progress.advance, bar))
                    lines.append(f"{code_of(text.id)}: {count} verses")
        return lines

    with progress:
        lines = run(store())
    console.print("\n".join(lines), highlight=False)


@contextmanager
def selected_texts(file: Path | None, wanted: Sequence[str], *, every: bool) -> Iterator[Sequence[TranslationText]]:
    if file is None:
        if not set(wanted) <= {KJV.code, KJV.id}:
            raise SourceError(f"Without a file there is no translation but {KJV.code}")
        yield [KingJames()]
        return
    with bible_file(file) as found:
        names = list(wanted) or (sorted(found.ids()) if every else [one for one in CODES if found.has(one)])
        if not names:
            raise SourceError(f"{file}: It has no translation with a code of this service; load others by --all")
        yield [found.translation(name) for name in names]


@readers.command("pro")
def pro(
    reader: Annotated[str, typer.Argument(help="The id on the reader's page, or the user's id.")],
    end: Annotated[bool, typer.Option("--end", help="End it.")] = False,
) -> None:
    """Lift a reader's daily limit, or restore it."""
    settings = read_settings()

    async def change() -> UUID:
        async with up_to_date(settings):
            return await ProReader.objects.set_pro(reader, not end)

    console.print(f"{run(change())} is {'no longer ' if end else ''}pro", highlight=False)


@readers.command("list")
def list_pro() -> None:
    """List the readers without a daily limit: id, since when, and e-mail address if any."""
    settings = read_settings()

    async def found() -> list[str]:
        async with up_to_date(settings):
            return [
                f"{pro.user_id}  {pro.since:%Y-%m-%d}  {pro.user.email or ''}"
                async for pro in ProReader.objects.longest_first()
            ]

    console.print("\n".join(run(found())) or "Nobody", highlight=False)


def tidy_command() -> None:
    """Remove expired rows, as a running service does hourly."""
    settings = read_settings()

    async def work() -> dict[str, int] | None:
        async with up_to_date(settings):
            return await tidy()

    counts = run(work())
    listed = ", ".join(f"{name}: {count}" for name, count in (counts or {}).items())
    console.print("Another process is at work" if counts is None else listed, highlight=False)


async def load_demo(progress: Progress) -> list[str]:
    """Load the text that comes with the service. Return lines for the console."""
    progress.add_task("Scripture", total=None)
    loaded = await load_missing()
    return [f"Loaded the text of {', '.join(map(code_of, loaded))}" if loaded else "The demo's text is already loaded"]


def add_to(app: typer.Typer) -> None:
    app.add_typer(bible, name="bible")
    app.add_typer(readers, name="readers")
    app.command("tidy")(tidy_command)
