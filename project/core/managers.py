from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tortoise.expressions import F

from project.core.db.managers import Manager
from project.core.errors import TooManyRequests
from project.core.hashing import digest

if TYPE_CHECKING:
    from project.core.models import IdempotencyKey, RateLimit  # noqa: F401  (ruff misses names in a base's brackets)


#: Takes the key, or the place of one that has expired. A second request with the same key waits here for the first to
#: commit. Each call also clears away a few expired rows, so that no job has to.
CLAIM = """
WITH expired AS (
    SELECT id FROM idempotency_key WHERE created_at < now() - interval '1 day' AND id <> $1
    ORDER BY created_at LIMIT 5 FOR UPDATE SKIP LOCKED
), cleared AS (DELETE FROM idempotency_key USING expired WHERE idempotency_key.id = expired.id)
INSERT INTO idempotency_key AS k (id, fingerprint, status, headers, body, created_at)
VALUES ($1, $2, 0, '{}', '', now())
ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = now()
    WHERE k.created_at < now() - interval '1 day'
RETURNING id
"""

HIT = """
WITH expired AS (
    SELECT id FROM rate_limit WHERE resets_at < now() - interval '1 minute' AND id <> $1
    ORDER BY resets_at LIMIT 5 FOR UPDATE SKIP LOCKED
), cleared AS (DELETE FROM rate_limit USING expired WHERE rate_limit.id = expired.id)
INSERT INTO rate_limit AS r (id, hits, resets_at) VALUES ($1, 1, now() + $2 * interval '1 second')
ON CONFLICT (id) DO UPDATE SET
    hits = CASE WHEN r.resets_at <= now() THEN 1 ELSE r.hits + 1 END,
    resets_at = CASE WHEN r.resets_at <= now() THEN excluded.resets_at ELSE r.resets_at END
RETURNING hits, extract(epoch FROM resets_at - now())::float8 AS seconds_left
"""


class IdempotencyKeyManager(Manager["IdempotencyKey"]):
    async def claim(self, key: str, fingerprint: str) -> IdempotencyKey | None:
        """Claim a new key and return None, or return the stored answer."""
        if await self.sql(CLAIM, key, fingerprint):
            return None
        return await self.get_queryset().get(id=key)

    async def keep(self, key: str, status: int, headers: dict[str, str], body: bytes) -> None:
        await self.get_queryset().filter(id=key).update(status=status, headers=headers, body=body)


class RateLimitManager(Manager["RateLimit"]):
    async def hit(self, name: str, whom: str, count: int, seconds: int) -> None:
        """Count an attempt. Raises TooManyRequests above `count` per `seconds`; 0 means no limit."""
        if not count:
            return
        (row,) = await self.sql(HIT, digest(name, whom), seconds)
        if row["hits"] > count:
            raise TooManyRequests(math.ceil(row["seconds_left"]))

    async def take_back(self, name: str, whom: str) -> None:
        """Give back an attempt that should not count."""
        await self.get_queryset().filter(id=digest(name, whom), hits__gt=0).update(hits=F("hits") - 1)

    async def forget(self, name: str, whom: str) -> None:
        await self.get_queryset().filter(id=digest(name, whom)).delete()
