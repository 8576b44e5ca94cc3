"""Tortoise's queryset, with writes that keep the model's guarantees.

A subclass holds the narrowing verbs of a model, and its manager names it: `Loan.objects.open()`,
`Loan.filter(…).open()` and `member.loans.open()` are then the same verb.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from tortoise.expressions import F, Q, Subquery
from tortoise.models import Model
from tortoise.queryset import BulkCreateQuery, BulkUpdateQuery, DeleteQuery, UpdateQuery
from tortoise.queryset import QuerySet as TortoiseQuerySet

from project.core.compat.tortoise import bounds_of, meta_of

if TYPE_CHECKING:
    from typing import Self

M = TypeVar("M", bound=Model)


class QuerySet(TortoiseQuerySet[M]):
    if TYPE_CHECKING:  # Tortoise's signatures forget the subclass

        def filter(self, *args: Q, **kwargs: Any) -> Self: ...
        def exclude(self, *args: Q, **kwargs: Any) -> Self: ...
        def order_by(self, *orderings: str) -> Self: ...
        def limit(self, limit: int) -> Self: ...
        def offset(self, offset: int) -> Self: ...
        def distinct(self) -> Self: ...
        def all(self) -> Self: ...
        def select_for_update(
            self,
            nowait: bool = False,
            skip_locked: bool = False,
            of: tuple[str, ...] = (),
            no_key: bool = False,
        ) -> Self: ...

    def __bool__(self) -> NoReturn:
        raise TypeError("A queryset is read by await: write `if await queryset.exists()`")

    def __len__(self) -> NoReturn:
        raise TypeError("A queryset is read by await: write `await queryset.count()`")

    def __iter__(self) -> NoReturn:
        raise TypeError("A queryset is read by await: write `for row in await queryset`")

    def aggregate(self, **_: Any) -> NoReturn:
        raise TypeError('Write `await queryset.annotate(total=Sum("pages")).values("total")`')

    def none(self) -> Self:
        """Return a queryset that finds nothing."""
        return self.filter(pk__in=[])

    async def create(self, **values: Any) -> M:
        """Insert a row. Conditions of the queryset do not apply to it."""
        row: M = await self.model.create(**values)
        return row

    def update(self, **values: Any) -> UpdateQuery:
        """Update the rows of this queryset, within its limit. Versioned rows count the change."""
        if not values:
            raise TypeError("update() needs at least one field")
        return TortoiseQuerySet.update(self._whole(), **self._counted(values))

    def delete(self) -> DeleteQuery:
        """Delete the rows of this queryset, within its limit."""
        return TortoiseQuerySet.delete(self._whole())

    def _whole(self) -> Self:
        """The same rows by key: Tortoise leaves limit and offset out of UPDATE and DELETE."""
        if bounds_of(self) == (None, None):
            return self
        return type(self)(self.model).filter(pk__in=Subquery(self.values(str(meta_of(self.model).pk_attr))))

    def _counted(self, values: dict[str, Any]) -> dict[str, Any]:
        if not is_versioned(self.model) or "version" in values:
            return values
        return {"updated_at": datetime.now(UTC), **values, "version": F("version") + 1}

    def bulk_update(
        self, objects: Iterable[M], fields: Iterable[str], batch_size: int | None = None
    ) -> BulkUpdateQuery[M]:
        if is_versioned(self.model):
            raise TypeError(
                f"{self.model.__name__} counts its changes, and bulk_update() would not: use .filter(…).update(…), "
                "or save() row by row"
            )
        return super().bulk_update(objects, fields, batch_size)

    def bulk_create(
        self,
        objects: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_fields: Iterable[str] | None = None,
        on_conflict: Iterable[str] | None = None,
    ) -> BulkCreateQuery[M]:
        if update_fields and is_versioned(self.model):
            raise TypeError(
                f"{self.model.__name__} counts its changes, and bulk_create() would not where a row is there already: "
                "leave out update_fields, or write update_or_create() row by row"
            )
        return super().bulk_create(objects, batch_size, ignore_conflicts, update_fields, on_conflict)


def is_versioned(model: type[Model]) -> bool:
    return getattr(model, "counts_changes", False)
