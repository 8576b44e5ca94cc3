"""The base of every manager: Django's verbs, and inserts that return JSON in one round trip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, TypeVar, overload

import asyncpg
from pydantic import BaseModel
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.manager import Manager as TortoiseManager
from tortoise.models import Model

from project.core.compat.tortoise import narrow, use_manager
from project.core.db.querysets import QuerySet
from project.core.db.transactions import fetch
from project.core.json.rows import written_sql

if TYPE_CHECKING:
    from project.core.models import IdempotencyKey, RateLimit  # noqa: F401  (ruff misses names in a base's brackets)
from project.core.db.statements import Statement, _joined, insertion

M = TypeVar("M", bound=Model)


class Manager(TortoiseManager, Generic[M]):
    """The verbs of one model, assigned as its `objects`.

    `Model.filter()`, reverse relations and prefetches begin with its querysets, so that `queryset_class` may add
    narrowing verbs but must leave no row out.
    """

    queryset_class: ClassVar[type[QuerySet[Any]]] = QuerySet

    def __set_name__(self, owner: type[M], name: str) -> None:
        if name == "objects":
            use_manager(owner, self)

    @property
    def model(self) -> type[M]:
        model: type[M] = self._model
        return model

    def get_queryset(self) -> QuerySet[M]:
        return self.queryset_class(self.model)

    def where(self, **conditions: Any) -> QuerySet[M]:
        """Filter without copying the queryset, which nobody else holds."""
        queryset = self.get_queryset()
        narrow(queryset, **conditions)
        return queryset

    async def create(self, **values: Any) -> M:
        return await self.model.create(**values)

    async def get_or_create(self, defaults: dict[str, Any] | None = None, **conditions: Any) -> tuple[M, bool]:
        return await self.model.get_or_create(defaults, **conditions)

    async def update_or_create(self, defaults: dict[str, Any] | None = None, **conditions: Any) -> tuple[M, bool]:
        return await self.model.update_or_create(defaults, **conditions)

    def delete(self) -> NoReturn:
        """Refuse what Django's managers do not have, either."""
        name = self.model.__name__
        raise TypeError(f"{name}.objects.delete() would delete every row: write {name}.objects.all().delete()")

    async def sql(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        """Run a statement with `$1…` for values, in the current transaction if there is one."""
        rows: list[dict[str, Any]] = await get_connection("default").execute_query_dict(statement, list(values))
        return rows

    async def run(self, statement: Statement, **beside: Statement) -> list[asyncpg.Record]:
        """Run a statement with others as its CTEs, atomically and in one round trip.

        None of them sees what another one writes, but for what that returns.
        """
        parts = (*beside.values(), statement)
        sql = _joined(tuple(beside), tuple([(part.sql, len(part.values)) for part in parts]))
        return await fetch(sql, [value for part in parts for value in part.values])

    def new_row(self, values: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Statement]]:
        """Return the values to insert, and the statements that must run with the insert."""
        return values, {}

    async def insert(self, values: Mapping[str, Any], out: type[BaseModel], **beside: Statement) -> str:
        """Insert a row, run the other statements with it, and return it as JSON: one round trip."""
        values, owed = self.new_row(values)
        written = Statement(written_sql(self.model, out, "made"), [])
        (row,) = await self.run(written, **owed, **beside, made=insertion(self.model, values))
        body: str = row["body"]
        return body


T = TypeVar("T", bound=Manager[Any])


class ManagerOf(Generic[T]):
    """Another model's manager: `tasks: ManagerOf[TaskManager] = ManagerOf("Task")`.

    By name, as foreign keys name their target: an import would be a circle.
    """

    def __init__(self, model: str) -> None:
        self._model = model

    @overload
    def __get__(self, instance: None, owner: type) -> ManagerOf[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> ManagerOf[T] | T:
        if instance is None:
            return self
        manager: T = Tortoise.apps["models"][self._model].objects
        return manager
