from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.context import require_context
from tortoise.utils import get_schema_sql

#: As a migration would write them.
DEFAULTS = "ALTER created_at SET DEFAULT now(), ALTER updated_at SET DEFAULT now(), ALTER version SET DEFAULT 1"
TABLES = ("library_author", "library_book", "library_shelf", "library_loan")


@pytest.fixture(scope="session")
async def library(app: FastAPI) -> Any:
    """The models of `tests.library`, with their tables, beside those of the service."""
    context = require_context()
    apps: Any = context.apps
    for model in apps.init_app("library", ["tests.library.models"]).values():
        model._meta.default_connection = "default"
    apps._build_initial_querysets()
    sql = get_schema_sql(get_connection("default"), safe=False)
    ours = [line for line in sql.split(";\n") if any(f'"{table}"' in line for table in TABLES)]
    await get_connection("default").execute_script(";".join(ours))
    await get_connection("default").execute_script(f"ALTER TABLE library_loan {DEFAULTS}")
    yield Tortoise.apps["library"]
    await get_connection("default").execute_script(f"DROP TABLE {', '.join(TABLES)} CASCADE")
