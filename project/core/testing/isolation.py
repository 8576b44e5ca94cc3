"""The isolation sweep: ask every route for another organisation's rows.

Each app's tests declare an `ISOLATION` in `tests/<app>/isolation.py`: how to make a row for each id its routes ask for.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
from fastapi import FastAPI
from tortoise.connection import get_connection

from project.core.http.openapi import operations
from project.core.testing.databases import tables
from project.core.testing.environment import ROOT

NOTHING = "0192f0c1-7f00-7000-8000-000000000000"
#: Words that stand in every foreign row and in no answer.
SECRET_WORDS = ("Strangers-Name", "stranger-one@", "stranger-two@", "Stranger-Clinic", "Stranger-Key")


class Foreign:
    """Another organisation's people, and what was made for them."""

    def __init__(self, client: httpx2.AsyncClient, admin: Any, user: Any) -> None:
        self.client = client
        self.admin = admin
        self.user = user
        self._made: dict[Factory, Any] = {}

    async def row(self, factory: Factory) -> Any:
        """Return what the factory made; it is called once."""
        if factory not in self._made:
            self._made[factory] = await factory(self)
        return self._made[factory]


#: Makes a row, and returns it or its id.
Factory = Callable[[Foreign], Awaitable[Any]]


class Call(NamedTuple):
    """A request to an operation that needs a caller."""

    name: str
    method: str
    path: str
    query: dict[str, str]
    body: Any
    #: Names of the parameters in its path.
    parameters: frozenset[str]


def _closed(path: str, method: str, operation: Mapping[str, Any]) -> bool:
    return False


@dataclass(frozen=True)
class Isolation:
    """What an app's tests say of its routes."""

    #: By the name of the parameter that asks for the row.
    rows: Mapping[str, Factory] = field(default_factory=dict)
    #: Parameters whose rows belong to no organisation.
    shared: Collection[str] = ()
    #: Operations that answer an unknown id with an empty list, because a contract says so.
    empty_when_unknown: Collection[str] = ()
    #: Operations that need no credential.
    open: Collection[str] = ()
    #: Whether an operation is one of many that need none, by its path, method and description.
    is_open: Callable[[str, str, Mapping[str, Any]], bool] = _closed


def declared() -> list[Isolation]:
    """Read `ISOLATION` of every `tests/<app>/isolation.py`."""
    found = sorted((ROOT / "tests").glob("*/isolation.py"))
    return [importlib.import_module(f"tests.{_app(path)}.isolation").ISOLATION for path in found]


def _app(path: Path) -> str:
    return path.parent.name


def rows() -> dict[str, Factory]:
    return {name: factory for isolation in declared() for name, factory in isolation.rows.items()}


async def make_rows(foreign: Foreign) -> dict[str, str]:
    """Make a foreign row for every parameter; return their ids."""
    made = {name: await foreign.row(factory) for name, factory in rows().items()}
    return {name: str(getattr(row, "id", row)) for name, row in made.items()}


async def snapshot() -> str:
    """Return every row of every table."""
    connection = get_connection("default")
    found = [
        await connection.execute_query_dict(f"SELECT row_to_json(t)::text AS row FROM {table} t ORDER BY 1")
        for table in tables()
    ]
    return "\n".join(row["row"] for rows in found for row in rows)


def calls(app: FastAPI, ids: Mapping[str, str]) -> list[Call]:
    """Every operation that needs a caller, with these ids where one fits and with that of nothing elsewhere."""
    return [
        _call(path, method, operation, ids)
        for path, item in app.openapi()["paths"].items()
        for method, operation in operations({"paths": {path: item}})
        if operation.get("security")
    ]


def _call(path: str, method: str, operation: Mapping[str, Any], ids: Mapping[str, str]) -> Call:
    parameters = operation.get("parameters", ())
    filled = {p["name"]: ids.get(p["name"], NOTHING) for p in parameters if p["in"] == "path"}
    query = {p["name"]: ids.get(p["name"], NOTHING) for p in parameters if p["in"] == "query" and _asks_for_id(p)}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    return Call(operation["operationId"], method, path.format(**filled), query, body, frozenset(filled))


def _asks_for_id(parameter: Mapping[str, Any]) -> bool:
    return bool(parameter["name"].endswith("_id") or parameter["required"])


def undeclared(app: FastAPI) -> set[str]:
    """Ids that a path asks for and no app's tests make a row for."""
    shared = {name for isolation in declared() for name in isolation.shared}
    return {name for call in calls(app, {}) for name in call.parameters} - rows().keys() - shared


def open_operations(app: FastAPI) -> set[str]:
    """Operations that need no credential, but those that an app's `is_open` knows."""
    known = declared()
    return {
        operation["operationId"]
        for path, item in app.openapi()["paths"].items()
        for method, operation in operations({"paths": {path: item}})
        if not operation.get("security") and not any(one.is_open(path, method, operation) for one in known)
    }


def declared_open() -> set[str]:
    return {name for isolation in declared() for name in isolation.open}


async def leaks(
    client: httpx2.AsyncClient, app: FastAPI, ids: Mapping[str, str], headers: dict[str, str]
) -> dict[str, tuple[int, str]]:
    """Ask every route for these foreign rows; return the answers that know one, by operation."""
    may_be_empty = {name for isolation in declared() for name in isolation.empty_when_unknown}
    found = {}
    for call in calls(app, ids):
        if not set(ids.values()) & {*re.split(r"[/.]", call.path), *call.query.values()}:
            continue
        answer = await client.request(call.method, call.path, params=call.query, json=call.body, headers=headers)
        listed = call.name in may_be_empty or (
            answer.status_code == 200 and call.method == "get" and "{" not in call.path
        )
        unknown = answer.json() == [] if listed else answer.status_code == 404
        if not unknown or tells(answer, ids):
            found[call.name] = (answer.status_code, answer.text)
    return found


def tells(answer: httpx2.Response, ids: Mapping[str, str]) -> bool:
    """Whether an answer names anything of a foreign row but the ids that it was asked for."""
    seen = re.sub("|".join(ids.values()), "", answer.text)
    return any(word in seen for word in SECRET_WORDS)


async def answers(
    client: httpx2.AsyncClient, app: FastAPI, ids: Mapping[str, str], headers: dict[str, str]
) -> dict[str, str]:
    """Read every route but those that draw; return the answers without their request's name."""
    found = {}
    for call in calls(app, ids):
        if call.method == "get" and "pdf" not in call.path:
            answer = await client.get(call.path, params=call.query, headers=headers)
            found[call.name] = answer.text.replace(answer.headers["x-request-id"], "")
    return found


async def statuses_of_nobody(client: httpx2.AsyncClient, app: FastAPI) -> dict[str, int]:
    """Ask every route that needs a caller without a credential."""
    return {
        call.name: (
            await client.request(call.method, call.path, params=call.query, content=json.dumps(call.body))
        ).status_code
        for call in calls(app, {})
    }
