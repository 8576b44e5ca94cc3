"""Callers looked up a moment ago, so that a request with a good credential costs neither a query nor a signature."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from uuid import UUID

from project.users.callers import Caller

#: A change in another worker process, or in an issuer's keys, is seen after this long at most.
KEPT_SECONDS = 5
#: Looked up anew, beside the requests, when this little of it is left: so that none has to wait for it.
AHEAD_SECONDS = 2
MAX_KNOWN = 10_000

#: A caller, and the time (in seconds since 1970) from which the credential no longer holds.
Found = tuple[Caller, float]
LookUp = Callable[[], Awaitable[Found | None]]


class KnownCallers:
    """By whatever names them: a bearer token, the user in it, or the hash of an API key."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Found] = {}
        self._looked_for: dict[Hashable, asyncio.Task[Found | None]] = {}
        self._drops = 0

    async def find(self, key: Hashable, look_up: LookUp) -> Caller | None:
        """The caller as known, or as looked up now: once for all who ask meanwhile. Nobody is not remembered."""
        known = self._found.get(key)
        now = time.time()
        if known is None or known[1] <= now:
            # Shielded: one who goes away must not take the answer from the others.
            known = await asyncio.shield(self._task(key, look_up))
        elif known[1] - now < AHEAD_SECONDS:
            self._task(key, look_up)
        return known[0] if known else None

    def _task(self, key: Hashable, look_up: LookUp) -> asyncio.Task[Found | None]:
        task = self._looked_for.get(key)
        if task is None:
            task = self._looked_for[key] = asyncio.create_task(self._look_up(key, look_up))
            task.add_done_callback(lambda done: self._forget_task(key, done))
        return task

    def _forget_task(self, key: Hashable, task: asyncio.Task[Found | None]) -> None:
        self._looked_for.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waits gets it; without anyone, the next request looks again

    async def _look_up(self, key: Hashable, look_up: LookUp) -> Found | None:
        drops = self._drops
        found = await look_up()
        # What was read before a drop may be what the drop was about.
        if found is not None and drops == self._drops:
            self._found.pop(key, None)
            self._found[key] = (found[0], min(found[1], time.time() + KEPT_SECONDS))
            if len(self._found) > MAX_KNOWN:
                del self._found[next(iter(self._found))]
        return found

    def drop(self, user_id: UUID) -> None:
        """Forget a user and their keys. To be called once the change is committed."""
        self._drops += 1
        for key in [key for key, (caller, _) in self._found.items() if caller.user_id == user_id]:
            del self._found[key]

    def clear(self) -> None:
        self._drops += 1
        self._found.clear()


known_callers = KnownCallers()
