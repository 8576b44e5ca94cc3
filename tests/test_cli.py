import subprocess
import sys
from typing import Any

import asyncpg
import pytest
from typer.testing import CliRunner

from project.cli import app
from project.core.testing.databases import url_of
from project.core.testing.environment import ROOT
from project.core.testing.processes import run_command as project
from project.core.testing.processes import running


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


def test_an_unsafe_setting_is_said_in_one_line(spare_database_url: str) -> None:
    found = project(spare_database_url, "serve", "--host", "0.0.0.0", APP_AUTH="open")

    assert found.returncode == 1
    assert found.stderr == "settings: APP_AUTH=open is for loopback addresses only; use APP_AUTH=required\n"


def test_a_folder_that_cannot_hold_the_embedded_server_is_refused_in_one_line() -> None:
    found = project("", "serve", APP_DATA_DIR="/tmp/a folder/with spaces [/b]")

    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert "APP_DATA_DIR" in found.stderr


async def test_the_first_admin_is_made_once(spare_database_url: str) -> None:
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
    assert [(row["email"], row["role"]) for row in rows] == [("ada@clinic.example", "admin")]
    assert rows[0]["password_hash"].startswith("$argon2id$")


def test_a_password_that_is_too_short_is_refused_in_one_line(spare_database_url: str) -> None:
    found = project(
        spare_database_url, "createuser", "--email", "b@c.example", "--organisation", "Clinic", "--password", "short"
    )

    assert found.returncode == 1
    assert "12" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize(
    "word", [[], ["serve"], ["migrate"], ["createuser"], ["demo"], ["import"], ["export"], ["check"]]
)
def test_every_command_explains_itself(word: list[str]) -> None:
    found = CliRunner().invoke(app, [*word, "--help"])

    assert found.exit_code == 0
    assert "Usage" in found.stdout


async def test_a_service_that_ends_answers_what_it_has_begun(server: dict[str, Any], spare_database_url: str) -> None:
    with running(spare_database_url) as service:
        service.process.terminate()

        assert service.process.wait(20) in (0, -15)
