"""How often a call is tried, and how long it waits in between."""

from __future__ import annotations

import email.utils
import math
import random
import time

ATTEMPTS = 3
FIRST_PAUSE_SECONDS = 0.5


def requested_pause(error: Exception) -> float | None:
    """Return the seconds the provider asks to wait: `retry-after-ms` or `Retry-After` (RFC 9110, 10.2.3)."""
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
    """Return the seconds to wait before a retry (1, 2, …), with jitter."""
    requested = requested_pause(error)
    if requested is not None:
        return requested * random.uniform(1, 1.1)
    return FIRST_PAUSE_SECONDS * (1 << retry - 1) * random.uniform(0.5, 1)
