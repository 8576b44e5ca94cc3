import asyncio

import asyncpg
from typer.testing import CliRunner

from project.cli import app
from project.core.db.migrations.history import migration_files


def execute(url: str, statement: str) -> None:
    async def work() -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(statement)
        await connection.close()

    asyncio.run(work())


def test_migrations_that_the_database_has_had_are_crossed(database: str) -> None:
    found = CliRunner().invoke(app, ["showmigrations"])

    assert found.exit_code == 0
    assert found.stdout.splitlines() == [f"[X] {file.name}" for file in migration_files()]


def test_others_are_not_and_those_without_a_file_come_last(database: str) -> None:
    last = migration_files()[-1].name
    execute(database, f"UPDATE aerich SET version = '99_lost.py' WHERE version = '{last}'")

    found = CliRunner().invoke(app, ["showmigrations"])

    execute(database, f"UPDATE aerich SET version = '{last}' WHERE version = '99_lost.py'")
    assert found.stdout.splitlines()[-2:] == [f"[ ] {last}", "[?] 99_lost.py"]
