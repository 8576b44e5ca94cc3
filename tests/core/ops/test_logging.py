import asyncio
import json
import logging
import re
import sys
from typing import Any

import pytest
import structlog

from project.core.ops.logging import AccessLog, configure_logging, current_request_id
from project.core.ops.settings import Settings


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


STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
REQUESTS = [
    ("GET", "/users/{user_id}", 200, 0.00123, "0192f0c1"),
    ("POST", "-", 499, 12.3456, "a.b_c-1234"),
    ("OPTIONS", "/", 404, 0.0, "x" * 64),
]


async def access_lines(capsys: pytest.CaptureFixture[str], log: AccessLog, *requests: Any) -> str:
    for request in requests:
        log.note(*request)
    await asyncio.sleep(0)
    return capsys.readouterr().err


def structlogs_line(settings: Settings, method: str, route: str, status: int, seconds: float, request_id: str) -> str:
    """What the long way writes of the same event."""
    configure_logging(settings)
    logger: Any = structlog.get_logger("access").bind()
    token = current_request_id.set(request_id)
    record: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = record.append  # type: ignore[method-assign]
    logging.getLogger("access").addHandler(handler)
    logger.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
    logging.getLogger("access").removeHandler(handler)
    current_request_id.reset(token)
    return logging.getLogger().handlers[-1].format(record[0]) + "\n"


@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize("request_", REQUESTS, ids=["known", "unknown", "root"])
async def test_a_line_of_access_looks_as_structlog_writes_it(
    capsys: pytest.CaptureFixture[str], log_format: Any, request_: Any
) -> None:
    settings = Settings(log_format=log_format)
    written = await access_lines(capsys, AccessLog(settings), request_)

    assert len(STAMP.findall(written)) == 1
    assert STAMP.sub("T", written) == STAMP.sub("T", structlogs_line(settings, *request_))


async def test_lines_of_access_in_json_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    written = await access_lines(capsys, AccessLog(Settings(log_format="json")), *REQUESTS)

    found = [json.loads(line) for line in written.splitlines()]
    assert [(line["method"], line["route"], line["status"], line["request_id"]) for line in found] == [
        (method, route, status, request_id) for method, route, status, _, request_id in REQUESTS
    ]


@pytest.mark.parametrize("log_level", ["warning", "error"])
async def test_above_info_there_are_no_lines_of_access(capsys: pytest.CaptureFixture[str], log_level: Any) -> None:
    assert await access_lines(capsys, AccessLog(Settings(log_level=log_level)), *REQUESTS) == ""
