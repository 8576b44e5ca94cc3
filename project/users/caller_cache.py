"""Cache of authenticated callers, so that a request with a known credential costs no query and no signature check."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from uuid import UUID

from project.users.callers import Caller

#: How late a change in another worker process, or in an issuer's keys, may be noticed.
MAX_AGE_SECONDS = 5
#: Refresh an entry in the background when this little of its age is left, so that no request waits.
REFRESH_SECONDS = 2
MAX_ENTRIES = 10_000

#: A caller, and when the credential expires, in Unix seconds.
ExpiringCaller = tuple[Caller, float]
LookUp = Callable[[], Awaitable[ExpiringCaller | None]]


class CallerCache:
    """Callers by credential: a bearer token, the user it names, or the hash of an API key."""

    def __init__(self) -> None:
        self._entries: dict[Hashable, ExpiringCaller] = {}
        self._pending: dict[Hashable, asyncio.Task[ExpiringCaller | None]] = {}
        self._invalidations = 0

    async def find(self, key: Hashable, look_up: LookUp) -> Caller | None:
        """Return the cached caller, or look it up, once for all concurrent requests. Misses are not cached."""
        entry = self._entries.get(key)
        now = time.time()
        if entry is None or entry[1] <= now:
            # Shielded: a client that disconnects must not cancel the look-up for the others.
            entry = await asyncio.shield(self._task(key, look_up))
        elif entry[1] - now < REFRESH_SECONDS:
            self._task(key, look_up)
        return entry[0] if entry else None

    def _task(self, key: Hashable, look_up: LookUp) -> asyncio.Task[ExpiringCaller | None]:
        task = self._pending.get(key)
        if task is None:
            task = self._pending[key] = asyncio.create_task(self._look_up(key, look_up))
            task.add_done_callback(lambda done: self._forget_task(key, done))
        return task

    def _forget_task(self, key: Hashable, task: asyncio.Task[ExpiringCaller | None]) -> None:
        self._pending.pop(key, None)
        if not task.cancelled():
            task.exception()  # marks it as retrieved: a failed refresh has nobody waiting for it

    async def _look_up(self, key: Hashable, look_up: LookUp) -> ExpiringCaller | None:
        invalidations = self._invalidations
        found = await look_up()
        # What was read before an invalidation may be stale.
        if found is not None and invalidations == self._invalidations:
            self._entries.pop(key, None)
            self._entries[key] = (found[0], min(found[1], time.time() + MAX_AGE_SECONDS))
            if len(self._entries) > MAX_ENTRIES:
                del self._entries[next(iter(self._entries))]
        return found

    def invalidate(self, user_id: UUID) -> None:
        """Forget a user and their keys. Call it once the change is committed."""
        self._invalidations += 1
        for key in [key for key, (caller, _) in self._entries.items() if caller.user_id == user_id]:
            del self._entries[key]

    def clear(self) -> None:
        self._invalidations += 1
        self._entries.clear()


caller_cache = CallerCache()
