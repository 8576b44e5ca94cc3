"""Console output and exit codes of commands."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import asyncpg
import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from rich.progress import Progress
from tortoise.exceptions import OperationalError

from project.core.db.migrations.history import SchemaBehind
from project.core.db.server_programs import EmbeddedError
from project.core.errors import ProjectError
from project.core.ops.settings import Settings, get_settings, variables

console = Console(markup=False)
errors = Console(stderr=True, style="bold red", highlight=False, soft_wrap=True, markup=False)
T = TypeVar("T")


def fail(message: str) -> typer.Exit:
    errors.print(message)
    return typer.Exit(1)


def read_settings() -> Settings:
    """Return the settings, or exit with a line for each invalid one."""
    try:
        return get_settings()
    except SettingsError as error:
        raise fail(str(error)) from None
    except ValidationError as error:
        raise fail("\n".join(_setting_line(found["loc"], found["msg"]) for found in error.errors())) from None


def _setting_line(loc: tuple[int | str, ...], message: str) -> str:
    name = str(loc[0]) if loc else ""
    # Name the variable: derived from the field, or its own as in DATABASE_URL.
    return f"{variables().get(name, name) or 'settings'}: {message.removeprefix('Value error, ')}"


def progress_bar() -> Progress:
    shown = Console(stderr=True)
    return Progress(console=shown, transient=True, disable=not shown.is_terminal)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine. Errors an operator can fix become one line."""
    with operator_errors():
        return asyncio.run(work)


@contextmanager
def operator_errors() -> Iterator[None]:
    try:
        yield
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
