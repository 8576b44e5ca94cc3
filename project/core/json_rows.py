"""Rows as JSON, written by PostgreSQL: a queryset and an `…Out` schema give bytes, and no object is made of a row.

    body, version = (await read_rows(Session.objects.of(user).filter(id=key), SessionOut, "version"))[0]

The queryset's SQL is built once per shape (model, schema, filters, order, limit); after that only its values are bound.
The bytes are those that the schema would have written: same keys, same order, same form of numbers and times. A field
of the schema is, in this order of looking:

- the SQL that its `Written` annotation gives,
- of type `list[…Out]`: the rows that point to this one by the relation of that name, in their model's order,
- the column of its name, or of its `validation_alias`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import asyncpg
from fastapi import Response
from pydantic import BaseModel
from pypika_tortoise.functions import Cast
from pypika_tortoise.terms import ValueWrapper
from tortoise.expressions import Expression, Q, ResolveContext, ResolveResult
from tortoise.models import Model
from tortoise.queryset import QuerySet

from project.core.database import fetch
from project.core.errors import NotFound
from project.core.json_text import object_sql, source_of

MAX_SHAPES = 1000
#: Lookups of Tortoise whose value goes to the database as it is. Another one's value becomes part of the shape.
COMPARISONS = ("gt", "gte", "lt", "lte", "not")
OTHER_LOOKUPS = ("in", "not_in", "isnull", "not_isnull", "range", "contains", "icontains", "startswith", "search")


class Typed(Expression):
    """A value to filter by that PostgreSQL is to read as a type of its own: `search=Typed("'a':*", "tsquery")`."""

    def __init__(self, value: Any, sql_type: str) -> None:
        self.value = value
        self.sql_type = sql_type

    def resolve(self, resolve_context: ResolveContext) -> ResolveResult:
        return ResolveResult(term=Cast(ValueWrapper(self.value), self.sql_type))


@dataclass(frozen=True, slots=True)
class Bound:
    """Stands in compiled SQL's parameters for the value of a filter."""

    place: int
    encode: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    sql: str
    parameters: Sequence[Any]

    def bind(self, values: Sequence[Any]) -> list[Any]:
        return [p.encode(values[p.place]) if type(p) is Bound else p for p in self.parameters]


_compiled: dict[Any, Compiled] = {}


def compiled(
    queryset: QuerySet[Any], out: type[BaseModel], *extras: str, page: int | None = None
) -> tuple[str, list[Any]]:
    """SQL and values of a statement with a column `body`, and the columns `extras` of the model beside it.

    With `page`, one row for all: an array of the first `page` rows, their last one's extras, and the number of rows.
    """
    values: list[Any] = []
    shape = (
        queryset.model,
        out,
        extras,
        page,
        tuple([_shape(q, values) for q in queryset._q_objects]),
        tuple(queryset._orderings),
        queryset._limit,
        queryset._offset,
    )
    found = _compiled.get(shape)
    if found is None:
        if len(_compiled) >= MAX_SHAPES:
            _compiled.clear()
        found = _compiled[shape] = _compile(queryset, out, extras, page)
    return found.sql, found.bind(values)


def _is_bound(key: str, value: Any) -> bool:
    lookup = key.rpartition("__")[2]
    return value is not None and (lookup in COMPARISONS or lookup not in OTHER_LOOKUPS)


def _shape(q: Q, values: list[Any]) -> Any:
    """All of a condition but its values, which are collected in `values`."""
    parts: list[Any] = []
    for key, value in q.filters.items():
        if isinstance(value, Typed):
            values.append(value.value)
            parts.append((key, value.sql_type))
        elif _is_bound(key, value):
            values.append(value)
            parts.append(key)
        else:
            parts.append((key, tuple(value) if isinstance(value, list) else value))
    return q.join_type, q._is_negated, tuple(parts), tuple([_shape(child, values) for child in q.children])


