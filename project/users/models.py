from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model
from uuid_utils.compat import uuid7

from project.core.db.models import Row, Versioned
from project.service import ADMIN_ROLE, DEFAULT_ROLE, Role
from project.users.callers import LOCAL, Caller
from project.users.managers import (
    ApiKeyManager,
    AuditLineManager,
    OrganisationManager,
    RefreshTokenManager,
    UserManager,
)

ROLES = " or ".join([", ".join([*Role][:-1]), [*Role][-1]])


class Organisation(Row, Versioned):
    """A clinic, an observatory, a choir: the owner of data."""

    name = fields.CharField(max_length=200, unique=True)

    objects = OrganisationManager()

    class Meta:
        table = "organisation"

    def __str__(self) -> str:
        return self.name


class User(Row, Versioned):
    """A person who signs in, here or with an outside issuer.

    Without an organisation: somebody whom an app knows in a way of its own, and who cannot sign in.
    """

    organisation: fields.ForeignKeyNullableRelation[Organisation] = fields.ForeignKeyField(
        "models.Organisation", related_name="users", on_delete=fields.CASCADE, null=True, db_index=True
    )
    organisation_id: UUID | None
    #: In lower case. Null for whoever is known in another way.
    email = fields.CharField(max_length=254, null=True, unique=True)
    name = fields.CharField(max_length=200, default="")
    role = fields.CharEnumField(Role, f"{ROLES}.", max_length=20, default=DEFAULT_ROLE)
    #: Argon2id. Null where there is no password to sign in with.
    password_hash = fields.CharField(max_length=200, null=True)
    #: The `iss` and `sub` of the outside token that this user was first seen with.
    issuer = fields.CharField(max_length=300, null=True)
    subject = fields.CharField(max_length=300, null=True)
    #: Since when the user may not come in; null while they may.
    disabled_at = fields.DatetimeField(null=True)

    refresh_tokens: fields.ReverseRelation[RefreshToken]

    objects = UserManager()

    class Meta:
        table = "user"
        unique_together = (("issuer", "subject"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_acting_admin(self) -> bool:
        return self.role is ADMIN_ROLE and self.disabled_at is None and self.id != LOCAL.user_id

    def caller(self) -> Caller:
        assert self.organisation_id is not None
        return Caller(user_id=self.id, organisation_id=self.organisation_id, role=self.role)


class RefreshToken(Row):
    """One of a family of tokens, each of which can be used once to get the next."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="refresh_tokens", on_delete=fields.CASCADE, db_index=True
    )
    user_id: UUID
    #: The sign-in that it goes back to.
    family_id = fields.UUIDField(db_index=True)
    #: SHA-256 of the token.
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField(db_index=True)
    used_at = fields.DatetimeField(null=True)

    objects = RefreshTokenManager()

    class Meta:
        table = "refresh_token"


class ApiKey(Row):
    """A machine's way in: acts as its user, narrowed to its scopes."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="api_keys", on_delete=fields.CASCADE, db_index=True
    )
    user_id: UUID
    name = fields.CharField(max_length=100)
    #: The first characters of the key, for people to tell keys apart.
    prefix = fields.CharField(max_length=12)
    #: SHA-256 of the key.
    key_hash = fields.CharField(max_length=64, unique=True)
    scopes: list[str] = ArrayField(element_type="text")
    expires_at = fields.DatetimeField(null=True)
    #: Right to within a minute.
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    #: The plain key, only on a newly created row.
    key: str

    objects = ApiKeyManager()

    class Meta:
        table = "api_key"


class AuditLine(Model):
    """Who changed what, and when. It outlives the rows and the people it names, so it refers to them by bare ids."""

    id: UUID = fields.UUIDField(primary_key=True, default=uuid7)
    at = fields.DatetimeField(auto_now_add=True)
    organisation_id = fields.UUIDField()
    user_id = fields.UUIDField()
    api_key_id: Any = fields.UUIDField(null=True)
    #: create, update or delete.
    action = fields.CharField(max_length=20)
    #: The kind of thing: session, task, task.metrics, user, …
    kind = fields.CharField(max_length=40)
    #: Of `task.metrics`: the task's.
    row_id = fields.UUIDField(db_index=True)
    #: Names of the fields that were set, never their values. Of `task.metrics`: names of metrics.
    changed: list[str] = ArrayField(element_type="text")

    objects = AuditLineManager()

    class Meta:
        table = "audit_line"
        indexes = (("organisation_id", "at", "id"),)
