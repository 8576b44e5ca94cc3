"""Rows of one organisation: `Loan.objects.of(caller)`, `Loan.filter(…).of(caller)`, `member.loans.of(caller)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from tortoise.models import Model

from project.core.compat.tortoise import narrow
from project.core.db.managers import Manager
from project.core.db.querysets import QuerySet
from project.users.callers import Caller

if TYPE_CHECKING:
    from typing import Self

M = TypeVar("M", bound=Model)


class TenantQuerySet(QuerySet[M]):
    #: Lookup from the model to its organisation's id.
    organisation_path: ClassVar[str] = "organisation_id"

    def of(self, caller: Caller) -> Self:
        return self.filter(**{self.organisation_path: caller.organisation_id})


class TenantManager(Manager[M]):
    queryset_class: ClassVar[type[TenantQuerySet[Any]]] = TenantQuerySet

    def of(self, caller: Caller) -> TenantQuerySet[M]:
        queryset: TenantQuerySet[M] = self.queryset_class(self.model)
        narrow(queryset, **{queryset.organisation_path: caller.organisation_id})
        return queryset
