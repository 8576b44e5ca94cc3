from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI

from project.core.settings import Settings
from project.core.testing.databases import run_sql, tables, url_of
from project.core.testing.environment import ROOT, SECRET
from project.main import create_app
from tests.stand_in import StandIn, serving

#: Re-exported for tests that take them from here.
__all__ = ["ROOT", "SECRET", "run_sql", "tables", "url_of"]
pytest_plugins = ["project.core.testing.plugin", "project.users.testing"]


@pytest.fixture(scope="session")
def application() -> Callable[[Settings], FastAPI]:
    return create_app


@pytest.fixture(scope="session")
def stand_in_server() -> Iterator[StandIn]:
    with serving() as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(stand_in_server: StandIn) -> StandIn:
    """A provider of language models on loopback, which has been asked nothing yet."""
    stand_in_server.reset()
    return stand_in_server
