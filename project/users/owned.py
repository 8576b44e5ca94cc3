"""Base for rows of an organisation: tenancy, audit and versions.

    class Loan(Owned):
        item = fields.CharField(max_length=100)
        objects = LoanManager()

Django's methods are safe here: `create`, `save`, `update`, `delete` and the like fill in the acting caller's
organisation, write an audit line in the same transaction, and refuse rows of other organisations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Generic
from uuid import UUID

from tortoise import fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import Subquery
from tortoise.models import Model
from typing_extensions import TypeVar
from uuid_utils.compat import uuid7

from project.core.compat.tortoise import meta_of, narrow, stored_values
from project.core.db.models import Row, Versioned
from project.core.db.querysets import QuerySet
from project.core.db.statements import Statement, given
from project.core.db.transactions import transaction
from project.core.errors import NotFound, Stale
from project.users.actor import acting_caller
from project.users.callers import Caller
from project.users.managers.audit import Action
from project.users.models import AuditLine, Organisation
from project.users.tenants import TenantManager, TenantQuerySet

M = TypeVar("M", bound="Owned")
Q = TypeVar("Q", bound="OwnedQuerySet[Any]", default="OwnedQuerySet[M]")


class WrongOrganisation(NotFound):
    """A write to a row of another organisation."""


class OwnedQuerySet(TenantQuerySet[M]):
    async def update(self, **values: Any) -> int:  # type: ignore[override]  # awaited all the same
        """Update all rows of this queryset with new versions and audit lines. Raises WrongOrganisation."""
        if moved := {"organisation", "organisation_id"} & values.keys():
            raise TypeError(f"{self.model.__name__} keeps its organisation: update() takes no {', '.join(moved)}")
        async with transaction():
            ids = await self._lock_own()
            found: int = await QuerySet(self.model).filter(pk__in=ids).update(**values)
            await _record(self.model, "update", ids, values)
        return found

    async def delete(self) -> int:  # type: ignore[override]  # awaited all the same
        """Delete and audit all rows of this queryset. Raises WrongOrganisation."""
        async with transaction():
            ids = await self._lock_own()
            found: int = await QuerySet(self.model).filter(pk__in=ids).delete()
            await _record(self.model, "delete", ids)
        return found

    async def bulk_create(  # type: ignore[override]  # awaited all the same
        self,
        objects: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_fields: Iterable[str] | None = None,
        on_conflict: Iterable[str] | None = None,
    ) -> None:
        """Insert and audit rows of the acting caller's organisation. Raises WrongOrganisation."""
        if ignore_conflicts or update_fields or on_conflict:
            raise TypeError(f"{self.model.__name__} is audited: bulk_create() only creates; write get_or_create()")
        rows = list(objects)
        for row in rows:
            row.assign_organisation()
        async with transaction():
            await super().bulk_create(rows, batch_size)
            await _record(self.model, "create", [row.id for row in rows], meta_of(self.model).fields_db_projection)

    async def _lock_own(self) -> list[UUID]:
        caller = acting_caller(self.model)
        mine = QuerySet(self.model).filter(id__in=Subquery(self.values("id")))
        rows = await mine.select_for_update().only("id", "organisation_id")
        if any(row.organisation_id != caller.organisation_id for row in rows):
            raise WrongOrganisation(
                f"These rows include another organisation's: start from {self.model.__name__}.objects.of(caller)"
            )
        return [row.id for row in rows]


class OwnedManager(TenantManager[M], Generic[M, Q]):
    """Subclass it as `class LoanManager(OwnedManager["Loan", LoanQuerySet])` with `queryset_class = LoanQuerySet`."""

    queryset_class: ClassVar[type[Any]] = OwnedQuerySet

    def of(self, caller: Caller) -> Q:
        queryset: Any = super().of(caller)
        found: Q = queryset
        return found

    def at(self, caller: Caller, row_id: UUID) -> Q:
        """Narrow to the row of this id, if it belongs to the caller's organisation."""
        queryset: Q = self.of(caller)
        narrow(queryset, id=row_id)
        return queryset

    def new_row(self, values: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Statement]]:
        caller = acting_caller(self.model)
        row = {"id": uuid7(), "organisation_id": caller.organisation_id, **values}
        _require_own(caller, row["organisation_id"])
        line = AuditLine.objects.line(caller, "create", kind_of(self.model), row["id"], given(values))
        return row, {"audit": AuditLine.objects.statement(line)}


class Owned(Row, Versioned):
    """A versioned, audited row of an organisation. Models add an index that begins with `organisation_id`."""

    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "models.Organisation", on_delete=fields.CASCADE
    )
    organisation_id: UUID

    objects: ClassVar[OwnedManager[Any, Any]] = OwnedManager()

    class Meta:
        abstract = True

    def assign_organisation(self) -> None:
        """Set the acting caller's organisation if there is none. Raises NoActingCaller and WrongOrganisation."""
        caller = acting_caller(type(self))
        if self.organisation_id is None:
            self.organisation_id = caller.organisation_id
        _require_own(caller, self.organisation_id)

    async def save(
        self,
        using_db: BaseDBAsyncClient | None = None,
        update_fields: Iterable[str] | None = None,
        force_create: bool = False,
        force_update: bool = False,
    ) -> None:
        """Store and audit the row. Raises NoActingCaller, WrongOrganisation, or Stale if it changed meanwhile."""
        self.assign_organisation()
        is_new = force_create or not self._saved_in_db
        async with transaction():
            changed = list(stored_values(self, update_fields)) if is_new else await self._changed(update_fields)
            if is_new or changed:
                await super().save(None, None if is_new else changed, force_create, force_update)
                await _record(type(self), "create" if is_new else "update", [self.id], changed)

    async def _changed(self, names: Iterable[str] | None) -> list[str]:
        """Lock the stored row and return the fields that differ from it."""
        stored = await QuerySet(type(self)).select_for_update().get_or_none(pk=self.pk, version=self.version)
        if stored is None:
            raise Stale
        _require_own(acting_caller(type(self)), stored.organisation_id)
        written = stored_values(self, names)
        own = {"id", "version", "updated_at"}
        return [name for name, value in written.items() if name not in own and value != getattr(stored, name)]

    async def delete(self, using_db: BaseDBAsyncClient | None = None) -> None:
        """Delete and audit the row. Raises NoActingCaller and WrongOrganisation."""
        _require_own(acting_caller(type(self)), self.organisation_id)
        async with transaction():
            await super().delete()
            await _record(type(self), "delete", [self.id])


def kind_of(model: type[Model]) -> str:
    return meta_of(model).db_table


def _require_own(caller: Caller, organisation_id: UUID) -> None:
    if organisation_id != caller.organisation_id:
        raise WrongOrganisation


async def _record(model: type[Model], action: Action, ids: Iterable[UUID], changed: Iterable[str] = ()) -> None:
    caller, names = acting_caller(model), list(changed)
    lines = [AuditLine.objects.line(caller, action, kind_of(model), row_id, names) for row_id in ids]
    if lines:
        await AuditLine.objects.record(*lines)
