"""Errors as RFC 9457 problem documents, without driver texts or the caller's data."""

from __future__ import annotations

import http
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import asyncpg
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from tortoise.exceptions import DBConnectionError, IntegrityError, OperationalError

from project.core.compat.fastapi import iter_route_contexts
from project.core.errors import Conflict, DatabaseDown, Invalid, ProjectError, TimedOut, Unavailable
from project.core.http.schemas import UNION_TAG

MEDIA_TYPE = "application/problem+json"
#: Characters.
MOST_OF_AN_INPUT = 1_000
log = structlog.get_logger(__name__)

#: Errors of asyncpg and of sockets, and what they mean to a caller. Looked up by class hierarchy.
DATABASE_ERRORS: dict[type[BaseException], Callable[[], ProjectError]] = {
    asyncpg.QueryCanceledError: TimedOut,
    TimeoutError: TimedOut,
    asyncpg.LockNotAvailableError: lambda: Unavailable("Another request is changing this; try again shortly"),
    asyncpg.SerializationError: lambda: Conflict("Another request changed this at the same moment; try again"),
    asyncpg.DeadlockDetectedError: lambda: Conflict("Another request changed this at the same moment; try again"),
    asyncpg.IntegrityConstraintViolationError: Conflict,
    # Our fault: schemas catch what a caller omits.
    asyncpg.NotNullViolationError: ProjectError,
    asyncpg.PostgresConnectionError: DatabaseDown,
    asyncpg.OperatorInterventionError: DatabaseDown,
    asyncpg.InsufficientResourcesError: DatabaseDown,
    asyncpg.ReadOnlySQLTransactionError: DatabaseDown,
    asyncpg.InterfaceError: DatabaseDown,
    asyncpg.InternalClientError: DatabaseDown,
    asyncpg.InvalidAuthorizationSpecificationError: DatabaseDown,
    asyncpg.InvalidCatalogNameError: DatabaseDown,
    asyncpg.DataError: lambda: Invalid("A value lies outside what can be stored"),
    ConnectionError: DatabaseDown,
    DBConnectionError: DatabaseDown,
}


#: Attributes safe to log; the message may contain values.
NAMES = ("table", "column", "constraint")
#: Errors that `meaning` knows.
KNOWN_ERRORS: tuple[type[BaseException], ...] = (ProjectError, IntegrityError, OperationalError, *DATABASE_ERRORS)


class Problem(JSONResponse):
    media_type = MEDIA_TYPE


def problem(
    request: Request, status: int, title: str, detail: Any, headers: Mapping[str, str] | None = None, **members: Any
) -> Problem:
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **({"request_id": request_id} if (request_id := request.scope.get("request_id")) else {}),
        **members,
    }
    sent = dict(headers or {})
    complete: Callable[[dict[str, Any], dict[str, str]], None] | None
    if complete := getattr(request.scope.get("route"), "complete_problem", None):
        complete(body, sent)
    return Problem(body, status, sent)


def answer(request: Request, error: ProjectError) -> Response:
    if error.status == 304:
        return Response(status_code=304, headers=error.headers)
    detail: Any = error.detail
    if isinstance(error, Invalid):
        detail = [{"type": "value_error", "loc": list(error.loc), "msg": error.detail}]
    return problem(request, error.status, error.title, detail, error.headers, **error.members)


async def on_project_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProjectError)
    if error.status >= 500:
        log.warning("unavailable", reason=type(error).__name__, cause=type(error.__cause__).__name__)
    return answer(request, error)


async def on_http_error(request: Request, error: Exception) -> Problem:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405 and (methods := _methods_here(request)):
        headers["Allow"] = ", ".join(sorted(methods))
    return problem(request, error.status_code, http.HTTPStatus(error.status_code).phrase, error.detail, headers)


async def on_bad_request(request: Request, error: Exception) -> Problem:
    """Return FastAPI's list without `input` and `ctx`, which can hold personal data.

    Values of the query are shown where the route has `shows_query`.
    """
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    found = public_errors(errors)
    if getattr(request.scope.get("route"), "shows_query", False):
        for one, whole in zip(found, errors, strict=True):
            if one["loc"][0] == "query":
                one.update(_sent(whole))
    return problem(request, 422, "Unprocessable Content", found)


def _sent(error: Mapping[str, Any]) -> dict[str, Any]:
    """What came as a query's value, None where none did, and what bounds it would have to keep."""
    sent = error["input"][:MOST_OF_AN_INPUT] if isinstance(error["input"], str) else None
    bounds = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, str | int | float)}
    return {"input": sent, **({"ctx": bounds} if bounds else {})}


def cause_of(error: BaseException) -> BaseException:
    """Unwrap the driver's error from Tortoise's."""
    return error.args[0] if isinstance(error, (IntegrityError, OperationalError)) and error.args else error


def meaning(error: BaseException) -> ProjectError:
    """Return the ProjectError that an error means to a caller."""
    if isinstance(error, ProjectError):
        return error
    classes = type(cause_of(error)).__mro__
    return next((DATABASE_ERRORS[cls] for cls in classes if cls in DATABASE_ERRORS), ProjectError)()


async def on_database_error(request: Request, error: Exception) -> Response:
    found, cause = meaning(error), cause_of(error)
    names = {name: named for name in NAMES if (named := getattr(cause, f"{name}_name", None))}
    level = 40 if found.status >= 500 else 30
    log.log(level, "database error", error=type(cause).__name__, status=found.status, **names)
    if found.status == 500:
        raise error
    return answer(request, found)


async def on_unexpected(request: Request, error: Exception) -> Response:
    return answer(request, ProjectError())


def _methods_here(request: Request) -> set[str]:
    """All methods of the path that was asked for. The router names those of one route, and each method has its own."""
    routes = [route for route in iter_route_contexts(request.app.routes) if route.path and route.methods]
    here = next((route.path for route in routes if route.path_regex.match(request.scope["path"])), None)
    return set().union(*(route.methods or () for route in routes if route.path == here))


def public_errors(errors: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {"type": error["type"], "loc": _location(error["loc"]), "msg": error["msg"].removeprefix("Value error, ")}
        for error in errors
    ]


def _location(parts: Sequence[str | int]) -> list[str | int]:
    """Where the fault is, without the tags of unions, and with keys fit for JSON: they may hold a lone surrogate."""
    plain = (part for part in parts if not str(part).startswith(UNION_TAG))
    return [part.encode("utf-8", "replace").decode()[:200] if isinstance(part, str) else part for part in plain]


def add_error_handlers(app: FastAPI) -> None:
    handlers: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
        ProjectError: on_project_error,
        HTTPException: on_http_error,
        RequestValidationError: on_bad_request,
        IntegrityError: on_database_error,
        OperationalError: on_database_error,
        Exception: on_unexpected,
    }
    for cls in DATABASE_ERRORS:
        assert issubclass(cls, Exception)
        handlers[cls] = on_database_error
    for cls, handler in handlers.items():
        app.add_exception_handler(cls, handler)
