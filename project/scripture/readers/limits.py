"""How often one may become a reader, guess a link code, ask the language model, and move all data."""

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
#: By the name of the route: of those that ask the language model, and of all that a reader has.
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
    """Raises TooManyRequests where an address makes readers by the hundred."""
    settings: Settings = request.app.state.settings
    await RateLimit.objects.hit("readers", address_of(request), *settings.limit("readers", NEW_READERS))


async def count_call(request: Request, reader: Reader, route_name: str) -> None:
    """Raises TooManyRequests, with the words that the clients know. Of a reader who is not stored, the address counts:
    a cookie that nobody has looked at would be a new start for each request."""
    settings: Settings = request.app.state.settings
    limit = settings.limit(route_name, CALLS[route_name])
    try:
        await RateLimit.objects.hit(route_name, str(reader.user_id or reader.address), *limit)
    except TooManyRequests as refusal:
        refusal.members["error"] = f"Rate limit exceeded: {_words(limit)}"
        raise


@asynccontextmanager
async def counting_guesses(request: Request, reader: Reader) -> AsyncIterator[None]:
    """Round the use of a link code. Raises TooManyRequests; only codes that nobody was given add up."""
    settings: Settings = request.app.state.settings
    limit = settings.limit("link_accept", WRONG_CODES)
    counted = (f"address {reader.address}", f"reader {reader.user_id}")
    for whom in counted:
        await RateLimit.objects.hit("link_accept", whom, *limit)
    wrong = False
    try:
        yield
    except InvalidLinkCode:
        wrong = True
        raise
    finally:
        if not wrong:
            for whom in counted:
                await RateLimit.objects.take_back("link_accept", whom)


def _words(limit: Limit) -> str:
    minutes, seconds = divmod(limit.seconds, 60)
    return f"{limit.attempts} per {minutes} minute" if not seconds else f"{limit.attempts} per {limit.seconds} second"
