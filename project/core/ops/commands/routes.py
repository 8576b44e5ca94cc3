"""`routes`: what the service answers, and to whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Route

from project.core.http.access import access_of
from project.core.http.idempotency import CLAIM


@dataclass(frozen=True)
class RouteRow:
    method: str
    path: str
    #: "" for everyone.
    right: str
    idempotent: bool
    route: str


HEAD = ("METHOD", "PATH", "RIGHT", "IDEMPOTENT", "ROUTE")


def add_to(app: typer.Typer, create_app: Callable[[], FastAPI]) -> None:
    @app.command("routes")
    def routes_command(
        text: Annotated[str, typer.Argument(help="Only routes with this in their line.")] = "",
        as_json: Annotated[bool, typer.Option("--json", help="As a list of objects.")] = False,
    ) -> None:
        """List the routes: method, path, the right that they need, whether they are idempotent, and the function."""
        rows = [row for row in rows_of(create_app().routes) if text.lower() in " ".join(cells(row)).lower()]
        typer.echo(json.dumps([asdict(row) for row in rows], indent=2) if as_json else table(rows))


def rows_of(routes: Iterable[BaseRoute]) -> Iterator[RouteRow]:
    for route in routes:
        if isinstance(route, Route):
            function = f"{route.endpoint.__module__}:{route.endpoint.__qualname__}"
            right, idempotent = declared(route)
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield RouteRow(method, route.path, right, idempotent, function)


def declared(route: Route) -> tuple[str, bool]:
    """Return the right that a route needs, and whether it is idempotent."""
    if not isinstance(route, APIRoute):
        return "", False
    rights = dict.fromkeys(access.right for access in access_of(route.dependant))
    return " ".join(rights), CLAIM in route.dependencies


def cells(row: RouteRow) -> tuple[str, ...]:
    return row.method, row.path, row.right or "-", "yes" if row.idempotent else "-", row.route


def table(rows: Sequence[RouteRow]) -> str:
    lines = [HEAD, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (map(str.ljust, row, widths) for row in lines)
    return "\n".join("  ".join(row).rstrip() for row in padded)
