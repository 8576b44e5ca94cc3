"""Aerich as an operator runs it: the plain commands, on databases of their own."""

import asyncio
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tortoise import Tortoise
from tortoise.exceptions import ConfigurationError
from tortoise.models import Model

from project.core.db.connection import MODEL_MODULES, orm_config
from project.core.db.migrations.runner import drift, make_migration
from project.core.testing.databases import run_sql
from project.core.testing.environment import ROOT
from tests.core.db.schema_lines import DEFAULTS, SCHEMA, fetch, lines
from tests.migrated import FILES, PROJECT, kept, loaded, run, start, tables, versions


def all_models() -> list[type[Model]]:
    return list(Tortoise.apps["models"].values())  # type: ignore[index,union-attr]


@pytest.mark.parametrize("config", [[], ["-c", "aerich.ini"]])
async def test_the_plain_commands_go_up_and_down_to_nothing(database: dict[str, Any], config: list[str]) -> None:
    run(database, *config, "upgrade")
    assert {"organisation", "user"} <= await tables(database)

    run(database, *config, "downgrade", "-v", "0", "--yes")
    assert await tables(database) == {"aerich"}

    run(database, *config, "upgrade")
    assert await versions(database) == [path.name for path in FILES]


async def test_four_upgrades_at_once_are_one(database: dict[str, Any]) -> None:
    processes = [start(database, "upgrade") for _ in range(4)]

    await asyncio.gather(*(asyncio.to_thread(process.communicate, timeout=60) for process in processes))

    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert await versions(database) == [path.name for path in FILES]


async def test_a_migration_that_fails_is_named(database: dict[str, Any]) -> None:
    await run_sql(database, 'CREATE TABLE "user" (id int)')

    process = start(database, "migrate", program=PROJECT)
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert " ".join(output.split()).startswith(f"{FILES[0].name} failed, and what it did is undone: ")


def test_two_models_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("project.other.models")
    module.__dict__["User"] = type("User", (Model,), {"__module__": module.__name__})
    monkeypatch.setitem(sys.modules, module.__name__, module)

    with pytest.raises(ConfigurationError, match=r"Two models are called User, in project\.users\.models and"):
        orm_config("", {}, [*MODEL_MODULES, module.__name__])


async def test_the_models_have_no_change_without_a_migration() -> None:
    assert await drift() == []


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

    await run_sql(database, await loaded(file).upgrade(None), *kept())

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
