"""Rows as JSON, written by PostgreSQL: a queryset and an `…Out` schema give bytes, and no object is made of a row.

    body, version = (await read_rows(Session.objects.of(user).filter(id=key), SessionOut, "version"))[0]

The bytes are those that the schema would have written: same keys, same order, same form of numbers and times. A field
of the schema is, in this order of looking:

- the SQL that its `Written` annotation gives,
- of type `list[…Out]`: the rows that point to this one by the relation of that name, in their model's order,
- the annotation of its name (`.annotate(tasks=Count("tasks"))`),
- the column of its name, or of its `validation_alias`.

A queryset of filters, order, limit and offset is compiled once per shape; after that only its values are bound. What
`json_shapes` does not know, Tortoise compiles each time. What neither can write is refused: `CannotWrite` says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import asyncpg
from fastapi import Response
from pydantic import BaseModel
from tortoise.models import Model
from tortoise.queryset import QuerySet

from project.core.compat.tortoise import (
    annotations_of,
    bounds_of,
    is_single,
    meta_of,
    only_of,
    prefetches_by_queryset,
    replaced,
    sql_of,
    uses_another_database,
)
from project.core.db.transactions import fetch
from project.core.errors import NotFound
from project.core.json.kinds import CannotWrite
from project.core.json.shapes import Compiled, Typed, shape_of, with_places
from project.core.json.text import columns_of, object_sql, source_of

__all__ = ["CannotWrite", "JSONText", "Typed", "compiled", "read_one", "read_rows", "written_sql"]

MAX_SHAPES = 1000
_compiled: dict[Any, Compiled] = {}


def compiled(
    queryset: QuerySet[Any], out: type[BaseModel], *extras: str, page: int | None = None
) -> tuple[str, list[Any]]:
    """Return SQL and values of a statement with a column `body`, and the columns `extras` of the model beside it.

    With `page`, one row for all: an array of the first `page` rows, their last one's extras, and the number of rows.
    """
    if not isinstance(queryset, QuerySet):
        raise CannotWrite(
            f"{type(queryset).__name__}: give a queryset of rows, before .values(), .count() and the like"
        )
    values: list[Any] = []
    shape = shape_of(queryset, values)
    if shape is None:
        return _by_tortoise(queryset, out, extras, page)
    key = (shape, out, extras, page)
    found = _compiled.get(key)
    if found is None:
        if len(_compiled) >= MAX_SHAPES:
            _compiled.clear()
        found = _compiled[key] = _compile(queryset, out, extras, page)
    return found.sql, found.bind(values)


def _compile(queryset: QuerySet[Any], out: type[BaseModel], extras: Sequence[str], page: int | None) -> Compiled:
    # Limit and offset are literals: a generic plan for any limit would assume a large part of the table.
    limit, offset = bounds_of(queryset)
    bounds = "" if limit is None else f" LIMIT {limit:d}"
    bounds += "" if offset is None else f" OFFSET {offset:d}"
    rows, parameters = sql_of(replaced(queryset, with_places(queryset)))
    return Compiled(_statement(queryset, f"({rows}{bounds})", out, extras, page), parameters)


def _by_tortoise(
    queryset: QuerySet[Any], out: type[BaseModel], extras: Sequence[str], page: int | None
) -> tuple[str, list[Any]]:
    if is_single(queryset):
        raise CannotWrite("A queryset after .get() or .first(): leave that out and use read_one")
    if uses_another_database(queryset):
        raise CannotWrite(
            "A queryset with .using_db() of another database: rows are read on the transaction at hand or the pool"
        )
    if narrowed := prefetches_by_queryset(queryset):
        raise CannotWrite(f"A Prefetch with a queryset, of {narrowed[0]}: lists of rows are written whole")
    if only := only_of(queryset):
        meta: Any = meta_of(queryset.model)
        wanted = (columns_of(queryset.model, out, annotations_of(queryset)) | set(extras)) & set(meta.fields_map)
        if missing := sorted(wanted - {meta.pk_attr if name == "pk" else name for name in only}):
            raise CannotWrite(f"{out.__name__} needs {', '.join(missing)}, which .only() leaves out")
    rows, values = sql_of(queryset)
    return _statement(queryset, f"({rows})", out, extras, page), values


def _statement(
    queryset: QuerySet[Any], rows: str, out: type[BaseModel], extras: Sequence[str], page: int | None
) -> str:
    columns: Any = meta_of(queryset.model).fields_db_projection
    annotations = frozenset(annotations_of(queryset))
    beside = "".join(f', row0."{columns[name]}" AS extra{place}' for place, name in enumerate(extras))
    beside += "" if page is None else ", row_number() OVER () AS place"
    source = source_of(rows, queryset.model, out, annotations=annotations)
    sql = f"SELECT {object_sql(queryset.model, out, annotations=annotations)} AS body{beside} FROM {source} row0"
    return sql if page is None else _as_page(sql, len(extras), page)


def _as_page(sql: str, extras: int, page: int) -> str:
    last = "".join(f", (array_agg(extra{place}) FILTER (WHERE place = {page}))[1]" for place in range(extras))
    array = f"'[' || coalesce(string_agg(body, ',') FILTER (WHERE place <= {page}), '') || ']'"
    return f"SELECT {array} AS body{last}, count(*) FROM ({sql}) rows"


@cache
def written_sql(model: type[Model], out: type[BaseModel], source: str) -> str:
    """Return a SELECT of `body` from `source`, which has the model's columns. Braces are doubled, as in a Statement."""
    rows = source_of(f'"{source}"', model, out)
    sql = f"SELECT {object_sql(model, out)} AS body FROM {rows} row0"
    return sql.replace("{", "{{").replace("}", "}}")


async def read_rows(
    queryset: QuerySet[Any], out: type[BaseModel], *extras: str, page: int | None = None, custom_plan: bool = False
) -> list[asyncpg.Record]:
    """Run what `compiled` gives, on the transaction at hand or a connection of the pool. Raises CannotWrite.

    PostgreSQL plans a statement once for all values, unless it is to be `custom_plan`: for conditions that some values
    meet often and others hardly ever.
    """
    sql, values = compiled(queryset, out, *extras, page=page)
    return await fetch(sql, values, custom_plan=custom_plan)


class JSONText(Response):
    """A response whose body is JSON text already."""

    def __init__(self, body: str | bytes, status: int = 200) -> None:
        self.status_code = status
        self.background = None
        self.body = body.encode() if isinstance(body, str) else body
        self.raw_headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(self.body))]


async def read_one(queryset: QuerySet[Any], out: type[BaseModel], missing: NotFound, status: int = 200) -> Response:
    """Return the queryset's only row as a response. Raises `missing` if there is none."""
    rows = await read_rows(queryset, out)
    if not rows:
        raise missing
    return JSONText(rows[0][0], status)
