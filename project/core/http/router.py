"""The router of every app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

from fastapi import APIRouter, FastAPI
from fastapi.params import Depends as Dependency

from project.core.errors import DeclarationError
from project.core.http.declarations import check_routes
from project.core.http.idempotency import CLAIM
from project.core.http.routing import Route

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
POST_ONLY = "idempotent=True is for POST: the other methods change nothing when they are repeated, or take If-Match"
USE_ROUTERS = (
    "include_router would drop the dependencies that it is given: list every router in the app's `routers`, and give "
    "prefix and dependencies to Router(…)"
)


def _not_idempotent(method: Callable[P, R]) -> Callable[P, R]:
    @wraps(method)
    def declare(*args: P.args, **options: P.kwargs) -> R:
        if options.pop("idempotent", False):
            raise DeclarationError(POST_ONLY)
        return method(*args, **options)

    return declare


class Router(APIRouter):
    """FastAPI's APIRouter whose routes are of class `Route`, and whose POSTs can be `idempotent=True`."""

    def __init__(
        self,
        *,
        prefix: str = "",
        tags: Sequence[str | Enum] = (),
        dependencies: Sequence[Dependency] = (),
        route_class: type[Route] = Route,
        **options: Any,
    ) -> None:
        super().__init__(prefix=prefix, tags=[*tags], dependencies=[*dependencies], route_class=route_class, **options)

    get = _not_idempotent(APIRouter.get)
    put = _not_idempotent(APIRouter.put)
    patch = _not_idempotent(APIRouter.patch)
    delete = _not_idempotent(APIRouter.delete)

    def post(self, path: str, *, idempotent: bool = False, **options: Any) -> Callable[[F], F]:
        """Add a POST with FastAPI's options.

        With `idempotent`, a request that is sent again with its `Idempotency-Key` gets the first answer again.
        """

        def add(endpoint: F) -> F:
            self.add_api_route(path, endpoint, methods=["POST"], idempotent=idempotent, **options)
            return endpoint

        return add

    def add_api_route(
        self, path: str, endpoint: Callable[..., Any], *, idempotent: bool = False, **options: Any
    ) -> None:
        if idempotent:
            options["dependencies"] = [*(options.get("dependencies") or ()), CLAIM]
        super().add_api_route(path, endpoint, **options)

    def include_router(self, *args: Any, **options: Any) -> NoReturn:
        raise DeclarationError(USE_ROUTERS)


def add_routes(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Add routes directly: `include_router` would match each request once more per level.

    Raises DeclarationError for a router or a route that would lose a guarantee.
    """
    routers = list(routers)
    for router in routers:
        if not isinstance(router, Router):
            raise DeclarationError(
                f"{router!r} is not a project.core.http.router.Router: router = Router(prefix=…, tags=…)"
            )
    routes = [route for router in routers for route in router.routes]
    check_routes(routes)
    app.router.routes += routes
