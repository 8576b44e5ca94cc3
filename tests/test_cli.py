import asyncio
import subprocess
import sys
from typing import Any

import asyncpg
import pytest
import typer
from fastapi import FastAPI
from typer.testing import CliRunner

from project.cli import app as commands
from project.core.testing.databases import url_of
from project.core.testing.environment import ROOT
from project.core.testing.processes import run_command as project
from project.core.testing.processes import running
from project.service import ADMIN_ROLE
from project.users.callers import LOCAL
from project.users.commands import act_as_user
from project.users.models import Organisation, User


def test_the_package_is_run_as_the_command() -> None:
    found = subprocess.run([sys.executable, "-m", "project", "--help"], cwd=ROOT, capture_output=True, check=False)

    assert found.returncode == 0
    assert b"createuser" in found.stdout


def test_a_service_refuses_a_database_that_is_behind_in_one_line(server: dict[str, Any]) -> None:
    found = project(url_of(server, "postgres"), "serve")

    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert "aerich upgrade" in found.stderr


def test_a_service_refuses_a_server_that_does_not_answer_in_one_line() -> None:
    found = project("postgresql://nobody:hunter2@127.0.0.1:1/nothing", "serve")

    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert "hunter2" not in found.stderr


def test_an_unsafe_setting_is_refused_in_one_line(spare_database_url: str) -> None:
    found = project(spare_database_url, "serve", "--host", "0.0.0.0", APP_AUTH="open")

    assert found.returncode == 1
    assert found.stderr == "settings: APP_AUTH=open is for loopback addresses only; use APP_AUTH=required\n"


def test_a_folder_that_cannot_hold_the_embedded_server_is_refused_in_one_line() -> None:
    found = project("", "serve", APP_DATA_DIR="/tmp/a folder/with spaces [/b]")

    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert "APP_DATA_DIR" in found.stderr


async def test_the_first_admin_is_created_once(spare_database_url: str) -> None:
    words = [
        "createuser",
        "--email",
        "Ada@Clinic.example",
        "--organisation",
        "Clinic",
        "--password",
        "a good long password",
    ]

    first, second = project(spare_database_url, *words), project(spare_database_url, *words)

    assert (first.returncode, second.returncode) == (0, 1)
    connection = await asyncpg.connect(spare_database_url)
    rows = await connection.fetch('SELECT email, role, password_hash FROM "user" WHERE email IS NOT NULL')
    await connection.close()
    assert [(row["email"], row["role"]) for row in rows] == [("ada@clinic.example", ADMIN_ROLE)]
    assert rows[0]["password_hash"].startswith("$argon2id$")


def test_a_short_password_is_refused_in_one_line(spare_database_url: str) -> None:
    found = project(
        spare_database_url, "createuser", "--email", "b@c.example", "--organisation", "Clinic", "--password", "short"
    )

    assert found.returncode == 1
    assert "12" in found.stderr
    assert "Traceback" not in found.stderr


def test_every_command_has_help() -> None:
    names = [one.name or one.callback.__name__ for one in (*commands.registered_commands, *commands.registered_groups)]
    found = {name: CliRunner().invoke(commands, [str(name), "--help"]) for name in names}

    assert {"serve", "migrate", "createuser", "demo", "shell", "dbshell", "routes"} <= set(map(str, found))
    assert [name for name, result in found.items() if result.exit_code or "Usage" not in result.stdout] == []


async def test_a_shell_acts_as_the_user_of_an_email(alice: User) -> None:
    assert await asyncio.create_task(act_as_user("Alice@Clinic.example")) == alice.caller()


@pytest.mark.parametrize("email", ["nobody@clinic.example", "no email"])
async def test_a_shell_refuses_an_unknown_user(app: FastAPI, email: str) -> None:
    with pytest.raises(typer.Exit):
        await act_as_user(email)


async def test_a_shell_creates_the_built_in_user_only_in_open_mode(app: FastAPI) -> None:
    assert await asyncio.create_task(act_as_user(None)) == LOCAL
    assert not await Organisation.filter(id=LOCAL.organisation_id).exists()


async def test_a_terminated_service_exits(server: dict[str, Any], spare_database_url: str) -> None:
    with running(spare_database_url) as service:
        service.process.terminate()

        assert service.process.wait(20) in (0, -15)
