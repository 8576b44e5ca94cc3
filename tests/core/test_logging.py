import json
import logging
import sys

import pytest

from project.core.logging import configure_logging
from project.core.settings import Settings


def line_of(settings: Settings, name: str, error: BaseException) -> str:
    """What the log holds of an error that is reported as uvicorn reports one."""
    configure_logging(settings)
    try:
        raise error
    except type(error):
        record = logging.LogRecord(name, logging.ERROR, "", 0, "Exception in ASGI application", None, sys.exc_info())
    return logging.getLogger().handlers[-1].format(record)


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_an_errors_place_and_kind_are_logged_and_not_its_text(log_format: str) -> None:
    line = line_of(Settings(log_format=log_format), "uvicorn.error", ValueError("Mina Haddad"))  # type: ignore[arg-type]

    assert "ValueError" in line
    assert "test_logging.py" in line
    assert "Mina" not in line


def test_the_cause_of_an_error_is_logged_without_its_text() -> None:
    error = RuntimeError("outer Mina")
    error.__cause__ = KeyError("inner Mina")

    line = line_of(Settings(), "uvicorn.error", error)

    assert "KeyError" in line
    assert "Mina" not in line


def test_a_line_of_json_is_json() -> None:
    found = json.loads(line_of(Settings(log_format="json"), "x", ValueError("x")))

    assert found["level"] == "error"
    assert found["event"] == "Exception in ASGI application"


def test_statements_with_their_values_are_never_logged() -> None:
    configure_logging(Settings(log_level="debug"))

    assert not logging.getLogger("tortoise.db_client").isEnabledFor(logging.DEBUG)
