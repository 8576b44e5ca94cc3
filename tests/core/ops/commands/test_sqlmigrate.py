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


#: `0_20260101000000_init.py`
FIRST = migration_files()[0]


@pytest.mark.parametrize("name", ["0", FIRST.stem, FIRST.name, "init", FIRST.stem[8:]])
def test_the_sql_of_a_migration_is_printed(name: str) -> None:
    found = run(name)

    assert found.exit_code == 0
    assert "CREATE TABLE" in found.stdout
    assert "refresh_token" in found.stdout


def test_what_undoes_it_is_printed_backwards() -> None:
    lines = run("init", "--backwards").stdout.splitlines()

    assert lines
    assert all(line.startswith(("DROP", "ALTER", "DELETE", " ")) for line in lines)


def test_an_unknown_name_lists_those_that_there_are() -> None:
    found = run("99")

    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.splitlines()[1:] == [file.name for file in migration_files()]


def test_a_name_of_several_lists_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlmigrate, "migration_files", lambda: [Path("0_1_loan_item.py"), Path("1_2_loan_due_on.py")])

    assert run("loan").stderr.splitlines()[1:] == ["0_1_loan_item.py", "1_2_loan_due_on.py"]


def test_a_migration_that_asks_the_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "7_asking.py").write_text(ASKING)
    monkeypatch.setattr(sqlmigrate, "migration_files", lambda: [tmp_path / "7_asking.py"])

    found = run("7")

    assert found.exit_code == 1
    assert "not known before it runs" in found.stderr
