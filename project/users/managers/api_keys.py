from __future__ import annotations

import math
import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from project.core.db.managers import Manager
from project.core.db.querysets import QuerySet
from project.core.db.statements import as_uuid
from project.core.db.transactions import transaction
from project.core.errors import Forbidden, Invalid
from project.core.hashing import digest
from project.service import KEY_PREFIX, Right
from project.users.caller_cache import ExpiringCaller, caller_cache
from project.users.callers import Caller
from project.users.errors import ApiKeyNotFound
from project.users.managers.audit import AuditMixin

if TYPE_CHECKING:
    from typing import Self

    from project.users.models import ApiKey

MAX_LIFETIME = timedelta(days=3660)
SHOWN_LENGTH = 12
MAX_LENGTH = 100

#: Runs at most once a minute, and never waits for another request with the same key.
TOUCH = """
UPDATE api_key SET last_used_at = now() WHERE id = (
    SELECT id FROM api_key WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
    FOR UPDATE SKIP LOCKED
)
"""


class ApiKeyQuerySet(QuerySet["ApiKey"]):
    def of(self, caller: Caller) -> Self:
        return self.filter(user_id=caller.user_id)


class ApiKeyManager(AuditMixin, Manager["ApiKey"]):
    queryset_class = ApiKeyQuerySet

    def of(self, caller: Caller) -> ApiKeyQuerySet:
        return self.queryset_class(self.model).of(caller)

    async def issue(
        self, caller: Caller, name: str, scopes: Collection[Right], expires_at: datetime | None = None
    ) -> ApiKey:
        """Create a key with no right that the caller lacks. `key` on the returned row is the only copy of it."""
        if lacking := sorted(set(scopes) - caller.rights):
            raise Forbidden(f"You lack the right yourself: {', '.join(lacking)}")
        now = datetime.now(UTC)
        if expires_at is not None and not now < expires_at < now + MAX_LIFETIME:
            raise Invalid("Should lie in the future, and within ten years", "body", "expires_at")
        key = KEY_PREFIX + secrets.token_urlsafe(32)
        async with transaction():
            row = await self.model.create(
                user_id=caller.user_id,
                name=name,
                prefix=key[:SHOWN_LENGTH],
                key_hash=digest(key),
                scopes=sorted(set(scopes)),
                expires_at=expires_at,
            )
            await self.audit(caller, "create", "api_key", row.id, ["name", "scopes", "expires_at"])
        row.key = key
        return row

    async def revoke(self, caller: Caller, key_id: str) -> None:
        """Revoke one of the caller's keys. Idempotent. Raises ApiKeyNotFound."""
        async with transaction():
            key = as_uuid(key_id)
            row = await self.of(caller).select_for_update().get_or_none(id=key) if key else None
            if row is None:
                raise ApiKeyNotFound(key_id)
            if row.revoked_at is not None:
                return
            row.revoked_at = datetime.now(UTC)
            await row.save(update_fields=["revoked_at"])
            await self.audit(caller, "update", "api_key", row.id, ["revoked_at"])
        caller_cache.invalidate(caller.user_id)

    async def caller(self, key: str) -> ExpiringCaller | None:
        """Return the caller of a valid key and its expiry, and record the use."""
        if not key.startswith(KEY_PREFIX) or len(key) > MAX_LENGTH:
            return None
        valid = self.get_queryset().filter(key_hash=digest(key), revoked_at=None, user__disabled_at=None)
        row = await valid.select_related("user").get_or_none()
        if row is None or row.user.organisation_id is None or (row.expires_at and row.expires_at <= datetime.now(UTC)):
            return None
        await self.sql(TOUCH, row.id)
        caller = Caller(
            user_id=row.user_id,
            organisation_id=row.user.organisation_id,
            role=row.user.role,
            api_key_id=row.id,
            scopes=frozenset(right for right in Right if right in row.scopes),
        )
        return caller, row.expires_at.timestamp() if row.expires_at else math.inf
