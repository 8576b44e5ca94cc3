"""SQL fragments that run together in one round trip, and their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
from pydantic_core import to_json
from tortoise.exceptions import IntegrityError
from tortoise.fields import BooleanField, CharField, FloatField, IntField, TextField, UUIDField
from tortoise.models import Model

from project.core.compat.tortoise import meta_of

if TYPE_CHECKING:
    from project.core.models import IdempotencyKey, RateLimit  # noqa: F401  (ruff misses names in a base's brackets)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fragment of SQL with `{0}`, `{1}` … for its values."""

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


def insertion(model: type[Model], values: Mapping[str, Any]) -> Statement:
    """Insert a row. Omitted fields get the database's defaults."""
    sql, encoders = _insertion(model, tuple(values))
    pairs = zip(encoders, values.values(), strict=True)
    return Statement(sql, [encode(value, model) if encode else value for encode, value in pairs])


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


def as_uuid(text: str) -> UUID | None:
    """Return the UUID, or None unless the text is its canonical spelling."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text.lower() else None


def violates_unique(error: IntegrityError) -> bool:
    """Return whether a unique constraint was violated."""
    return bool(error.args) and isinstance(error.args[0], asyncpg.UniqueViolationError)


def array_text(values: Iterable[Any]) -> str:
    """Return a PostgreSQL array literal, for `$1::text::uuid[]` and the like. Text must not contain NUL."""
    found = list(values)
    if not found or isinstance(found[0], float):
        return "{" + to_json(found).decode()[1:-1] + "}"
    joined = "\0".join(["\1" if value is None else str(value) for value in found])
    quoted = joined.replace("\\", "\\\\").replace('"', '\\"').replace("\0", '","')
    return ('{"' + quoted + '"}').replace('"\1"', "NULL")


def given(values: Mapping[str, Any]) -> list[str]:
    """Return the names of fields that are not None."""
    return [name for name, value in values.items() if value is not None]
