"""Which addresses may read the catalogue."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from fastapi import Request

from project.core.http.proxies import is_direct
from project.core.models import RateLimit
from project.core.ops.settings import Limit, Settings
from project.imaging.errors import AddressRefused
from project.imaging.settings import ImagingSettings, parse_networks
from project.users.limits import address_of

#: Unlimited: the dashboard polls.
READS = Limit(0, 60)


async def require_allowed_address(request: Request) -> None:
    """Raise AddressRefused unless the client's address is allowed. Count reads if they are limited.

    The address is that of the connection, or the one that a proxy of APP_TRUSTED_PROXIES forwards.
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
    """Whether an address is in a comma-separated list of addresses and networks. Unix sockets always are."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host.startswith("/")
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in parse_networks(allowed))
