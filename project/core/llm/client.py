"""How a provider is called: within a time, again where that may help, and with the same few errors for all of them."""

from __future__ import annotations

import asyncio
import email.utils
import logging
import math
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, TypeVar

import httpx2
import structlog

from project.core.llm.errors import AccessDenied, KeyRefused, ProviderBusy, ProviderError
from project.core.llm.provider import Answer, Completion
from project.core.llm.streaming import BAD_ANSWERS, Events, Flow, Read, storable

TRIES = 3
FIRST_PAUSE_SECONDS = 0.5
#: For reaching the server at all; an answer has longer.
CONNECT_SECONDS = 5
MAX_CONNECTIONS = 1000
#: Ends of an answer that is not all there.
CUT = ("max_tokens", "refusal", "content_filter")

Outcome = TypeVar("Outcome")
log = structlog.get_logger(__name__)


class Call(NamedTuple):
    """What a model calls the function with that it is offered."""

    arguments: Any
    stop_reason: str


class Failure(NamedTuple):
    error: type[ProviderError]
    #: Whether the same call may do better a moment later.
    passing: bool = False


BUSY = Failure(ProviderBusy, passing=True)
BROKEN = Failure(ProviderError, passing=True)
USELESS = Failure(ProviderError)
BY_STATUS = {
    401: Failure(KeyRefused),
    402: Failure(AccessDenied),
    403: Failure(AccessDenied),
    408: BUSY,
    429: BUSY,
    500: BROKEN,
    502: BROKEN,
    503: BUSY,
    504: BUSY,
    529: BUSY,
}
#: What providers call an error in its body: all there is of one that comes within a stream.
BY_WORD = {
    "authentication_error": Failure(KeyRefused),
    "invalid_api_key": Failure(KeyRefused),
    "permission_error": Failure(AccessDenied),
    "billing_error": Failure(AccessDenied),
    "insufficient_quota": Failure(AccessDenied),
    "rate_limit_error": BUSY,
    "rate_limit_exceeded": BUSY,
    "overloaded_error": BUSY,
    "timeout_error": BUSY,
    "api_error": BROKEN,
    "server_error": BROKEN,
}


def judge(error: Exception) -> Failure:
    """What an error of an SDK, or of the HTTP client beneath it, comes to."""
    if any(isinstance(each, httpx2.TransportError | OSError) for each in (error, error.__cause__)):
        return BUSY
    code, status = getattr(error, "code", None), getattr(error, "status_code", None)
    if code == "insufficient_quota":  # comes as a 429, but waiting does not help
        return BY_WORD[code]
    if status not in (None, 200):  # 200: the error came within a stream that had begun well
        return BY_STATUS.get(status, BROKEN if status >= 500 else USELESS)
    return BY_WORD.get(str(getattr(error, "type", None)), BY_WORD.get(str(code), USELESS))


def asked_pause(error: Exception) -> float | None:
    """Seconds that the provider asks to wait, by `retry-after-ms` or `Retry-After` (RFC 9110, 10.2.3)."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) * unit
        except (KeyError, ValueError):
            continue
        return max(0.0, seconds) if math.isfinite(seconds) else None
    if (date := email.utils.parsedate_tz(headers.get("retry-after"))) is None:
        return None
    return max(0.0, email.utils.mktime_tz(date) - time.time())


def pause_before(retry: int, error: Exception) -> float:
    """Seconds to wait before the first, second… retry, never the same for two callers."""
    asked = asked_pause(error)
    if asked is not None:
        return asked * random.uniform(1, 1.1)
    return FIRST_PAUSE_SECONDS * (1 << retry - 1) * random.uniform(0.5, 1)


def http_client() -> httpx2.AsyncClient:
    """For an SDK. No redirects: a key goes where the settings say and nowhere else. The time is kept by `Line`."""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=100),
    )


def quieten(package: str) -> None:
    """Keep what an SDK logs of requests out of our log: it names addresses, and at debug level quotes texts.

    To be called after it is loaded, because that may turn its log on.
    """
    logging.getLogger(package).setLevel(logging.WARNING)


class Telling(NamedTuple):
    """Says nothing of the provider's own words, here or in the log."""

    name: str
    sdk_error: type[Exception]

    def __call__(self, error: Exception, kind: type[ProviderError]) -> ProviderError:
        status = getattr(error, "status_code", None)
        log.warning("no answer", provider=self.name, error=kind.__name__, cause=type(error).__name__, status=status)
        return kind()


class Line:
    """The way to a provider. The SDKs are told not to retry: Anthropic's would wait as long as it is asked to."""

    def __init__(self, name: str, seconds: float, sdk_error: type[Exception]) -> None:
        self._seconds = seconds
        self._told = Telling(name, sdk_error)

    async def persist(self, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """The outcome of the first of TRIES that is good, all within the time. Raises ProviderError."""
        try:
            async with asyncio.timeout(self._seconds) as limit:
                for retry in range(1, TRIES):
                    try:
                        return await call()
                    except (self._told.sdk_error, *BAD_ANSWERS) as error:
                        pause = pause_before(retry, error)
                        end = asyncio.get_running_loop().time() + pause
                        if not judge(error).passing or end >= (limit.when() or end):
                            raise
                    await asyncio.sleep(pause)
                return await call()
        except (self._told.sdk_error, *BAD_ANSWERS) as error:
            raise self._told(error, judge(error).error) from error

    async def complete(self, ask: Callable[[], Awaitable[Completion]]) -> Completion:
        completion = await self.persist(ask)
        if not completion.text.strip() or not completion.stop_reason:
            raise self._told(ValueError(), ProviderError)
        return Completion(storable(completion.text), completion.stop_reason)

    async def structured(self, ask: Callable[[], Awaitable[Call]]) -> dict[str, Any]:
        arguments, stop_reason = await self.persist(ask)
        if not isinstance(arguments, dict) or stop_reason in CUT:
            raise self._told(ValueError(), ProviderError)
        return arguments

    @asynccontextmanager
    async def stream(self, begin: Callable[[], Awaitable[Events]], read: Read) -> AsyncIterator[Answer]:
        """Begins anew as long as no piece has come, and never once one has."""
        flow = await self.persist(lambda: Flow.begun(begin, read, self._seconds, self._told))
        try:
            yield flow
        finally:
            await flow.close()
