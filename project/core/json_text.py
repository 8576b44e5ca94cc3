"""The SQL that writes a row as JSON text, for the fields of an `…Out` schema: what `json_rows` reads.

Pieces of text are joined, because `row_to_json` looks up the type of each column and spells out its key for every row,
and reads nested JSON once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import NoneType
from typing import Any, get_args
from uuid import UUID

from pydantic import AliasChoices, BaseModel, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema
from tortoise.fields import DatetimeField, FloatField
from tortoise.models import Model

#: float8 as Python and JavaScript write it: PostgreSQL leaves out ".0", and has other limits for exponents.
FLOAT = r"""CASE WHEN {0} = 0 OR abs({0}) BETWEEN 1e-4 AND 999999999999999
 THEN {0}::text || CASE WHEN {0} = trunc({0}) THEN '.0' ELSE '' END
 WHEN abs({0}) < 1e-5 THEN replace({0}::text, 'e-0', 'e-')
 WHEN abs({0}) < 1e-4 THEN regexp_replace({0}::text, '^(-?)(\d)\.?(\d*)e-05$', '\10.0000\2\3')
 WHEN abs({0}) >= 1e16 THEN {0}::text WHEN {0} = trunc({0}) THEN {0}::bigint::text || '.0'
 ELSE regexp_replace({0}::text, '^(-?\d)\.(\d{{15}})(\d+)e\+15$', '\1\2.\3') END"""
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


def source_of(rows: str, model: type[Model], out: type[BaseModel], condition: str = "") -> str:
    """The rows with the text of each time that the schema names: made once, because of the OFFSET."""
    meta: Any = model._meta
    names = {_column_of(name, field) for name, field in out.model_fields.items()}
    times = sorted(meta.fields_db_projection[n] for n in names if isinstance(meta.fields_map.get(n), DatetimeField))
    texts = "".join(f', {TIME_TEXT.format(f"r.{time}")} AS "{time} text"' for time in times)
    return f"(SELECT r.*{texts} FROM {rows} r{condition} OFFSET 0)"


def _column_of(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else str(alias or name)


def object_sql(model: type[Model], out: type[BaseModel], depth: int = 0) -> str:
    """SQL of the text of the row `row{depth}` as a JSON object."""
    parts: list[str] = []
    for name, field in out.model_fields.items():
        parts += [f"""'{"," if parts else "{"}"{name}":'""", *_text(model, name, field, depth)]
    return _joined([*parts, "'}'"])


def _joined(parts: Iterable[str]) -> str:
    """Neighbouring words become one: each part costs PostgreSQL a copy."""
    found: list[str] = []
    for part in parts:
        if found and _is_word(part) and _is_word(found[-1]):
            found[-1] = found[-1][:-1] + part[1:]
        else:
            found.append(part)
    return " || ".join(found)


def _is_word(sql: str) -> bool:
    return sql.startswith("'") and sql.find("'", 1) == len(sql) - 1


def _text(model: type[Model], name: str, field: FieldInfo, depth: int) -> list[str]:
    """SQL of a field's value as JSON text, in parts."""
    meta: Any = model._meta
    column = _column_of(name, field)
    if column in meta.backward_fk_fields:
        return _list(meta.fields_map[column], field.annotation, depth)
    sql, kinds = _value(model, name, field, depth), _kinds(field.annotation)
    if kinds <= {UUID, datetime} or all(isinstance(kind, str) for kind in kinds):  # a Literal's words, too
        parts = ["""'"'""", f"{sql}", """'"'"""]
    elif kinds <= {int, float}:
        parts = [f"({sql})::text"]
    else:
        parts = [f"to_json({sql})::text"]
    known = column in meta.fields_map and not meta.fields_map[column].null
    return parts if known or NullAs in map(type, field.metadata) else [f"coalesce({' || '.join(parts)}, 'null')"]


def _kinds(annotation: Any) -> set[Any]:
    """The types of a union but None; of a Literal its words."""
    parts = get_args(annotation)
    return {kind for part in parts for kind in _kinds(part)} - {NoneType} if parts else {annotation}


def _list(relation: Any, annotation: Any, depth: int) -> list[str]:
    model, inner = relation.related_model, depth + 1
    (out,) = get_args(annotation)
    order = ", ".join(f'row{inner}."{name}" {direction.value}' for name, direction in model._meta.ordering)
    mine = f' WHERE r."{relation.relation_source_field}" = row{depth}."id"'
    source = source_of(f'"{model._meta.db_table}"', model, out, mine)
    joined = f"string_agg({object_sql(model, out, inner)}, ',' ORDER BY {order})"
    rows = f"coalesce((SELECT {joined} FROM {source} row{inner}), '')"
    return ["'['", rows, "']'"]


def _value(model: type[Model], name: str, field: FieldInfo, depth: int) -> str:
    """SQL of a field's value, of a number or a time its text."""
    meta: Any = model._meta
    for note in field.metadata:
        if isinstance(note, Written):
            return note.sql.format(row=f"row{depth}")
    column = _column_of(name, field)
    sql, kind = f'row{depth}."{meta.fields_db_projection[column]}"', meta.fields_map[column]
    if isinstance(kind, FloatField):
        sql = FLOAT.format(sql)
    elif isinstance(kind, DatetimeField):
        sql = TIME.format(f'{sql[:-1]} text"')
    words = [note.word for note in field.metadata if isinstance(note, NullAs)]
    return f"coalesce({sql}, '{words[0]}')" if words else sql
