"""Tortoise's private names."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    BaseDBAsyncClient,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections
from tortoise.exceptions import FieldError, IncompleteInstanceError
from tortoise.expressions import Expression, Q
from tortoise.fields.base import DatabaseDefault
from tortoise.fields.relational import ReverseRelation
from tortoise.models import Model
from tortoise.queryset import AwaitableQuery, QuerySet

if TYPE_CHECKING:
    from tortoise.models import MetaInfo

#: Parts of a queryset beside model, filters, order, limit and offset. Falsy if unused.
FURTHER_PARTS = (
    "_annotations",
    "_custom_filters",
    "_distinct",
    "_fields_for_select",
    "_filter_kwargs",
    "_force_indexes",
    "_group_bys",
    "_having",
    "_prefetch_map",
    "_prefetch_queries",
    "_select_for_update",
    "_select_related",
    "_single",
    "_use_indexes",
)
_further_parts = attrgetter(*FURTHER_PARTS)


def meta_of(model: type[Model] | Model) -> MetaInfo:
    """Return Tortoise's description of a model: its table, columns, relations and lookups."""
    return model._meta


def conditions_of(queryset: QuerySet[Any]) -> list[Q]:
    return queryset._q_objects


def is_negated(condition: Q) -> bool:
    return condition._is_negated


def negated(condition: Q) -> Q:
    condition._is_negated = True
    return condition


def narrow(queryset: QuerySet[Any], **conditions: Any) -> None:
    """Add conditions in place: `filter` without the copy, for a queryset that nobody else holds."""
    queryset._q_objects.append(Q(**conditions))


def orderings_of(queryset: QuerySet[Any]) -> list[tuple[str, Any]]:
    return queryset._orderings


def bounds_of(queryset: QuerySet[Any]) -> tuple[int | None, int | None]:
    return queryset._limit, queryset._offset


def has_further_parts(queryset: QuerySet[Any]) -> bool:
    """Tell whether a queryset says more than filters, order, limit and offset."""
    return any(_further_parts(queryset)) or uses_another_database(queryset)


def annotations_of(queryset: QuerySet[Any]) -> dict[str, Expression | Any]:
    return queryset._annotations


def only_of(queryset: QuerySet[Any]) -> tuple[str, ...]:
    """Return the fields that `.only()` names; empty for all."""
    return queryset._fields_for_select


def prefetches_by_queryset(queryset: QuerySet[Any]) -> list[str]:
    """Return the relations that a `Prefetch` with a queryset of its own narrows."""
    return list(queryset._prefetch_queries)


def is_single(queryset: QuerySet[Any]) -> bool:
    return queryset._single


def uses_another_database(queryset: QuerySet[Any]) -> bool:
    """Tell whether `.using_db()` names another connection. Awaiting a queryset leaves the default one in it."""
    return queryset._db is not None and queryset._db.connection_name != "default"


def replaced(queryset: QuerySet[Any], conditions: list[Q]) -> QuerySet[Any]:
    """Return a copy with other conditions, and without limit and offset."""
    found = queryset._clone()
    found._q_objects = conditions
    found._limit = found._offset = None
    return found


def sql_of(query: AwaitableQuery[Any]) -> tuple[str, list[Any]]:
    """Compile as Tortoise would to run it; `query` itself stays as it is."""
    found = copy(query)
    found._choose_db_if_not_chosen()
    found._make_query()
    sql, values = found.query.get_parameterized_sql()
    return sql, list(values)


def lookup_of(model: type[Model], key: str) -> dict[str, Any] | None:
    """Return Tortoise's entry for `name__lookup`, also through foreign keys; None where it has none."""
    meta = model._meta
    if key in meta.filters:
        return {**meta.get_filter(key), "model": model}
    name, _, rest = key.partition("__")
    if rest and name in meta.fk_fields | meta.o2o_fields:
        return lookup_of(cast("Any", meta.fields_map[name]).related_model, rest)
    return None


def use_manager(model: type[Model], manager: Any) -> None:
    """Let `Model.filter()`, reverse relations and prefetches begin with the querysets of this manager."""
    model._meta.manager = manager


def refuse_unknown(model: type[Model], names: Iterable[str]) -> None:
    """Raise FieldError for a name that is no field: Tortoise would drop its value in silence."""
    meta = model._meta
    if unknown := sorted(set(names) - meta.fields_map.keys() - {"pk"}):
        raise FieldError(
            f"{model.__name__} has no field {', '.join(unknown)}; it has {', '.join(sorted(meta.fields_map))}"
        )


def stored_values(row: Model, names: Iterable[str] | None) -> dict[str, Any]:
    """Return the values to write: of the fields named, or of all. Raises IncompleteInstanceError after `.only()`."""
    meta = row._meta
    if names is None and row._partial:
        raise IncompleteInstanceError(
            f"{type(row).__name__} was read by .only(): name its fields in save(update_fields=)"
        )
    values: dict[str, Any] = {}
    for name in names if names is not None else meta.fields_db_projection:
        field = meta.fields_map[name]
        if names is None and (field.pk or field.generated):
            continue
        value = getattr(row, name)
        if getattr(field, "auto_now", False):
            value = datetime.now(UTC)
        if not isinstance(value, DatabaseDefault):
            values[name] = value
    return values


class PooledTransaction(TransactionContextPooled):
    """Tortoise's own, which gives the pool's slot back where BEGIN fails or is cancelled."""

    async def __aenter__(self) -> TransactionalDBClient:
        begun = False
        try:
            connection = await super().__aenter__()
            begun = True
            return connection
        finally:
            if not begun:
                await self._give_back()

    async def _give_back(self) -> None:
        client: Any = self.client
        if getattr(self, "token", None) is not None:
            get_connections().reset(self.token)
        if client._connection is not None and client._parent._pool is not None:
            await asyncio.shield(client._parent._pool.release(client._connection))


def driver_connection(client: BaseDBAsyncClient) -> Any:
    """Return asyncpg's connection of a transaction's client."""
    return cast(Any, client)._connection


class Client(AsyncpgDBClient):
    """Tortoise's client of one database, whose transactions lose no slot of the pool."""

    def _in_transaction(self) -> TransactionContext:
        return PooledTransaction(TransactionWrapper(self), self._pool_init_lock)


def _verb_of_relation(self: ReverseRelation[Any], name: str) -> Any:
    """Look a name up on the queryset of the related rows: `organisation.loans.of(caller)`."""
    if name.startswith("_"):
        raise AttributeError(name)
    return getattr(self._query, name)


def extend_reverse_relations() -> None:
    """Give `row.relation` the verbs of the related model's queryset."""
    relation: Any = ReverseRelation
    relation.__getattr__ = _verb_of_relation
