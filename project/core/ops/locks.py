"""Named locks within this process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from project.core.errors import Unavailable

_locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


@asynccontextmanager
async def named_lock(name: str, patience: float | None = None) -> AsyncIterator[None]:
    """Hold the lock of this name. Raises Unavailable after `patience` seconds."""
    lock = _locks.setdefault(name, asyncio.Lock())
    try:
        async with asyncio.timeout(patience):
            await lock.acquire()
    except TimeoutError as error:
        raise Unavailable("Others wait for the same; try again shortly") from error
    try:
        yield
    finally:
        lock.release()
