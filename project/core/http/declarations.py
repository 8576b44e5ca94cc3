"""Refuse routes that declare half of a guarantee, when the application is built."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

from starlette.routing import BaseRoute

from project.core.compat.fastapi import Dependant
from project.core.errors import DeclarationError
from project.core.http.etags import IfMatchGuard, Tag
from project.core.http.pagination import Pager, Paging
from project.core.http.routing import Route
from project.core.http.streaming import UploadRoute


class NoOverrides(dict[Callable[..., Any], Callable[..., Any]]):
    """FastAPI's `dependency_overrides`, which `Route` does not look at."""

    def __setitem__(self, dependency: Callable[..., Any], override: Callable[..., Any]) -> NoReturn:
        raise DeclarationError(
            "dependency_overrides would not hold: send a user's credentials, or replace what app.state holds"
        )


def check_routes(routes: Sequence[BaseRoute]) -> None:
    """Raise DeclarationError, naming the route and the right spelling."""
    by_path: dict[str, dict[str, Route]] = defaultdict(dict)
    for route in routes:
        if not isinstance(route, Route):
            raise DeclarationError(f"{route!r} is not of class Route: declare it on a project.core.http.router.Router")
        _check_paging(route)
        _check_body_limit(route)
        for method in route.methods or ():
            by_path[route.path].setdefault(method, route)
    for by_method in by_path.values():
        _check_etags(by_method)


def refuse(route: Route, fault: str) -> DeclarationError:
    methods = ",".join(sorted(route.methods or ()))
    return DeclarationError(f"{methods} {route.path} ({route.endpoint.__module__}.{route.name}): {fault}")


def calls_of(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from calls_of(dependency)


def _check_paging(route: Route) -> None:
    kinds = [field.field_info.annotation for field in route.dependant.query_params]
    has_query = any(inspect.isclass(kind) and issubclass(kind, Paging) for kind in kinds)
    if has_query != (Pager in calls_of(route.dependant)):
        raise refuse(route, "a list takes both `page: Page` and `query: Annotated[Paging, Query()]`")


def _check_body_limit(route: Route) -> None:
    if isinstance(route, UploadRoute) and "{" in route.path:
        raise refuse(route, f"{type(route).__name__} lifts the limit on bodies of fixed paths only; take {{…}} out")


def _check_etags(by_method: dict[str, Route]) -> None:
    """Of the routes of one path."""
    declared = {method: set(calls_of(route.dependant)) for method, route in by_method.items()}
    tagged = Tag in declared.get("GET", ())
    for method in {"PUT", "PATCH", "DELETE"} & declared.keys():
        guarded = IfMatchGuard in declared[method]
        if tagged and not guarded:
            raise refuse(by_method[method], "GET answers with an ETag (`tag: Tagged`): take `guard: IfMatch`")
        if guarded and not tagged:
            raise refuse(by_method[method], "`guard: IfMatch` needs an ETag to name: GET takes `tag: Tagged`")
        if tagged and method != "DELETE" and Tag not in declared[method]:
            raise refuse(by_method[method], "answer with the new ETag: take `tag: Tagged` and return `tag(row)`")
