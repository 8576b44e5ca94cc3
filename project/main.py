"""Builds the application: lifespan, handlers, routers. No logic."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from types import ModuleType
from typing import Any, NoReturn

import structlog
from fastapi import FastAPI
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

import project
from project import service
from project.core.db.migrations.history import up_to_date
from project.core.errors import DeclarationError
from project.core.http.declarations import NoOverrides
from project.core.http.docs import add_docs
from project.core.http.middleware import BodyLimit, Cors, Envelope
from project.core.http.openapi import describe
from project.core.http.problems import add_error_handlers
from project.core.http.router import USE_ROUTERS, add_routes
from project.core.http.routing import RouteIndex
from project.core.http.streaming import body_limits
from project.core.ops import health
from project.core.ops.logging import configure_logging
from project.core.ops.metrics import publishing
from project.core.ops.settings import Settings, get_settings
from project.users import tokens
from project.users.models import Organisation, User

log = structlog.get_logger(__name__)
ALLOWED_HEADERS = [
    "Authorization",
    "Content-Type",
    "Accept",
    "X-API-Key",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "Last-Event-ID",
    "Range",
]
EXPOSED_HEADERS = [
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Range",
    "ETag",
    "Idempotency-Replayed",
    "Link",
    "Location",
    "Retry-After",
    "X-Request-ID",
    "X-Total-Count",
    "X-Total-Count-Is",
]


class Application(FastAPI):
    """FastAPI with a shorter way to its routes.

    The envelope and CORS are outside of everything, so that a page can read a 500 as well.
    """

    def build_middleware_stack(self) -> ASGIApp:
        settings: Settings = self.state.settings
        handlers = dict(self.exception_handlers)
        on_unexpected = handlers.pop(Exception)
        found = ExceptionMiddleware(RouteIndex(self.routes, self.router), handlers)
        limited = BodyLimit(found, settings.max_body_bytes, body_limits(self.routes))
        cors = Cors(
            ServerErrorMiddleware(limited, on_unexpected),
            settings,
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=ALLOWED_HEADERS,
            expose_headers=EXPOSED_HEADERS,
            max_age=600,
        )
        return Envelope(cors, settings)

    def include_router(self, *args: Any, **options: Any) -> NoReturn:
        raise DeclarationError(USE_ROUTERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Without FastAPI's look at the environment, at each request, for a telemetry that this service has not."""
        if scope["type"] == "http" and self.middleware_stack is not None:
            scope["app"] = self
            await self.middleware_stack(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    async with up_to_date(settings):
        if not settings.auth_required:
            await Organisation.objects.ensure_local()
        else:
            tokens.preload()
            if not await User.objects.any_can_sign_in():
                log.warning("There is no user yet: make the first admin with `python -m project createuser`")
        # What the start has made stays: looking through it for garbage, again and again, cost a fifth of the time.
        gc.collect()
        gc.freeze()
        async with publishing(), AsyncExitStack() as stack:
            for name in app_names(settings):
                if (opened := getattr(_routers(name), "opened", None)) is not None:
                    await stack.enter_async_context(opened(app))
            yield


def app_names(settings: Settings) -> list[str]:
    """Every folder of `project` with routes in it, or those that APP_APPS names; users always."""
    found = [m.name for m in pkgutil.iter_modules(project.__path__) if m.ispkg and m.name != "core"]
    wanted = {name.strip() for name in settings.apps.split(",") if name.strip()}
    return [name for name in found if name == "users" or name in (wanted or found)]


def _routers(name: str) -> ModuleType:
    return importlib.import_module(f"project.{name}.routers")


def create_app(settings: Settings | None = None) -> Application:
    settings = settings or get_settings()
    configure_logging(settings)
    app = Application(
        title=service.TITLE,
        version=service.VERSION,
        summary=service.SUMMARY,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.dependency_overrides = NoOverrides()
    add_error_handlers(app)
    add_routes(app, [health.router])
    app.state.endpoints = {}
    for name in app_names(settings):
        add_routes(app, _routers(name).routers)
        app.state.endpoints |= getattr(_routers(name), "endpoints", {})
    add_docs(app)
    describe(app, open_to_local=not settings.auth_required)
    return app
