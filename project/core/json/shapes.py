"""The shape of a queryset: everything but its filters' values, so that its SQL is compiled once.

Only what this module knows has a shape: filters by `=`, `not`, `<`, `<=`, `>`, `>=` with a plain value, by null, by a
`Typed` value, their `Q` combinations, and order, limit and offset. Anything else has none.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from pypika_tortoise.functions import Cast
from pypika_tortoise.terms import ValueWrapper
from tortoise.expressions import Expression, Q, ResolveContext, ResolveResult
from tortoise.filters import is_null, not_equal, not_null
from tortoise.models import Model
from tortoise.queryset import QuerySet

from project.core.compat.tortoise import (
    bounds_of,
    conditions_of,
    has_further_parts,
    is_negated,
    lookup_of,
    meta_of,
    negated,
    orderings_of,
)

COMPARISONS = (operator.eq, not_equal, operator.gt, operator.ge, operator.lt, operator.le)
NULL_TESTS = (is_null, not_null)
#: The driver's own UUID is a subclass of Python's.
PLAIN_VALUES = (str, int, float, UUID, date, Enum)


class Typed(Expression):
    """A value to filter by that PostgreSQL is to read as a type of its own: `search=Typed("'a':*", "tsquery")`."""

    def __init__(self, value: Any, sql_type: str) -> None:
        self.value = value
        self.sql_type = sql_type

    def resolve(self, resolve_context: ResolveContext) -> ResolveResult:
        return ResolveResult(term=Cast(ValueWrapper(self.value), self.sql_type))


@dataclass(frozen=True, slots=True)
class Bound:
    """A placeholder for a filter's value among the parameters of compiled SQL."""

    place: int
    encode: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    sql: str
    parameters: Sequence[Any]

    def bind(self, values: Sequence[Any]) -> list[Any]:
        return [p.encode(values[p.place]) if type(p) is Bound else p for p in self.parameters]


class _Unknown(Exception):
    """This filter has no shape."""


def shape_of(queryset: QuerySet[Any], values: list[Any]) -> Any:
    """Return a key that all querysets of the same SQL share, and collect their values; None where there is no shape."""
    if has_further_parts(queryset):
        return None
    model = queryset.model
    try:
        conditions = tuple([_shape(model, q, values) for q in conditions_of(queryset)])
    except _Unknown:
        return None
    return model, conditions, tuple(orderings_of(queryset)), bounds_of(queryset)


def _shape(model: type[Model], q: Q, values: list[Any]) -> Any:
    parts: list[Any] = []
    filters: dict[str, Any] = q.filters
    for key, value in filters.items():
        if isinstance(value, Typed):
            values.append(value.value)
            parts.append((key, value.sql_type))
        elif value is None:
            parts.append((key, None))
        elif _encoder(model, key) is not None and isinstance(value, PLAIN_VALUES):
            values.append(value)
            parts.append(key)
        elif isinstance(value, bool) and _is_null_test(model, key):
            parts.append((key, value))
        else:
            raise _Unknown
    children = tuple([_shape(model, child, values) for child in q.children])
    return q.join_type, is_negated(q), tuple(parts), children


@cache
def _encoder(model: type[Model], key: str) -> Callable[[Any], Any] | None:
    """Return what encodes the value of a comparison, as Tortoise would; None where the lookup is none."""
    lookup = lookup_of(model, key)
    if lookup is None or lookup["operator"] not in COMPARISONS or lookup.keys() & {"table", "value_encoder"}:
        return None
    owner = lookup["model"]
    field = meta_of(owner).fields_map[lookup["field"]]
    return lambda value: field.to_db_value(value, owner)


@cache
def _is_null_test(model: type[Model], key: str) -> bool:
    lookup = lookup_of(model, key)
    return lookup is not None and lookup["operator"] in NULL_TESTS and "table" not in lookup


def with_places(queryset: QuerySet[Any]) -> list[Q]:
    """Return the conditions with a `Bound` for each value that `shape_of` collects."""
    bound: list[Bound] = []
    return [_with_places(q, queryset.model, bound) for q in conditions_of(queryset)]


def _with_places(q: Q, model: type[Model], bound: list[Bound]) -> Q:
    filters: dict[str, Any] = {}
    for key, value in q.filters.items():
        if isinstance(value, Typed):
            bound.append(Bound(len(bound), lambda value: value))
            filters[key] = Typed(bound[-1], value.sql_type)
        elif value is not None and (encode := _encoder(model, key)) is not None:
            bound.append(Bound(len(bound), encode))
            filters[key] = ValueWrapper(bound[-1])
        else:
            filters[key] = value
    made = Q(*[_with_places(child, model, bound) for child in q.children], join_type=q.join_type, **filters)
    return negated(made) if is_negated(q) else made
