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
from typing import Any, get_args, get_origin

import asyncpg
from fastapi import Response
from pydantic import AliasChoices, BaseModel, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema
from pypika_tortoise.functions import Cast
from pypika_tortoise.terms import ValueWrapper
from tortoise.expressions import Expression, Q, ResolveContext, ResolveResult
from tortoise.fields import DatetimeField, FloatField
from tortoise.models import Model
from tortoise.queryset import QuerySet

from project.core.database import fetch
from project.core.errors import NotFound

MAX_SHAPES = 1000
#: Lookups of Tortoise whose value goes to the database as it is. Another one's value becomes part of the shape.
COMPARISONS = ("gt", "gte", "lt", "lte", "not")
OTHER_LOOKUPS = ("in", "not_in", "isnull", "not_isnull", "range", "contains", "icontains", "startswith", "search")

#: float8 as Python and JavaScript write it: PostgreSQL leaves out ".0", and has other limits for exponents.
FLOAT = r"""CASE WHEN {0} = 0 OR abs({0}) BETWEEN 1e-4 AND 999999999999999
 THEN {0}::text || CASE WHEN {0} = trunc({0}) THEN '.0' ELSE '' END
 WHEN abs({0}) < 1e-5 THEN replace({0}::text, 'e-0', 'e-')
 WHEN abs({0}) < 1e-4 THEN regexp_replace({0}::text, '^(-?)(\d)\.?(\d*)e-05$', '\10.0000\2\3')
 WHEN abs({0}) >= 1e16 THEN {0}::text WHEN {0} = trunc({0}) THEN {0}::bigint::text || '.0'
 ELSE regexp_replace({0}::text, '^(-?\d)\.(\d{{15}})(\d+)e\+15$', '\1\2.\3') END::json"""
#: A time as pydantic writes it, from PostgreSQL's own text of it in UTC: that is much faster than to_char.
TIME = """CASE WHEN octet_length({0}) IN (19, 26) THEN replace({0}, ' ', 'T')
 ELSE replace(rpad({0}, 26, '0'), ' ', 'T') END || 'Z'"""
TIME_TEXT = """({0} AT TIME ZONE 'UTC')::text"""


@dataclass(frozen=True, slots=True)
class Written:
    """The SQL of a field that no column holds; `{row}` stands for the row."""

    sql: str


@dataclass(frozen=True, slots=True)
class NullAs:
    """A field whose null is told by a word."""

    word: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: self.word if value is None else value, handler(source)
        )


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
    source, fields = source_of(f"({rows}{limit})", queryset.model, out), _fields(queryset.model, out)
    sql = f"SELECT row_to_json(out0)::text AS body{beside} FROM {source} row0, LATERAL ({fields}) out0"
    return Compiled(sql if page is None else _as_page(sql, len(extras), page), parameters)


def _as_page(sql: str, extras: int, page: int) -> str:
    last = "".join(f", (array_agg(extra{place}) FILTER (WHERE place = {page}))[1]" for place in range(extras))
    array = f"'[' || coalesce(string_agg(body, ',') FILTER (WHERE place <= {page}), '') || ']'"
    return f"SELECT {array} AS body{last}, count(*) FROM ({sql}) rows"


@cache
def written_sql(model: type[Model], out: type[BaseModel], source: str) -> str:
    """SELECT of `body` for each row of `source`, which has the model's columns. Braces are doubled, as in a Part."""
    rows, fields = source_of(f'"{source}"', model, out), _fields(model, out)
    sql = f"SELECT row_to_json(out0)::text AS body FROM {rows} row0, LATERAL ({fields}) out0"
    return sql.replace("{", "{{").replace("}", "}}")


def source_of(rows: str, model: type[Model], out: type[BaseModel], condition: str = "") -> str:
    """The rows with the text of each time that the schema names: made once, because of the OFFSET."""
    meta: Any = model._meta
    names = {column_of(name, field) for name, field in out.model_fields.items()}
    times = sorted(meta.fields_db_projection[n] for n in names if isinstance(meta.fields_map.get(n), DatetimeField))
    texts = "".join(f', {TIME_TEXT.format(f"r.{time}")} AS "{time} text"' for time in times)
    return f"(SELECT r.*{texts} FROM {rows} r{condition} OFFSET 0)"


def column_of(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else str(alias or name)


def _fields(model: type[Model], out: type[BaseModel], depth: int = 0) -> str:
    """`SELECT … AS key, …` with the schema's fields of the table alias `row{depth}`."""
    parts = [f'{sql_of(model, name, field, depth)} AS "{name}"' for name, field in out.model_fields.items()]
    return "SELECT " + ", ".join(parts)


def sql_of(model: type[Model], name: str, field: FieldInfo, depth: int) -> str:
    meta: Any = model._meta
    for note in field.metadata:
        if isinstance(note, Written):
            return note.sql.format(row=f"row{depth}")
    column = column_of(name, field)
    if column in meta.backward_fk_fields:
        return _nested(meta.fields_map[column], field.annotation, depth)
    sql, kind = f'row{depth}."{meta.fields_db_projection[column]}"', meta.fields_map[column]
    if isinstance(kind, FloatField):
        sql = FLOAT.format(sql)
    elif isinstance(kind, DatetimeField):
        sql = TIME.format(f'{sql[:-1]} text"')
    words = [note.word for note in field.metadata if isinstance(note, NullAs)]
    return f"coalesce({sql}, '{words[0]}')" if words else sql


def _nested(relation: Any, annotation: Any, depth: int) -> str:
    assert get_origin(annotation) is list, f"{annotation} is to be a list of schemas"
    model, inner = relation.related_model, depth + 1
    order = ", ".join(f'row{inner}."{name}" {direction.value}' for name, direction in model._meta.ordering)
    return f"""(SELECT '[' || coalesce(string_agg(row_to_json(out{inner})::text, ',' ORDER BY {order}), '') || ']'
 FROM "{model._meta.db_table}" row{inner}, LATERAL ({_fields(model, get_args(annotation)[0], inner)}) out{inner}
 WHERE row{inner}."{relation.relation_source_field}" = row{depth}."id")::json"""


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
