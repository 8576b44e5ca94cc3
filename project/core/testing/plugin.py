"""Test fixtures: one migrated template per server, one copy per worker, one transaction per test.

A service names this module in `pytest_plugins` of its conftest, and overrides `application`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from tortoise.transactions import in_transaction

from project.core.ops.settings import Settings, get_settings
from project.core.testing.databases import copy_of, empty, make_template, running_server
from project.core.testing.environment import prepare_environment

MARKERS = (
    "alone: uses own connections and commits; the database is emptied afterwards",
    "slow: takes seconds; left out by `pytest -m 'not slow'`",
)

prepare_environment()


def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)


@pytest.fixture(scope="session")
def server() -> Iterator[dict[str, Any]]:
    with running_server() as credentials:
        yield credentials


@pytest.fixture(scope="session")
async def template(server: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    return await make_template(server, tmp_path_factory.getbasetemp().parent / "template.lock")


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
def application() -> Callable[[Settings], FastAPI]:
    raise NotImplementedError("override the fixture `application` in the conftest")


@pytest.fixture(scope="session")
async def app(application: Callable[[Settings], FastAPI], database_url: str) -> AsyncIterator[FastAPI]:
    os.environ["DATABASE_URL"] = database_url
    get_settings.cache_clear()
    app = application(Settings())
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


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Nobody: no credentials."""
    transport = httpx2.ASGITransport(app, client=("127.0.0.1", 50000))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


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
