from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from project.core.compat.tortoise import extend_reverse_relations
from project.core.managers import IdempotencyKeyManager, RateLimitManager

extend_reverse_relations()


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
