from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from project.core.db.managers import Manager
from project.core.db.models import Row, Versioned
from project.core.db.querysets import QuerySet
from project.users.owned import Owned, OwnedManager, OwnedQuerySet


class BookQuerySet(QuerySet["Book"]):
    def long(self) -> Self:
        return self.filter(pages__gt=500)


class BookManager(Manager["Book"]):
    queryset_class = BookQuerySet


class Binding(StrEnum):
    PAPER = "paper"
    CLOTH = "cloth"


class Author(Row):
    name = fields.CharField(max_length=100)
    books: fields.ReverseRelation[Book]

    class Meta:
        table = "library_author"


class Book(Row, Versioned):
    """One column of each kind."""

    author: fields.ForeignKeyRelation[Author] = fields.ForeignKeyField(
        "library.Author", related_name="books", null=True
    )
    title = fields.CharField(max_length=100)
    blurb = fields.TextField(null=True)
    pages = fields.IntField()
    weight_kg = fields.FloatField(null=True)
    price = fields.DecimalField(max_digits=8, decimal_places=2, default=Decimal("0"))
    lent = fields.BooleanField(default=False)
    printed_on = fields.DateField(null=True)
    bought_at = fields.DatetimeField(null=True)
    binding = fields.CharEnumField(Binding, max_length=20, default=Binding.PAPER)
    shelf_id: UUID | None = fields.UUIDField(null=True)
    notes: Any = fields.JSONField(null=True)
    tags: list[str] = ArrayField(element_type="text", default=list)

    objects = BookManager()

    class Meta:
        table = "library_book"
        ordering = ("id",)


class Shelf(Model):
    """Nothing of ours: no base, no manager."""

    id = fields.IntField(primary_key=True)
    reading_time = fields.TimeDeltaField()

    class Meta:
        table = "library_shelf"


class LibraryLoanQuerySet(OwnedQuerySet["LibraryLoan"]):
    def open(self) -> Self:
        return self.filter(returned_at=None)


class LibraryLoanManager(OwnedManager["LibraryLoan", LibraryLoanQuerySet]):
    queryset_class = LibraryLoanQuerySet


class LibraryLoan(Owned):
    item = fields.CharField(max_length=100)
    returned_at = fields.DatetimeField(null=True)

    objects = LibraryLoanManager()

    class Meta:
        table = "library_loan"
        indexes = (("organisation_id", "id"),)
