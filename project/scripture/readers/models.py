from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from project.core.db.models import Row
from project.scripture.readers.managers import (
    DeviceManager,
    LinkCodeManager,
    ProReaderManager,
    ReaderTokenManager,
    UsageManager,
)
from project.users.models import User


class Device(Model):
    """A browser that has made or used a link code, as its reader sees it in a list."""

    id = fields.IntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="devices", on_delete=fields.CASCADE
    )
    user_id: UUID
    name = fields.CharField(max_length=100, null=True)
    #: mobile, desktop, tablet or unknown.
    kind = fields.CharField(max_length=20, default="unknown")
    user_agent = fields.CharField(max_length=500, null=True)
    created_at = fields.DatetimeField(auto_now_add=True)
    last_active_at = fields.DatetimeField(auto_now_add=True)

    objects = DeviceManager()

    class Meta:
        table = "device"
        indexes = (("user_id", "last_active_at", "id"),)


class ReaderToken(Row):
    """What a browser's cookie stands for. Without a user: it was taken back, and is not to be made a reader again."""

    #: SHA-256 of the cookie's value.
    token_hash = fields.CharField(max_length=64, unique=True)
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="reader_tokens", on_delete=fields.SET_NULL, null=True, db_index=True
    )
    user_id: UUID | None
    device: fields.ForeignKeyNullableRelation[Device] = fields.ForeignKeyField(
        "models.Device", related_name="tokens", on_delete=fields.SET_NULL, null=True, db_index=True
    )
    device_id: int | None

    objects = ReaderTokenManager()

    class Meta:
        table = "reader_token"


class ProReader(Model):
    """Somebody who reads without a daily limit."""

    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", related_name="pro_reader", on_delete=fields.CASCADE, primary_key=True
    )
    user_id: UUID
    since = fields.DatetimeField(auto_now_add=True)

    objects = ProReaderManager()

    class Meta:
        table = "pro_reader"


class LinkCode(Row):
    """A code that joins another browser to its maker, once and within five minutes."""

    #: SHA-256 of the code as it is shown.
    code_hash = fields.CharField(max_length=64, unique=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="link_codes", on_delete=fields.CASCADE, db_index=True
    )
    user_id: UUID
    #: pending, used, expired or revoked.
    status = fields.CharField(max_length=20, default="pending")
    expires_at = fields.DatetimeField(db_index=True)
    used_at = fields.DatetimeField(null=True)

    objects = LinkCodeManager()

    class Meta:
        table = "link_code"


class Usage(Model):
    """What a user has had of the language model on one day (UTC)."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="usage", on_delete=fields.CASCADE
    )
    user_id: UUID
    day = fields.DateField(db_index=True)
    #: Calls that were answered.
    calls = fields.IntField(default=0)

    holds: fields.ReverseRelation[UsageHold]

    objects = UsageManager()

    class Meta:
        table = "usage"
        unique_together = (("user_id", "day"),)


class UsageHold(Row):
    """A call that is under way: it counts against the limit until it is settled, given up, or has run out."""

    usage: fields.ForeignKeyRelation[Usage] = fields.ForeignKeyField(
        "models.Usage", related_name="holds", on_delete=fields.CASCADE, db_index=True
    )
    usage_id: int
    expires_at = fields.DatetimeField()

    class Meta:
        table = "usage_hold"
