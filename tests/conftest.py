from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI

from project.core.ops.settings import Settings
from project.main import create_app
from tests.stand_in import StandIn, serving

pytest_plugins = ["project.core.testing.plugin", "project.users.testing", "tests.migrated"]


@pytest.fixture(scope="session")
def application() -> Callable[[Settings], FastAPI]:
    return create_app


@pytest.fixture(scope="session")
def stand_in_server() -> Iterator[StandIn]:
    with serving() as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(stand_in_server: StandIn) -> StandIn:
    """A local language model provider without recorded calls."""
    stand_in_server.reset()
    return stand_in_server
