"""Wait for conditions."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def eventually(ask: Callable[[], Awaitable[T]], seconds: float = 20) -> T:
    """Poll until the answer is truthy, and return it."""
    async with asyncio.timeout(seconds):
        while not (answer := await ask()):  # noqa: ASYNC110  (what is waited for sets no event here)
            await asyncio.sleep(0.02)
    return answer
