"""Map what an SDK raises to the few errors that callers see."""

from __future__ import annotations

from typing import NamedTuple

import anyio
import httpx2
import structlog

from project.core.llm.errors import AccessDenied, KeyRefused, ProviderBusy, ProviderError

#: Raised, beside the SDK's own errors, by a broken connection or an answer of an unexpected form.
BAD_ANSWERS: tuple[type[Exception], ...] = (
    *(ProviderError, httpx2.HTTPError, OSError, TimeoutError, StopAsyncIteration, RuntimeError),
    *(ValueError, TypeError, LookupError, AttributeError, anyio.ClosedResourceError, anyio.BrokenResourceError),
)

log = structlog.get_logger(__name__)


class Failure(NamedTuple):
    error: type[ProviderError]
    #: Whether a retry may succeed.
    is_transient: bool = False


BUSY = Failure(ProviderBusy, is_transient=True)
BROKEN = Failure(ProviderError, is_transient=True)
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
#: By the error type in the body, which is all there is of an error within a stream.
BY_TYPE = {
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


def classify(error: Exception) -> Failure:
    """Classify an error of an SDK or of the HTTP client below it."""
    if any(isinstance(each, httpx2.TransportError | OSError) for each in (error, error.__cause__)):
        return BUSY
    code, status = getattr(error, "code", None), getattr(error, "status_code", None)
    if code == "insufficient_quota":  # comes as a 429, but waiting does not help
        return BY_TYPE[code]
    if status not in (None, 200):  # 200: the error came within a stream
        return BY_STATUS.get(status, BROKEN if status >= 500 else USELESS)
    return BY_TYPE.get(str(getattr(error, "type", None)), BY_TYPE.get(str(code), USELESS))


class FailureReporter(NamedTuple):
    """Logs failures without the provider's own words, which may quote prompts or keys."""

    provider: str
    sdk_error: type[Exception]

    def report(self, error: Exception, kind: type[ProviderError]) -> ProviderError:
        """Log an error and return the one to raise."""
        status = getattr(error, "status_code", None)
        log.warning("no answer", provider=self.provider, error=kind.__name__, cause=type(error).__name__, status=status)
        return kind()
