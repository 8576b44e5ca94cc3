"""One migrated template a run, one copy a worker, one transaction a test that is never committed."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import asyncpg
import fasteners
import httpx2
import pytest
from fastapi import FastAPI
from tortoise import Tortoise
from tortoise.transactions import in_transaction

ROOT = Path(__file__).resolve().parents[1]
SECRET = "a secret for the tests, of 32 characters or more"
# Whoever runs the tests may have settings and keys of their own.
FOREIGN = ("APP_", "ANTHROPIC_", "OPENAI_")
for name in [name for name in os.environ if name.startswith(FOREIGN) and name != "APP_DATA_DIR"]:
    del os.environ[name]
os.environ |= {"APP_AUTH": "required", "APP_SECRET_KEY": SECRET, "APP_ACCESS_LOG": "false"}

from project.core import embedded  # noqa: E402
from project.core.dsn import parse_dsn  # noqa: E402
from project.core.settings import Settings, get_settings  # noqa: E402
from project.main import create_app  # noqa: E402
from project.users.models import Organisation, User  # noqa: E402
from tests.factories import auth, make_organisation, make_user  # noqa: E402
from tests.stand_in import StandIn, serving  # noqa: E402


def url_of(credentials: dict[str, Any], database: str) -> str:
    user, password = quote(credentials["user"], safe=""), quote(credentials.get("password") or "", safe="")
    return f"postgresql://{user}:{password}@/{database}?host={quote(credentials['host'])}&port={credentials['port']}"


@pytest.fixture(scope="session")
def server() -> Iterator[dict[str, Any]]:
    """The server under test: TEST_DATABASE_URL, or the embedded one in a folder of its own."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield parse_dsn(url)
        return
    running = embedded.start(Path(os.environ.get("APP_DATA_DIR", ROOT / ".data")) / "tests")
    yield running.credentials
    running.stop()


async def run_sql(credentials: dict[str, Any], *statements: str) -> None:
    connection = await asyncpg.connect(**credentials)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def exists(credentials: dict[str, Any], database: str) -> bool:
    connection = await asyncpg.connect(**credentials)
    try:
        return bool(await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database))
    finally:
        await connection.close()


async def migrated(url: str) -> None:
    """Bring the database at this address up to date."""
    command = [sys.executable, "-m", "project", "migrate"]
    environment = {**os.environ, "DATABASE_URL": url}
    await asyncio.to_thread(subprocess.run, command, cwd=ROOT, env=environment, check=True)


@pytest.fixture(scope="session")
async def template(server: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database, made again when a migration changes."""
    files = sorted((ROOT / "migrations" / "models").glob("*.py"))
    name = "template_" + hashlib.sha256(b"".join(f.name.encode() + f.read_bytes() for f in files)).hexdigest()[:12]
    lock = fasteners.InterProcessLock(tmp_path_factory.getbasetemp().parent / "template.lock")
    with await asyncio.to_thread(lambda: (lock.acquire(), lock)[1]):
        if not await exists(server, name):
            await run_sql(server, f'DROP DATABASE IF EXISTS "{name}_new"', f'CREATE DATABASE "{name}_new"')
            await migrated(url_of(server, f"{name}_new"))
            await run_sql(server, f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    return name


@asynccontextmanager
async def copy_of(template: str, server: dict[str, Any]) -> AsyncIterator[str]:
    """The address of a database like the template, for as long as the block runs."""
    name = f"test_{uuid4().hex[:12]}"
    await run_sql(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY WAL_LOG')
    yield url_of(server, name)
    await run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
async def database_url(server: dict[str, Any], template: str) -> AsyncIterator[str]:
    """The worker's own database, in which every test leaves no trace."""
    async with copy_of(template, server) as url:
        yield url


@pytest.fixture(scope="module")
async def spare_database_url(server: dict[str, Any], template: str) -> AsyncIterator[str]:
    """A database to leave traces in."""
    async with copy_of(template, server) as url:
        yield url


@pytest.fixture(scope="session")
async def app(database_url: str) -> AsyncIterator[FastAPI]:
    os.environ["DATABASE_URL"] = database_url
    get_settings.cache_clear()
    app = create_app(Settings())
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture(autouse=True)
async def rolled_back(request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """Each test that uses the application leaves the database as it was."""
    if "app" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("app")
    if request.node.get_closest_marker("alone"):
        yield
        await empty()
        return
    context = in_transaction("default")
    await context.__aenter__()
    yield
    await context.client.rollback()
    await context.__aexit__(None, None, None)


def tables() -> list[str]:
    """Every table of the models, but Aerich's own."""
    models = Tortoise.apps["models"].values()  # type: ignore[index,union-attr]
    return [f'"{model._meta.db_table}"' for model in models if model._meta.db_table != "aerich"]


async def empty() -> None:
    await Organisation.objects.sql(f"TRUNCATE {', '.join(tables())} CASCADE")


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Nobody: no credentials."""
    transport = httpx2.ASGITransport(app, client=("127.0.0.1", 50000))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
async def clinic(app: FastAPI) -> Organisation:
    return await make_organisation("Clinic")


@pytest.fixture
async def alice(clinic: Organisation) -> User:
    """A clinician of the clinic."""
    return await make_user(clinic, email="alice@clinic.example")


@pytest.fixture
async def bob(app: FastAPI) -> User:
    """A clinician of another clinic."""
    return await make_user(await make_organisation("Elsewhere"), email="bob@elsewhere.example")


@pytest.fixture
async def as_alice(client: httpx2.AsyncClient, alice: User) -> httpx2.AsyncClient:
    client.headers |= auth(alice)
    return client


@pytest.fixture(scope="session")
def stand_in_server() -> Iterator[StandIn]:
    with serving() as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(stand_in_server: StandIn) -> StandIn:
    """A provider of language models on loopback, which has been asked nothing yet."""
    stand_in_server.reset()
    return stand_in_server


class Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.statements.append(record.getMessage())


@pytest.fixture
def queries(app: FastAPI) -> Iterator[list[str]]:
    """The statements that the ORM sends from here on."""
    logger, recorder = logging.getLogger("tortoise.db_client"), Recorder()
    logger.addHandler(recorder)
    logger.setLevel(logging.DEBUG)
    yield recorder.statements
    logger.removeHandler(recorder)
    logger.setLevel(logging.NOTSET)
