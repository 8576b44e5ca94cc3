"""Rate limits of sign-in."""

from __future__ import annotations

import ipaddress
import unicodedata
from functools import lru_cache
from uuid import UUID

from fastapi import Request

from project.core.models import RateLimit
from project.core.ops.settings import Limit, Settings

BY_ADDRESS = Limit(60, 60)
BY_ACCOUNT = Limit(10, 300)


def address_of(request: Request) -> str:
    """Return the address to count. For IPv6 it is the /64 network, since one client usually has all of it."""
    return _network(request.client.host if request.client else "")


@lru_cache(maxsize=1000)
def _network(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


def account_of(email: str) -> str:
    return unicodedata.normalize("NFC", email.strip()).lower()


async def count_sign_in(request: Request, email: str) -> None:
    """Count an attempt. Call it before checking the password. Raises TooManyRequests."""
    settings: Settings = request.app.state.settings
    await RateLimit.objects.hit("sign_in_address", address_of(request), *settings.limit("sign_in_address", BY_ADDRESS))
    await RateLimit.objects.hit("sign_in_account", account_of(email), *settings.limit("sign_in_account", BY_ACCOUNT))


async def reset_sign_ins(email: str) -> None:
    await RateLimit.objects.forget("sign_in_account", account_of(email))


async def count_password_change(request: Request, user_id: UUID) -> None:
    """Count it like a sign-in, since the current password could be guessed here too."""
    settings: Settings = request.app.state.settings
    await RateLimit.objects.hit("password_change", str(user_id), *settings.limit("sign_in_account", BY_ACCOUNT))
