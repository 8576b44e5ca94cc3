"""Direct requests from this machine."""

from __future__ import annotations

from fastapi import Request

from project.core.ops.settings import is_loopback

#: Headers that proxies add. Behind one, the request may come from anywhere.
PROXY_HEADERS = frozenset(
    {
        "forwarded",
        "via",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-host",
        "x-original-forwarded-for",
        "x-envoy-external-address",
        "true-client-ip",
        "cf-connecting-ip",
        "fastly-client-ip",
        "fly-client-ip",
    }
)


def is_direct(request: Request) -> bool:
    """Return whether both ends are on this machine and no proxy header is set."""
    if any(name in PROXY_HEADERS or name.startswith("x-forwarded-") for name in request.headers):
        return False
    ends = (request.scope.get("client"), request.scope.get("server"))
    # A path is a Unix socket, which is local.
    return all(is_loopback(end[0]) for end in ends if end and end[0] and not end[0].startswith("/"))