def _with_places(q: Q, model: type[Model], bound: list[Bound]) -> Q:
    """The same condition with a `Bound` for each value that `_shape` collects."""
    filters: dict[str, Any] = {}
    for key, value in q.filters.items():
        if isinstance(value, Typed):
            bound.append(Bound(len(bound), lambda value: value))
            filters[key] = Typed(bound[-1], value.sql_type)
        elif _is_bound(key, value):
            bound.append(Bound(len(bound), _encoder(model, key)))
            filters[key] = ValueWrapper(bound[-1])
        else:
            filters[key] = value
    made = Q(*[_with_places(child, model, bound) for child in q.children], join_type=q.join_type, **filters)
    made._is_negated = q._is_negated
    return made


def _encoder(model: type[Model], key: str) -> Callable[[Any], Any]:
    name, _, rest = key.partition("__")
    meta: Any = model._meta
    if key not in meta.filters and name in meta.fetch_fields:
        return _encoder(meta.fields_map[name].related_model, rest)
    field = meta.fields_map[meta.get_filter(key)["field"]]
    return lambda value: field.to_db_value(value, model)


def _compile(queryset: QuerySet[Any], out: type[BaseModel], extras: Sequence[str], page: int | None) -> Compiled:
    template = queryset._clone()
    bound: list[Bound] = []
    template._q_objects = [_with_places(q, queryset.model, bound) for q in queryset._q_objects]
    # Written out, as parts of the shape: a plan for any limit would be one for a large part of the table.
    template._limit = template._offset = None
    limit = "" if queryset._limit is None else f" LIMIT {queryset._limit:d}"
    limit += "" if queryset._offset is None else f" OFFSET {queryset._offset:d}"
    template._choose_db_if_not_chosen()
    template._make_query()
    rows, parameters = template.query.get_parameterized_sql()
    columns: Any = queryset.model._meta.fields_db_projection
    beside = "".join(f', row0."{columns[name]}" AS extra{place}' for place, name in enumerate(extras))
    beside += "" if page is None else ", row_number() OVER () AS place"
    source = source_of(f"({rows}{limit})", queryset.model, out)
    sql = f"SELECT {object_sql(queryset.model, out)} AS body{beside} FROM {source} row0"
    return Compiled(sql if page is None else _as_page(sql, len(extras), page), parameters)


def _as_page(sql: str, extras: int, page: int) -> str:
    last = "".join(f", (array_agg(extra{place}) FILTER (WHERE place = {page}))[1]" for place in range(extras))
    array = f"'[' || coalesce(string_agg(body, ',') FILTER (WHERE place <= {page}), '') || ']'"
    return f"SELECT {array} AS body{last}, count(*) FROM ({sql}) rows"


@cache
def written_sql(model: type[Model], out: type[BaseModel], source: str) -> str:
    """SELECT of `body` for each row of `source`, which has the model's columns. Braces are doubled, as in a Part."""
    rows = source_of(f'"{source}"', model, out)
    sql = f"SELECT {object_sql(model, out)} AS body FROM {rows} row0"
    return sql.replace("{", "{{").replace("}", "}}")


async def read_rows(
    queryset: QuerySet[Any], out: type[BaseModel], *extras: str, page: int | None = None, planned_anew: bool = False
) -> list[asyncpg.Record]:
    """What `compiled` gives, on the transaction at hand or a connection of the pool.

    PostgreSQL plans a statement once for all values, unless it is to be `planned_anew`: for conditions that some values
    meet often and others hardly ever.
    """
    sql, values = compiled(queryset, out, *extras, page=page)
    return await fetch(sql, values, planned_anew=planned_anew)


class JSONText(Response):
    """JSON that is written already."""

    def __init__(self, body: str | bytes, status: int = 200) -> None:
        self.status_code = status
        self.background = None
        self.body = body.encode() if isinstance(body, str) else body
        self.raw_headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(self.body))]


async def read_one(queryset: QuerySet[Any], out: type[BaseModel], missing: NotFound, status: int = 200) -> Response:
    """The answer with the one row of the queryset; raises `missing` where there is none."""
    rows = await read_rows(queryset, out)
    if not rows:
        raise missing
    return JSONText(rows[0][0], status)
