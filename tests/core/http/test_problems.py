from collections.abc import AsyncIterator

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI
from tortoise.exceptions import IntegrityError, OperationalError

from project.core.errors import PoolExhausted
from project.core.http.router import Router, add_routes
from project.core.ops import health
from project.core.ops.settings import Settings
from project.main import create_app

ERRORS: dict[str, tuple[BaseException, int]] = {
    "refused": (ConnectionRefusedError("5432"), 503),
    "ended": (asyncpg.AdminShutdownError("terminating"), 503),
    "starting": (asyncpg.CannotConnectNowError("starting up"), 503),
    "too-many": (asyncpg.TooManyConnectionsError("100"), 503),
    "lost": (asyncpg.ConnectionDoesNotExistError("gone"), 503),
    "closed": (asyncpg.InterfaceError("closed"), 503),
    "full": (PoolExhausted(), 503),
    "read-only": (asyncpg.ReadOnlySQLTransactionError("replica"), 503),
    "locked": (asyncpg.LockNotAvailableError("lock"), 503),
    "cancelled": (asyncpg.QueryCanceledError("statement timeout"), 504),
    "late": (TimeoutError(), 504),
    "deadlock": (asyncpg.DeadlockDetectedError("secret"), 409),
    "serial": (asyncpg.SerializationError("secret"), 409),
    "clash": (IntegrityError(asyncpg.UniqueViolationError("secret")), 409),
    "left-out": (IntegrityError(asyncpg.NotNullViolationError("secret")), 500),
    "data": (OperationalError(asyncpg.DataError("secret")), 422),
    "bug": (OperationalError(asyncpg.UndefinedColumnError("secret")), 500),
    "crash": (ZeroDivisionError("secret"), 500),
}


@pytest.fixture(scope="module")
async def failing() -> AsyncIterator[httpx2.AsyncClient]:
    """The application with a route that raises what its path names; no database behind it."""
    app: FastAPI = create_app(Settings())
    router = Router()

    @router.get("/raise/{name}")
    async def fail(name: str) -> None:
        raise ERRORS[name][0]

    add_routes(app, [router])
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


@pytest.mark.parametrize("name", ERRORS)
async def test_a_failure_is_a_problem_that_shows_no_text_of_the_driver(failing: httpx2.AsyncClient, name: str) -> None:
    answer = await failing.get(f"/raise/{name}")

    assert answer.status_code == ERRORS[name][1]
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail", "instance", "request_id"}
    assert "secret" not in answer.text


@pytest.mark.parametrize("name", [name for name, (_, status) in ERRORS.items() if status == 503])
async def test_an_unavailable_database_says_when_to_come_back(failing: httpx2.AsyncClient, name: str) -> None:
    assert int((await failing.get(f"/raise/{name}")).headers["retry-after"]) >= 1


async def test_an_unexpected_error_has_the_headers_of_every_answer(failing: httpx2.AsyncClient) -> None:
    answer = await failing.get("/raise/crash", headers={"Origin": "http://localhost:5173"})

    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert answer.headers["x-request-id"] == answer.json()["request_id"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing-here", 404), ("DELETE", "/users", 405)])
async def test_what_is_not_served_says_so_as_the_original_did(
    failing: httpx2.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await failing.request(method, path)

    assert answer.status_code == status
    assert answer.json()["detail"] == answer.json()["title"]


async def test_a_trailing_slash_is_sent_on(failing: httpx2.AsyncClient) -> None:
    answer = await failing.get("/health/")

    assert answer.status_code == 307
    assert answer.headers["location"].endswith("/health")


async def test_health_without_a_database_is_503_and_names_no_server(
    failing: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused() -> None:
        raise ConnectionRefusedError("127.0.0.1:5432")

    monkeypatch.setattr(health, "ping", refused)

    answer = await failing.get("/health")

    assert answer.status_code == 503
    assert answer.json()["database"] == "disconnected"
    assert "127.0.0.1" not in answer.text
