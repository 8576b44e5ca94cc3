"""Rate limits on creating readers, guessing link codes, calling the language model, and moving data."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import Request

from project.core.errors import TooManyRequests
from project.core.models import RateLimit
from project.core.ops.settings import Limit, Settings
from project.scripture.readers.errors import InvalidLinkCode
from project.users.limits import address_of

if TYPE_CHECKING:
    from project.scripture.readers.dependencies import Reader

NEW_READERS = Limit(600, 60)
WRONG_CODES = Limit(10, 60)
#: By limit name: routes that call the language model, and export and import.
CALLS = {
    "insights": Limit(10, 60),
    "definitions": Limit(10, 60),
    "insight_chat": Limit(20, 60),
    "chat": Limit(20, 60),
    "chat_message": Limit(20, 60),
    "export": Limit(10, 60),
    "import": Limit(10, 60),
}


async def count_new_reader(request: Request) -> None:
    settings: Settings = request.app.state.settings
    await RateLimit.objects.hit("readers", address_of(request), *settings.limit("readers", NEW_READERS))


async def count_call(request: Request, reader: Reader, route_name: str) -> None:
    """Raises TooManyRequests with the message that clients expect.

    An unstored reader counts by address, since a fresh cookie would reset the count.
    """
    settings: Settings = request.app.state.settings
    limit = settings.limit(route_name, CALLS[route_name])
    try:
        await RateLimit.objects.hit(route_name, str(reader.user_id or reader.address), *limit)
    except TooManyRequests as refusal:
        refusal.members["error"] = f"Rate limit exceeded: {_describe(limit)}"
        raise


@asynccontextmanager
async def limit_code_guesses(request: Request, reader: Reader) -> AsyncIterator[None]:
    """Count invalid link codes that the block raises. Raises TooManyRequests."""
    settings: Settings = request.app.state.settings
    limit = settings.limit("link_accept", WRONG_CODES)
    keys = (f"address {reader.address}", f"reader {reader.user_id}")
    for key in keys:
        await RateLimit.objects.hit("link_accept", key, *limit)
    is_wrong = False
    try:
        yield
    except InvalidLinkCode:
        is_wrong = True
        raise
    finally:
        if not is_wrong:
            for key in keys:
                await RateLimit.objects.take_back("link_accept", key)


def _describe(limit: Limit) -> str:
    minutes, seconds = divmod(limit.seconds, 60)
    return f"{limit.attempts} per {minutes} minute" if not seconds else f"{limit.attempts} per {limit.seconds} second"
