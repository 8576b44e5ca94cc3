from collections.abc import Iterator

import pytest

from project.core.ops.settings import get_settings


@pytest.fixture
def database(spare_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The database that commands work on: they read the environment."""
    monkeypatch.setenv("DATABASE_URL", spare_database_url)
    get_settings.cache_clear()
    yield spare_database_url
    get_settings.cache_clear()
