from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from project.cli import app
from project.core.db.migrations.history import migration_files
from project.core.ops.commands import sqlmigrate

ASKING = """
async def upgrade(db):
    return str(await db.execute_query("SELECT 1"))
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["sqlmigrate", *words])


@pytest.mark.parametrize(
    "name", ["2", "2_20261121112717_readers", "2_20261121112717_readers.py", "readers", "17_readers"]
)
def test_the_sql_of_a_migration_is_printed(name: str) -> None:
    found = run(name)

    assert found.exit_code == 0
    assert "CREATE TABLE" in found.stdout
    assert "reader_token" in found.stdout


def test_what_undoes_it_is_printed_backwards() -> None:
    assert run("readers", "--backwards").stdout.startswith(("DROP", "ALTER", "DELETE"))


def test_an_unknown_name_lists_those_that_there_are() -> None:
    found = run("99")

    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.splitlines()[1:] == [file.name for file in migration_files()]


def test_a_name_of_several_lists_them() -> None:
    assert run("_20").stderr.splitlines()[1:] == [file.name for file in migration_files()]


def test_a_migration_that_asks_the_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "7_asking.py").write_text(ASKING)
    monkeypatch.setattr(sqlmigrate, "migration_files", lambda: [tmp_path / "7_asking.py"])

    found = run("7")

    assert found.exit_code == 1
    assert "not known before it runs" in found.stderr
