"""The bases of models."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from tortoise import fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import DoesNotExist
from tortoise.models import Model
from uuid_utils.compat import uuid7

from project.core.compat.tortoise import refuse_unknown, stored_values
from project.core.db.managers import Manager
from project.core.db.querysets import QuerySet
from project.core.errors import Stale


class Row(Model):
    """A row with a key that sorts by creation time."""

    id: UUID = fields.UUIDField(primary_key=True, default=uuid7)
    created_at = fields.DatetimeField(auto_now_add=True)

    DoesNotExist = DoesNotExist
    objects: ClassVar[Manager[Any]] = Manager()

    class Meta:
        abstract = True

    def __init__(self, **values: Any) -> None:
        refuse_unknown(type(self), values)
        super().__init__(**values)


class Versioned(Model):
    """A row that several people may change: `version` counts its changes and is its ETag.

    `save()`, `change()` and `.update()` of a queryset count; SQL of one's own does not.
    """

    counts_changes: ClassVar[bool] = True

    version = fields.IntField(default=1)
    updated_at = fields.DatetimeField(auto_now=True)

    DoesNotExist = DoesNotExist
    objects: ClassVar[Manager[Any]] = Manager()

    class Meta:
        abstract = True

    def __init__(self, **values: Any) -> None:
        refuse_unknown(type(self), values)
        super().__init__(**values)

    async def save(
        self,
        using_db: BaseDBAsyncClient | None = None,
        update_fields: Iterable[str] | None = None,
        force_create: bool = False,
        force_update: bool = False,
    ) -> None:
        """Save the row or the named fields. Raises Stale if it changed since it was read."""
        if force_create or not self._saved_in_db:
            await super().save(using_db, update_fields, force_create, force_update)
            return
        values = {**stored_values(self, update_fields), "version": self.version + 1, "updated_at": datetime.now(UTC)}
        same = QuerySet(type(self)).filter(pk=self.pk, version=self.version).using_db(using_db)
        await self._pre_save(using_db, update_fields)
        if not await same.update(**values):
            raise Stale
        self.version, self.updated_at = values["version"], values["updated_at"]
        await self._post_save(using_db, False, update_fields)

    async def change(self, **values: Any) -> None:
        """Save just these fields and count the change."""
        self.update_from_dict(values)
        await self.save(update_fields=values)
