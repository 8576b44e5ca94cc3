"""The SQL that writes a row as JSON text, for the fields of an `…Out` schema: what `json_rows` reads.

Pieces of text are joined, because `row_to_json` looks up the type of each column and spells out its key for every row,
and reads nested JSON once more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from types import NoneType
from typing import Any, get_args

from pydantic import AliasChoices, BaseModel, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema
from tortoise.fields import DatetimeField, Field, FloatField
from tortoise.models import Model

from project.core.compat.tortoise import meta_of
from project.core.json.kinds import BARE, QUOTED, CannotWrite, require_kind

#: float8 as Python and JavaScript write it: PostgreSQL omits ".0" and switches to exponents elsewhere.
FLOAT = r"""CASE WHEN {0} = 0 OR abs({0}) BETWEEN 1e-4 AND 999999999999999
 THEN {0}::text || CASE WHEN {0} = trunc({0}) THEN '.0' ELSE '' END
 WHEN abs({0}) < 1e-5 THEN replace({0}::text, 'e-0', 'e-')
 WHEN abs({0}) < 1e-4 THEN regexp_replace({0}::text, '^(-?)(\d)\.?(\d*)e-05$', '\10.0000\2\3')
 WHEN abs({0}) >= 1e16 THEN {0}::text WHEN {0} = trunc({0}) THEN {0}::bigint::text || '.0'
 ELSE regexp_replace({0}::text, '^(-?\d)\.(\d{{15}})(\d+)e\+15$', '\1\2.\3') END"""
#: A time as pydantic writes it, from PostgreSQL's text in UTC: much faster than to_char.
TIME = """CASE WHEN octet_length({0}) IN (19, 26) THEN replace({0}, ' ', 'T')
 ELSE replace(rpad({0}, 26, '0'), ' ', 'T') END || 'Z'"""
TIME_TEXT = """({0} AT TIME ZONE 'UTC')::text"""


@dataclass(frozen=True, slots=True)
class Computed:
    """The SQL of a field without a column. `{row}` stands for the row."""

    sql: str


@dataclass(frozen=True, slots=True)
class NullAs:
    """A field that writes null as a word."""

    word: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: self.word if value is None else value, handler(source)
        )


NOTHING: Collection[str] = frozenset()


def source_of(
    rows: str, model: type[Model], out: type[BaseModel], condition: str = "", annotations: Collection[str] = NOTHING
) -> str:
    """The rows with the text of each time that the schema names: made once, because of the OFFSET."""
    meta: Any = meta_of(model)
    names = columns_of(model, out, annotations) - set(annotations)
    times = sorted(meta.fields_db_projection[n] for n in names if isinstance(meta.fields_map.get(n), DatetimeField))
    texts = "".join(f', {TIME_TEXT.format(f"r.{time}")} AS "{time} text"' for time in times)
    return f"(SELECT r.*{texts} FROM {rows} r{condition} OFFSET 0)"


def columns_of(model: type[Model], out: type[BaseModel], annotations: Collection[str] = NOTHING) -> set[str]:
    """Return the names of the model's fields that the schema reads. Raises CannotWrite."""
    return {
        column
        for name, field in out.model_fields.items()
        if _computed(field) is None and (column := _column_of(name, field)) not in annotations
    }


def _column_of(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else str(alias or name)


def _computed(field: FieldInfo) -> Computed | None:
    return next((note for note in field.metadata if isinstance(note, Computed)), None)


def object_sql(model: type[Model], out: type[BaseModel], depth: int = 0, annotations: Collection[str] = NOTHING) -> str:
    """SQL of the text of the row `row{depth}` as a JSON object. Raises CannotWrite."""
    parts: list[str] = []
    for name, field in out.model_fields.items():
        parts += [f"""'{"," if parts else "{"}"{name}":'""", *_text(model, name, field, depth, annotations)]
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


def _text(model: type[Model], name: str, field: FieldInfo, depth: int, annotations: Collection[str]) -> list[str]:
    """SQL of a field's value as JSON text, in parts."""
    meta: Any = meta_of(model)
    column = _column_of(name, field)
    computed = _computed(field)
    stored: Field[Any] | None = None
    if computed is None and column in annotations:
        sql = _annotated(f'row{depth}."{column}"', kinds_of(field.annotation))
    elif computed is None and column in meta.backward_fk_fields:
        return _list(meta.fields_map[column], field.annotation, depth)
    elif computed is None:
        stored = _stored(model, column)
        require_kind(stored, field.annotation, f"{model.__name__}.{column}")
        sql = _value(f'row{depth}."{meta.fields_db_projection[column]}"', stored)
    else:
        sql = computed.sql.format(row=f"row{depth}")
    words = [note.word for note in field.metadata if isinstance(note, NullAs)]
    sql = f"coalesce({sql}, '{words[0]}')" if words else sql
    parts = _quoted(sql, kinds_of(field.annotation))
    is_never_null = (stored is not None and not stored.null) or words
    return parts if is_never_null else [f"coalesce({' || '.join(parts)}, 'null')"]


def _quoted(sql: str, kinds: set[Any]) -> list[str]:
    if kinds <= QUOTED or all(isinstance(kind, str) for kind in kinds):  # a Literal's words, too
        return ["""'"'""", sql, """'"'"""]
    return [f"({sql})::text"] if kinds <= BARE else [f"to_json({sql})::text"]


def kinds_of(annotation: Any) -> set[Any]:
    """The types of a union but None; of a Literal its words."""
    parts = get_args(annotation)
    return {kind for part in parts for kind in kinds_of(part)} - {NoneType} if parts else {annotation}


def _list(relation: Any, annotation: Any, depth: int) -> list[str]:
    model, inner = relation.related_model, depth + 1
    (out,) = get_args(annotation)
    meta: Any = meta_of(model)
    order = ", ".join(f'row{inner}."{name}" {direction.value}' for name, direction in meta.ordering)
    mine = f' WHERE r."{relation.relation_source_field}" = row{depth}."id"'
    source = source_of(f'"{meta.db_table}"', model, out, mine)
    joined = f"string_agg({object_sql(model, out, inner)}, ',' ORDER BY {order})"
    rows = f"coalesce((SELECT {joined} FROM {source} row{inner}), '')"
    return ["'['", rows, "']'"]


def _stored(model: type[Model], column: str) -> Field[Any]:
    meta: Any = meta_of(model)
    if column not in meta.fields_db_projection:
        raise CannotWrite(f"{model.__name__} has no column {column}: annotate the field with Computed, or the queryset")
    found: Field[Any] = meta.fields_map[column]
    return found


def _value(sql: str, stored: Field[Any]) -> str:
    """SQL of a column's value, of a number or a time its text."""
    if isinstance(stored, FloatField):
        return FLOAT.format(sql)
    return TIME.format(f'{sql[:-1]} text"') if isinstance(stored, DatetimeField) else sql


def _annotated(sql: str, kinds: set[Any]) -> str:
    if kinds == {float}:
        return FLOAT.format(f"({sql})::float8")
    return TIME.format(TIME_TEXT.format(sql)) if kinds == {datetime} else sql
