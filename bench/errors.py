from __future__ import annotations

import sys
from collections.abc import Callable

import typer


class BenchError(RuntimeError):
    """A measurement that cannot be made or counted. The text is one line for whoever ran it."""


def run(command: Callable[..., None]) -> None:
    """Run a command from the command line; a BenchError ends it with its line and status 1."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(command)
    try:
        app()
    except BenchError as error:
        typer.secho(str(error), fg="red", err=True)
        sys.exit(1)
