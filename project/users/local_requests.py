"""Requests that can only come from this machine, and not from a foreign web page in its browser."""

from __future__ import annotations

import re

from fastapi import Request
from starlette.datastructures import Headers

from project.core.errors import UnsupportedMediaType
from project.core.http.proxies import is_direct
from project.core.ops.settings import Settings, is_loopback

HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:@/]+)(:[0-9]{1,5})?")
#: JSON, MIDI and MusicXML: browsers send these across origins only after a CORS preflight.
PREFLIGHTED = re.compile(
    r"application/(json|x-ndjson|[a-z0-9!#$&^_.-]+\+json|vnd\.recordare\.musicxml(\+xml)?)|audio/midi", re.IGNORECASE
)


def is_local(request: Request, settings: Settings) -> bool:
    return is_direct(request) and _host_is_loopback(request.headers) and _origin_is_allowed(request, settings)


def require_json(request: Request) -> None:
    """Raise UnsupportedMediaType for a body that a foreign web page could post without a preflight."""
    headers = request.headers
    has_body = headers.get("content-length", "0").strip() != "0" or "transfer-encoding" in headers
    if request.method not in ("POST", "PUT", "PATCH") or not has_body:
        return
    kinds = headers.getlist("content-type")
    if len(kinds) != 1 or not PREFLIGHTED.fullmatch(kinds[0].partition(";")[0].strip()):
        field = getattr(request.scope.get("route"), "body_field", None)
        expected = getattr(field and field.field_info, "media_type", "application/json")
        raise UnsupportedMediaType(f"Send Content-Type: {expected}")


def _host_is_loopback(headers: Headers) -> bool:
    hosts = headers.getlist("host")
    match = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return match is not None and is_loopback(match[1])


def _origin_is_allowed(request: Request, settings: Settings) -> bool:
    origins = request.headers.getlist("origin")
    configured = len(origins) == 1 and origins[0] in settings.origins
    own = f"{request.scope['scheme']}://{request.headers['host']}"
    if not configured and any(origin.lower() != own.lower() for origin in origins):
        return False
    return configured or "cross-site" not in request.headers.getlist("sec-fetch-site")
