"""The HTTP client below an SDK."""

from __future__ import annotations

import logging

import httpx2

#: To reach the server; the answer itself may take longer.
CONNECT_SECONDS = 5
MAX_CONNECTIONS = 1000


def make_http_client() -> httpx2.AsyncClient:
    """Follow no redirects: a key goes only where the settings say. `RetryingClient` keeps the time."""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=100),
    )


def silence_sdk_log(package: str) -> None:
    """Keep an SDK's request log, which names addresses and at debug level quotes prompts, out of ours.

    Call it after the SDK is imported, because the import may turn its log on.
    """
    logging.getLogger(package).setLevel(logging.WARNING)
