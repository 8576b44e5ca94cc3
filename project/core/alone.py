"""One at a time, by name, within this process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

_locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


@asynccontextmanager
async def alone(name: str) -> AsyncIterator[None]:
    """Whoever names the same waits until the block has ended."""
    lock = _locks.setdefault(name, asyncio.Lock())
    async with lock:
        yield
