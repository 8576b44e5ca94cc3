"""Aerich as an operator runs it: the plain commands, on databases of their own."""

import asyncio
import importlib.util
import os
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from tortoise import Tortoise
from tortoise.context import TortoiseContext
from tortoise.exceptions import ConfigurationError
from tortoise.models import Model

from project.core.db.connection import MODEL_MODULES, orm_config
from project.core.db.migrations.history import migration_files
from project.core.db.migrations.runner import drift, make_migration
from project.core.testing.databases import run_sql, url_of
from project.core.testing.environment import ROOT
from tests.core.schema_lines import DEFAULTS, SCHEMA, fetch, lines

FILES = migration_files()
AERICH = [sys.executable, "-m", "aerich"]
PROJECT = [sys.executable, "-m", "project"]


@pytest.fixture
async def database(server: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """An empty database."""
    name = f"migrated_{uuid4().hex[:8]}"
    await run_sql(server, f'CREATE DATABASE "{name}"')
    yield {**server, "database": name}
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def start(database: dict[str, Any], *words: str, program: Sequence[str] = AERICH) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": url_of(database, database["database"])}
    return subprocess.Popen(
        [*program, *words], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def run(database: dict[str, Any], *words: str) -> None:
    process = start(database, *words)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output


async def tables(database: dict[str, Any]) -> set[str]:
    rows = await fetch(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row["tablename"] for row in rows}


async def versions(database: dict[str, Any]) -> list[str]:
    return [row["version"] for row in await fetch(database, "SELECT version FROM aerich ORDER BY id")]


def all_models() -> list[type[Model]]:
    return list(Tortoise.apps["models"].values())  # type: ignore[index,union-attr]


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


async def test_who_is_pro_stays_so_up_and_down(database: dict[str, Any]) -> None:
    run(database, "upgrade")
    await run_sql(
        database,
        'INSERT INTO "user" (id) VALUES (gen_random_uuid()), (gen_random_uuid())',
        """INSERT INTO pro_reader (since, user_id) SELECT '2026-01-01 00:00:00+00', id FROM "user" LIMIT 1""",
    )
    before = await fetch(database, "SELECT user_id, since FROM pro_reader")

    run(database, "downgrade", "-v", "7", "--yes")
    between = await fetch(database, 'SELECT id, pro_since FROM "user" WHERE pro_since IS NOT NULL')
    run(database, "upgrade")

    assert list(map(tuple, between)) == list(map(tuple, before))
    assert await fetch(database, "SELECT user_id, since FROM pro_reader") == before


#: Makes of a database what it was after the first form of migration 1.
FIRST_FORM = """
ALTER TABLE import DROP CONSTRAINT import_counts, DROP COLUMN failed,
    ALTER lines TYPE int, ALTER stored TYPE int,
    ADD CONSTRAINT import_counts CHECK (stored BETWEEN 0 AND lines);
ALTER TABLE import RENAME COLUMN touched_at TO created_at;
ALTER INDEX idx_import_touched_652379 RENAME TO idx_import_created_3cc696;
ALTER TABLE import_fault ALTER line TYPE int;
DROP INDEX idx_import_faul_upload__8f746c, metric_scoring;
CREATE INDEX idx_import_faul_upload__8f746c ON import_fault (upload_id, line)
"""


@pytest.mark.parametrize("first_form", [False, True])
async def test_both_forms_of_the_uploads_come_to_the_models(
    database: dict[str, Any], modelled: dict[str, Any], first_form: bool
) -> None:
    run(database, "upgrade")
    run(database, "downgrade", "-v", "4", "--yes")
    if first_form:
        await run_sql(database, FIRST_FORM)
    counted, counts = ("stored", "3") if first_form else ("stored, failed", "3, 2")
    await run_sql(
        database,
        f"INSERT INTO import (id, lines, {counted}) VALUES ('a', 5, {counts})",
        "INSERT INTO import_fault (upload_id, line, errors) VALUES ('a', 2, '[]'), ('a', 4, '[]')",
    )

    run(database, "upgrade")

    assert await lines(database, SCHEMA) == await lines(modelled, SCHEMA)
    (upload,) = await fetch(database, "SELECT lines, stored, failed, touched_at FROM import")
    assert (upload["lines"], upload["stored"], upload["failed"]) == (5, 3, 2)
    assert upload["touched_at"] is not None


async def test_four_upgrades_at_once_are_one(database: dict[str, Any]) -> None:
    processes = [start(database, "upgrade") for _ in range(4)]

    await asyncio.gather(*(asyncio.to_thread(process.communicate, timeout=60) for process in processes))

    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert await versions(database) == [path.name for path in FILES]


async def test_a_migration_that_fails_is_named(database: dict[str, Any]) -> None:
    await run_sql(database, "CREATE TABLE chat (id int)")

    process = start(database, "migrate", program=PROJECT)
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    said = '3_20261121112721_scripture.py failed, and what it did is undone: relation "chat" already exists'
    assert " ".join(output.split()) == said


def test_two_models_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("project.other.models")
    module.__dict__["Note"] = type("Note", (Model,), {"__module__": module.__name__})
    monkeypatch.setitem(sys.modules, module.__name__, module)

    with pytest.raises(ConfigurationError, match=r"Two models are called Note, in project\.music\.models and"):
        orm_config("", {}, [*MODEL_MODULES, module.__name__])


async def test_the_models_have_no_change_without_a_migration() -> None:
    assert await drift() == []


@pytest.fixture
async def modelled(server: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """A database as the models alone would make it, after what each migration says must be there BEFORE."""
    name = f"modelled_{uuid4().hex[:8]}"
    await run_sql(server, f'CREATE DATABASE "{name}"')
    database = {**server, "database": name}
    await run_sql(database, *filter(None, (getattr(loaded(path), "BEFORE", None) for path in FILES)))
    async with TortoiseContext() as context:
        await context.init(config=orm_config("tortoise.backends.asyncpg", database, [*MODEL_MODULES, "aerich.models"]))
        await context.generate_schemas(safe=False)
    yield database
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


async def test_the_migrated_schema_is_that_of_the_models(database: dict[str, Any], modelled: dict[str, Any]) -> None:
    run(database, "upgrade")

    assert await lines(database, SCHEMA) == await lines(modelled, SCHEMA)


async def test_the_migrated_schema_has_every_default_of_the_models(
    database: dict[str, Any], modelled: dict[str, Any]
) -> None:
    run(database, "upgrade")

    assert set(await lines(modelled, DEFAULTS)) <= set(await lines(database, DEFAULTS))


async def test_every_constraint_of_the_models_is_in_the_migrated_schema(app: Any, database: dict[str, Any]) -> None:
    run(database, "upgrade")
    present = {row["conname"] for row in await fetch(database, "SELECT conname FROM pg_constraint")}
    present |= {row["indexname"] for row in await fetch(database, "SELECT indexname FROM pg_indexes")}

    declared = {one.name for model in all_models() for one in model._meta.constraints}

    assert declared - present == set()


async def test_all_models_in_one_migration_make_the_schema_of_the_models(
    database: dict[str, Any], modelled: dict[str, Any], tmp_path: Path
) -> None:
    (file,) = (await make_migration("init", tmp_path)).files

    await run_sql(database, await loaded(file).upgrade(None))

    assert await lines(database, SCHEMA) == await lines(modelled, SCHEMA)
    assert set(await lines(modelled, DEFAULTS)) <= set(await lines(database, DEFAULTS))


async def test_a_column_that_python_fills_has_a_default_for_plain_sql(app: Any, database: dict[str, Any]) -> None:
    """`Manager.insert` names the columns that have a value, and leaves the rest to PostgreSQL."""
    run(database, "upgrade")
    present = {line.split()[0].replace('"', "") for line in await lines(database, DEFAULTS)}

    missing = [
        f"{model._meta.db_table}.{field.model_field_name}"
        for model in all_models()
        for field in model._meta.fields_map.values()
        if field.has_db_field and not (field.pk or field.null)
        if field.default is not None or getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
    ]

    assert missing
    assert [name for name in missing if name not in present] == []


def test_aerichs_two_files_of_settings_agree() -> None:
    ini = tomllib.loads((ROOT / "aerich.ini").read_text())["tool"]["aerich"]
    toml = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["aerich"]

    assert ini == toml


def test_every_foreign_key_has_an_index(app: Any) -> None:
    for model in all_models():
        leading = {next(iter(index if isinstance(index, tuple) else index.fields), "") for index in model._meta.indexes}
        leading |= {first for first, *_ in model._meta.unique_together}
        for name in model._meta.fk_fields:
            field = model._meta.fields_map[f"{name}_id"]
            assert field.index or field.unique or f"{name}_id" in leading, f"{model.__name__}.{name}"
