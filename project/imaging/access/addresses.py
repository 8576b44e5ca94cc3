"""Which addresses may read the catalogue."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from fastapi import Request

from project.core.direct import is_direct
from project.core.models import RateLimit
from project.core.settings import Limit, Settings
from project.imaging.errors import AddressRefused
from project.imaging.settings import ImagingSettings, networks_of
from project.users.limits import address_of

#: No limit, because the dashboard asks again and again.
READS = Limit(0, 60)


async def require_allowed_address(request: Request) -> None:
    """Raises AddressRefused for a connection from an address that is not allowed, and counts reads where that is set.

    Who is connected decides, or whom a proxy of APP_TRUSTED_PROXIES names; no other header is believed.
    """
    settings: Settings = request.app.state.settings
    client = request.scope.get("client")
    allowed = settings.of(ImagingSettings).dsa110_allowed_ips
    if not (is_allowed(client[0], allowed) if client and client[0] else is_direct(request)):
        raise AddressRefused
    if settings.rate_limits and request.method == "GET":
        await RateLimit.objects.hit("imaging_reads", address_of(request), *settings.limit("imaging_reads", READS))


@lru_cache(maxsize=10_000)
def is_allowed(host: str, allowed: str) -> bool:
    """Whether an address is one of, or lies within one of, the addresses and networks of a list by commas."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host.startswith("/")  # a Unix socket
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in networks_of(allowed))
