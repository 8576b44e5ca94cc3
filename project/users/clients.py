"""Public keys of outside issuers, fetched on demand."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import structlog

from project.core.errors import ProjectError, ProviderFailed, Unavailable
from project.core.ops.lazy import lazy_module

if TYPE_CHECKING:
    import httpx2
    import jwt
    from jwt import PyJWK
else:
    httpx2 = lazy_module("httpx2")
    jwt = lazy_module("jwt")

TIMEOUT_SECONDS = 5
MAX_AGE_SECONDS = 600
#: Minimum time between fetches, for an unknown key or after a failure.
RETRY_SECONDS = 30
#: The same while there are no keys, so that sign-in recovers soon after the issuer does.
FIRST_RETRY_SECONDS = 2
MAX_BYTES = 1_000_000
ALGORITHMS = ("RS256", "ES256")

log = structlog.get_logger(__name__)


async def fetch_keys(url: str) -> list[PyJWK]:
    """Fetch the usable keys of a JWKS address. Raises Unavailable or ProviderFailed."""
    try:
        keys = list(jwt.PyJWKSet.from_dict(json.loads(await _read(url))))
    except (httpx2.TransportError, TimeoutError) as error:
        raise Unavailable("The token's issuer does not answer; try again shortly") from error
    except (
        httpx2.HTTPError,
        httpx2.InvalidURL,
        jwt.PyJWTError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise ProviderFailed("The token's issuer gave no usable keys") from error
    usable = [key for key in keys if key.algorithm_name in ALGORITHMS and key.public_key_use in (None, "sig")]
    if not usable:
        raise ProviderFailed("The token's issuer gave no usable keys")
    return usable


async def _read(url: str) -> bytes:
    """Raises ValueError above MAX_BYTES."""
    body = b""
    async with (
        asyncio.timeout(TIMEOUT_SECONDS),
        httpx2.AsyncClient(timeout=TIMEOUT_SECONDS) as client,
        client.stream("GET", url, headers={"Accept": "application/json"}) as response,
    ):
        response.raise_for_status()
        async for part in response.aiter_bytes():
            body += part
            if len(body) > MAX_BYTES:
                raise ValueError("the key set is too long")
    return body


class KeySet:
    """The keys of one issuer. Known keys stay in use while the issuer is unreachable."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._clock = clock
        self._keys: list[PyJWK] = []
        self._fetched_at = self._tried_at = float("-inf")
        self._failure: type[ProjectError] = Unavailable
        self._lock = asyncio.Lock()

    async def find(self, kid: str | None) -> PyJWK | None:
        """Find a key by id, or the only key without one. Raises Unavailable or ProviderFailed if it has none."""
        if self._is_due(kid):
            async with self._lock:
                # Another request may have fetched the keys meanwhile.
                if self._is_due(kid):
                    await self._fetch()
        if not self._keys:
            raise self._failure("The keys of the token's issuer cannot be had; try again shortly")
        return self._pick(kid)

    def _is_due(self, kid: str | None) -> bool:
        now = self._clock()
        needed = self._pick(kid) is None or now - self._fetched_at > MAX_AGE_SECONDS
        return needed and now - self._tried_at > (RETRY_SECONDS if self._keys else FIRST_RETRY_SECONDS)

    async def _fetch(self) -> None:
        try:
            self._keys = await fetch_keys(self._url)
            self._fetched_at = self._clock()
            self._failure = ProviderFailed
        except (Unavailable, ProviderFailed) as error:
            self._failure = type(error)
            log.warning("cannot fetch the issuer's keys", reason=type(error.__cause__).__name__)
        self._tried_at = self._clock()

    def _pick(self, kid: str | None) -> PyJWK | None:
        if kid is None:
            return self._keys[0] if len(self._keys) == 1 else None
        return next((key for key in self._keys if key.key_id == kid), None)


# Unbounded: addresses come from settings, so there are few.
@cache
def key_set(url: str) -> KeySet:
    return KeySet(url)
