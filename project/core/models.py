from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from uuid_utils.compat import uuid7

from project.core.managers import IdempotencyKeyManager, RateLimitManager


class Row(Model):
    """What every row of ours has: a key that sorts by time of making, and the time itself."""

    id: UUID = fields.UUIDField(primary_key=True, default=uuid7)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Versioned(Model):
    """A row that several people may change: `version` counts its changes and is its ETag."""

    version = fields.IntField(default=1)
    updated_at = fields.DatetimeField(auto_now=True)

    async def change(self, **values: Any) -> None:
        """Write just these fields, and count the change. The row is to be locked."""
        self.update_from_dict(values)
        self.version += 1
        await self.save(update_fields=[*values, "version", "updated_at"])

    class Meta:
        abstract = True


class IdempotencyKey(Model):
    """The first answer to a POST that carried an Idempotency-Key, kept for a day."""

    #: SHA-256 over who asked and the key that they chose.
    id = fields.CharField(max_length=64, primary_key=True)
    #: SHA-256 over method, path and body.
    fingerprint = fields.CharField(max_length=64)
    status = fields.SmallIntField()
    headers = fields.JSONField[dict[str, str]]()
    body = fields.BinaryField()
    created_at = fields.DatetimeField(auto_now_add=True, db_index=True)

    objects = IdempotencyKeyManager()

    class Meta:
        table = "idempotency_key"


class RateLimit(Model):
    """A counter of attempts within a window of time."""

    #: SHA-256 over the limit's name and whom it counts.
    id = fields.CharField(max_length=64, primary_key=True)
    hits = fields.IntField()
    resets_at = fields.DatetimeField(db_index=True)

    objects = RateLimitManager()

    class Meta:
        table = "rate_limit"
