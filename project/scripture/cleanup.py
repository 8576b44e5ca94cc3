"""Hourly removal of expired rows, by one worker at a time."""

from __future__ import annotations

import asyncio

import structlog

from project.core.db.transactions import exclusive
from project.scripture.readers.models import LinkCode, ReaderToken, Usage

log = structlog.get_logger(__name__)
LOCK = 7215004
FIRST_SECONDS = 60
EVERY_SECONDS = 3600


async def tidy() -> dict[str, int] | None:
    """Return the number of rows removed by name, or None if another process is at work."""
    async with exclusive(LOCK) as alone:
        if not alone:
            return None
        return {
            "link_codes": await LinkCode.objects.tidy(),
            "usage": await Usage.objects.tidy(),
            "cookies": await ReaderToken.objects.tidy(),
        }


async def tidy_forever() -> None:
    await asyncio.sleep(FIRST_SECONDS)
    while True:
        # A task, so that a failure ends this round only.
        work = asyncio.create_task(tidy())
        try:
            await asyncio.wait({work})
        finally:
            work.cancel()
        if (error := work.exception()) is not None:
            log.warning("cleanup failed", error=type(error).__name__)
        elif (done := work.result()) and any(done.values()):
            log.info("tidied", **done)
        await asyncio.sleep(EVERY_SECONDS)
