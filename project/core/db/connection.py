"""Open and close the database."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import pkgutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.exceptions import ConfigurationError
from tortoise.models import Model

import project
from project.core.compat.tortoise import meta_of
from project.core.db.dsn import parse_dsn
from project.core.ops.lazy import lazy_module
from project.core.ops.settings import Settings
from project.service import NAME

if TYPE_CHECKING:
    from project.core.db import embedded
else:
    embedded = lazy_module("project.core.db.embedded")

#: Every folder of `project` with models in it: a new app needs no line here.
MODEL_MODULES = [
    f"project.{module.name}.models"
    for module in pkgutil.iter_modules(project.__path__)
    if module.ispkg and importlib.util.find_spec(f"project.{module.name}.models")
]


def orm_config(engine: str, credentials: dict[str, Any], models: Sequence[str] = MODEL_MODULES) -> dict[str, Any]:
    """Raises ConfigurationError for two models of one name."""
    _require_own_names(models)
    return {
        "connections": {"default": {"engine": engine, "credentials": credentials}},
        "apps": {"models": {"models": list(models), "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _require_own_names(modules: Sequence[str]) -> None:
    """Tortoise and Aerich know a model by its name alone: one would silently take the other's place and table."""
    known: dict[str, type[Model]] = {}
    for module in map(importlib.import_module, modules):
        found = (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Model))
        for model in found:
            if not meta_of(model).abstract and known.setdefault(model.__name__, model) is not model:
                both = f"{known[model.__name__].__module__} and {model.__module__}"
                raise ConfigurationError(f"Two models are called {model.__name__}, in {both}: give one another name")


def pool_options(settings: Settings) -> dict[str, Any]:
    return {
        "minsize": settings.db_pool_min,
        "maxsize": settings.db_pool_max,
        "wait": settings.db_pool_timeout,
        "statement_cache_size": settings.db_statement_cache,
        "timeout": 5,
        # The server ends the statement by itself; this one is for a server that no longer answers at all.
        "command_timeout": settings.db_statement_timeout + 5,
    }


def server_settings(settings: Settings) -> dict[str, str]:
    statement_ms = str(int(settings.db_statement_timeout * 1000))
    return {
        "application_name": NAME,
        "jit": "off",  # compiling costs more than our short statements take
        "statement_timeout": statement_ms,
        "lock_timeout": statement_ms,
        "idle_in_transaction_session_timeout": "60000",
    }


def credentials(settings: Settings) -> dict[str, Any] | None:
    """Return the credentials in DATABASE_URL, or None for the embedded server."""
    return parse_dsn(settings.database_url.get_secret_value()) if settings.database_url else None


@asynccontextmanager
async def server(settings: Settings) -> AsyncIterator[dict[str, Any]]:
    """Yield the server's credentials. An embedded server runs until the block ends."""
    if (known := credentials(settings)) is not None:
        yield known
        return
    running = await asyncio.to_thread(embedded.start, settings.data_dir)
    try:
        yield running.credentials
    finally:
        await asyncio.to_thread(running.stop)


@asynccontextmanager
async def opened(settings: Settings, found: dict[str, Any]) -> AsyncIterator[None]:
    """Open the ORM on the server `found` until the block ends."""
    options = {**pool_options(settings), **found}
    options["server_settings"] = {**server_settings(settings), **found.get("server_settings", {})}
    await Tortoise.init(config=orm_config("project.core.db.pool", options), _enable_global_fallback=True)
    try:
        yield
    finally:
        await Tortoise.close_connections()


async def ping() -> None:
    """Check that the database answers within 3 s. Raises the driver's error."""
    async with asyncio.timeout(3):
        await get_connection("default").execute_query("SELECT 1")
