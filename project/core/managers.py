from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, overload
from uuid import UUID

import asyncpg
from pydantic import BaseModel
from pydantic_core import to_json
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError
from tortoise.expressions import F
from tortoise.fields import BooleanField, CharField, FloatField, IntField, TextField, UUIDField
from tortoise.manager import Manager as TortoiseManager
from tortoise.models import Model

from project.core.compat.tortoise import meta_of, narrow, use_manager
from project.core.database import fetch
from project.core.db.querysets import QuerySet
from project.core.errors import TooManyRequests
from project.core.json_rows import written_sql

if TYPE_CHECKING:
    from project.core.models import IdempotencyKey, RateLimit  # noqa: F401  (ruff misses names in a base's brackets)

M = TypeVar("M", bound=Model)

#: Takes the key, or the place of one that has expired. A second request with the same key waits here for the first to
#: commit. Each call also clears away a few expired rows, so that no job has to.
CLAIM = """
WITH expired AS (
    SELECT id FROM idempotency_key WHERE created_at < now() - interval '1 day' AND id <> $1
    ORDER BY created_at LIMIT 5 FOR UPDATE SKIP LOCKED
), cleared AS (DELETE FROM idempotency_key USING expired WHERE idempotency_key.id = expired.id)
INSERT INTO idempotency_key AS k (id, fingerprint, status, headers, body, created_at)
VALUES ($1, $2, 0, '{}', '', now())
ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = now()
    WHERE k.created_at < now() - interval '1 day'
RETURNING id
"""

HIT = """
WITH expired AS (
    SELECT id FROM rate_limit WHERE resets_at < now() - interval '1 minute' AND id <> $1
    ORDER BY resets_at LIMIT 5 FOR UPDATE SKIP LOCKED
), cleared AS (DELETE FROM rate_limit USING expired WHERE rate_limit.id = expired.id)
INSERT INTO rate_limit AS r (id, hits, resets_at) VALUES ($1, 1, now() + $2 * interval '1 second')
ON CONFLICT (id) DO UPDATE SET
    hits = CASE WHEN r.resets_at <= now() THEN 1 ELSE r.hits + 1 END,
    resets_at = CASE WHEN r.resets_at <= now() THEN excluded.resets_at ELSE r.resets_at END
RETURNING hits, extract(epoch FROM resets_at - now())::float8 AS seconds_left
"""


def digest(*parts: str | bytes) -> str:
    """SHA-256 over the parts in order, each with its length, so that no two lists of parts look the same."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a statement, with `{0}`, `{1}` … where its values go."""

    sql: str
    values: Sequence[Any]


#: Their values go to the driver as they are.
PLAIN_FIELDS = (CharField, TextField, IntField, FloatField, UUIDField, BooleanField)


@cache
def _insertion(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Callable[..., Any] | None]]:
    """SQL, and for each field what encodes its value, None where that is not needed."""
    meta: Any = meta_of(model)
    fields, columns = meta.fields_map, meta.fields_db_projection
    into = ", ".join(f'"{columns[name]}"' for name in names)
    places = ", ".join(f"{{{place}}}" for place in range(len(names)))
    encoders = [None if isinstance(fields[name], PLAIN_FIELDS) else fields[name].to_db_value for name in names]
    return f'INSERT INTO "{meta.db_table}" ({into}) VALUES ({places}) RETURNING *', encoders


def insertion(model: type[Model], values: Mapping[str, Any]) -> Part:
    """Stores one row. Fields that are left out get what the database gives them."""
    sql, encoders = _insertion(model, tuple(values))
    pairs = zip(encoders, values.values(), strict=True)
    return Part(sql, [encode(value, model) if encode else value for encode, value in pairs])


@cache
def _joined(names: tuple[str, ...], parts: tuple[tuple[str, int], ...]) -> str:
    """One statement of SQL texts and how many values each has; all but the last get a name in its WITH."""
    texts: list[str] = []
    first = 1
    for sql, count in parts:
        texts.append(sql.format(*(f"${place}" for place in range(first, first + count))))
        first += count
    named = ", ".join(f"{name} AS ({text})" for name, text in zip(names, texts, strict=False))
    return f"WITH {named} {texts[-1]}" if named else texts[-1]


