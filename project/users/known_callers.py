"""Callers looked up a moment ago, so that a request with a good credential costs no query."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from uuid import UUID

from cachetools import TTLCache

from project.users.callers import Caller

#: A change in another worker process is seen after this long at most.
KEPT_SECONDS = 5
MAX_KNOWN = 10_000


class KnownCallers:
    """By whatever names them: a user's id, the hash of an API key, an outside issuer's subject."""

    def __init__(self) -> None:
        self._found: TTLCache[Hashable, Caller] = TTLCache(MAX_KNOWN, KEPT_SECONDS)
        self._drops = 0

    async def find(self, key: Hashable, look_up: Callable[[], Awaitable[Caller | None]]) -> Caller | None:
        """The caller as known, or as looked up now. Nobody is not remembered."""
        known = self._found.get(key)
        if known is not None:
            return known
        drops = self._drops
        caller = await look_up()
        # What was read before a drop may be what the drop was about.
        if caller is not None and drops == self._drops:
            self._found[key] = caller
        return caller

    def drop(self, user_id: UUID) -> None:
        """Forget a user and their keys. To be called once the change is committed."""
        self._drops += 1
        for key in [key for key, caller in self._found.items() if caller.user_id == user_id]:
            self._found.pop(key, None)

    def clear(self) -> None:
        self._drops += 1
        self._found.clear()


known_callers = KnownCallers()
