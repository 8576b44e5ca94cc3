"""Pytest plugin with databases that Aerich migrates as an operator would."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext

from project.core.db.connection import MODEL_MODULES, orm_config
from project.core.db.migrations.history import migration_files
from project.core.testing.databases import run_sql, url_of
from project.core.testing.environment import ROOT
from tests.core.db.schema_lines import fetch

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


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kept() -> list[str]:
    """Return the statements for what the migrations leave to processes of the version before."""
    return [sql for path in FILES if (sql := getattr(loaded(path), "KEPT", None))]


@pytest.fixture
async def modelled(server: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """A database as the models make it, with what the migrations put there BEFORE them or KEPT beside them."""
    name = f"modelled_{uuid4().hex[:8]}"
    await run_sql(server, f'CREATE DATABASE "{name}"')
    database = {**server, "database": name}
    await run_sql(database, *filter(None, (getattr(loaded(path), "BEFORE", None) for path in FILES)))
    async with TortoiseContext() as context:
        await context.init(config=orm_config("tortoise.backends.asyncpg", database, [*MODEL_MODULES, "aerich.models"]))
        await context.generate_schemas(safe=False)
    await run_sql(database, *kept())
    yield database
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')