class Manager(TortoiseManager, Generic[M]):
    """The verbs of one model; a subclass is set as the model's `objects`.

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
        """Return the rows that meet all conditions: `filter` without the copy of a queryset that nobody else holds."""
        queryset = self.get_queryset()
        narrow(queryset, **conditions)
        return queryset

    async def create(self, **values: Any) -> M:
        return await self.model.create(**values)

    async def get_or_create(self, defaults: dict[str, Any] | None = None, **conditions: Any) -> tuple[M, bool]:
        return await self.model.get_or_create(defaults, **conditions)

    async def update_or_create(self, defaults: dict[str, Any] | None = None, **conditions: Any) -> tuple[M, bool]:
        return await self.model.update_or_create(defaults, **conditions)

    @staticmethod
    def manager_of(name: str) -> Any:
        """The manager of another model of the app. By name, as foreign keys do it: an import would be a circle."""
        return Tortoise.apps["models"][name].objects

    async def sql(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        """Run one statement, with `$1…` for the values, on the transaction at hand or a connection of the pool."""
        rows: list[dict[str, Any]] = await get_connection("default").execute_query_dict(statement, list(values))
        return rows

    async def run(self, statement: Part, **beside: Part) -> list[asyncpg.Record]:
        """Run a statement with others beside it, under their names in its WITH: all or nothing, in one round trip.

        None of them sees what another one writes, but for what that returns.
        """
        parts = (*beside.values(), statement)
        sql = _joined(tuple(beside), tuple([(part.sql, len(part.values)) for part in parts]))
        return await fetch(sql, [value for part in parts for value in part.values])

    def new_row(self, values: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Part]]:
        """Return the values of a row to insert, and the parts that its model's promises ask for beside it."""
        return values, {}

    async def insert(self, values: Mapping[str, Any], out: type[BaseModel], **beside: Part) -> str:
        """Store a new row, with parts beside it, and give it as `out` writes it: in one round trip."""
        values, owed = self.new_row(values)
        written = Part(written_sql(self.model, out, "made"), [])
        (row,) = await self.run(written, **owed, **beside, made=insertion(self.model, values))
        body: str = row["body"]
        return body


T = TypeVar("T", bound=Manager[Any])


class ManagerOf(Generic[T]):
    """The manager of another model, as an attribute: `tasks: ManagerOf[TaskManager] = ManagerOf("Task")`.

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


class IdempotencyKeyManager(Manager["IdempotencyKey"]):
    async def claim(self, key: str, fingerprint: str) -> IdempotencyKey | None:
        """None where the key is new and now the caller's; otherwise what was answered to it."""
        if await self.sql(CLAIM, key, fingerprint):
            return None
        return await self.get_queryset().get(id=key)

    async def keep(self, key: str, status: int, headers: dict[str, str], body: bytes) -> None:
        await self.get_queryset().filter(id=key).update(status=status, headers=headers, body=body)


class RateLimitManager(Manager["RateLimit"]):
    async def hit(self, name: str, whom: str, count: int, seconds: int) -> None:
        """Count one attempt; the first above `count` within `seconds` raises TooManyRequests. 0 means no limit."""
        if not count:
            return
        (row,) = await self.sql(HIT, digest(name, whom), seconds)
        if row["hits"] > count:
            raise TooManyRequests(math.ceil(row["seconds_left"]))

    async def take_back(self, name: str, whom: str) -> None:
        """Count one attempt less: it was none of those that are to add up."""
        await self.get_queryset().filter(id=digest(name, whom), hits__gt=0).update(hits=F("hits") - 1)

    async def forget(self, name: str, whom: str) -> None:
        await self.get_queryset().filter(id=digest(name, whom)).delete()


def as_uuid(text: str) -> UUID | None:
    """The UUID that is written so, or None: ids on the wire are compared as text, and only one spelling is ours."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text.lower() else None


def violates_unique(error: IntegrityError) -> bool:
    """Whether a value was taken, and not some other rule broken."""
    return bool(error.args) and isinstance(error.args[0], asyncpg.UniqueViolationError)


def array_text(values: Iterable[Any]) -> str:
    """Values as PostgreSQL writes an array, for `$1::text::uuid[]` and the like. None becomes NULL; text has no NUL."""
    found = list(values)
    if not found or isinstance(found[0], float):
        return "{" + to_json(found).decode()[1:-1] + "}"
    joined = "\0".join(["\1" if value is None else str(value) for value in found])
    quoted = joined.replace("\\", "\\\\").replace('"', '\\"').replace("\0", '","')
    return ('{"' + quoted + '"}').replace('"\1"', "NULL")


def given(values: Mapping[str, Any]) -> list[str]:
    """Names of the fields that have a value."""
    return [name for name, value in values.items() if value is not None]
