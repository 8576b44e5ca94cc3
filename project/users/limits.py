"""How often one may try to sign in, become a reader, guess a link code, ask the language model, and move all data."""

from __future__ import annotations

import ipaddress
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from fastapi import Request

from project.core.errors import TooManyRequests
from project.core.models import RateLimit
from project.core.settings import Limit, Settings
from project.users.errors import InvalidLinkCode

if TYPE_CHECKING:
    from project.users.readers import Reader

BY_ADDRESS = Limit(60, 60)
BY_ACCOUNT = Limit(10, 300)
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


def address_of(request: Request) -> str:
    """The caller's address; of IPv6 the first 64 bits, because whoever has one has all that begin with them."""
    return _counted(request.client.host if request.client else "")


@lru_cache(maxsize=1000)
def _counted(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


def account_of(email: str) -> str:
    return unicodedata.normalize("NFC", email.strip()).lower()


async def count_sign_in(request: Request, email: str) -> None:
    """Raises TooManyRequests. To be called before the password is looked at."""
    settings: Settings = request.app.state.settings
    await RateLimit.objects.hit("sign_in_address", address_of(request), *settings.limit("sign_in_address", BY_ADDRESS))
    await RateLimit.objects.hit("sign_in_account", account_of(email), *settings.limit("sign_in_account", BY_ACCOUNT))


async def forget_sign_ins(email: str) -> None:
    """After the right password: only wrong ones add up."""
    await RateLimit.objects.forget("sign_in_account", account_of(email))


async def count_password_change(request: Request, user_id: UUID) -> None:
    """Counted like sign-ins, because the current password could be guessed here as well."""
    settings: Settings = request.app.state.settings
    await RateLimit.objects.hit("password_change", str(user_id), *settings.limit("sign_in_account", BY_ACCOUNT))


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
