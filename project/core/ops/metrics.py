"""Prometheus metrics: requests, durations, pool, memory, CPU time.

Where PROMETHEUS_MULTIPROC_DIR is set, as `serve` does for several workers, each worker counts in files of its own in
that folder, and whichever is asked adds them all up. The variable has to be set before this module is imported.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache, partial
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from tortoise.connection import get_connection

from project.core.ops.processes import FOLDER, Processes

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
#: Upper bounds in seconds: most answers take milliseconds, the slowest hit the statement timeout.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
#: Clients may send any word as a method; unknown ones share a label.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: Maximum age of another worker's numbers, in seconds.
PUBLISH_SECONDS = 1

disable_created_metrics()  # type: ignore[no-untyped-call]


class Tally:
    """Requests of one kind, counted in memory: writing each to the file is slower."""

    def __init__(self, requests: Counter, seconds: Histogram) -> None:
        self.count = 0
        self.observe = seconds.observe
        self._requests = requests

    def publish(self) -> None:
        self._requests.inc(self.count)
        self.count = 0


class Watch:
    """The metrics of this process. `note` is called per request."""

    def __init__(self) -> None:
        self.in_flight = 0
        own = CollectorRegistry()
        gauge: Callable[..., Gauge] = partial(Gauge, registry=own, multiprocess_mode="livesum")
        self._in_flight = gauge("http_requests_in_flight", "Requests that are being answered.")
        self._used = gauge("pool_connections_in_use", "Connections to the database that are lent out.")
        self._waiting = gauge("pool_requests_waiting", "Requests that wait for a connection to the database.")
        labels = ["method", "route", "status"]
        self._requests = Counter("http_requests", "Requests answered; 499: the client went.", labels, registry=own)
        self._seconds = Histogram(
            "http_request_duration_seconds", "From request to answer.", ["route"], registry=own, buckets=BUCKETS
        )
        self._tallies: dict[tuple[str, str, int], Tally] = {}
        self._shown = CollectorRegistry() if FOLDER else own
        if FOLDER:
            MultiProcessCollector(self._shown, FOLDER)  # type: ignore[no-untyped-call]
        self._shown.register(Processes())

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        tally = self._tallies.get((method, route, status))
        if tally is None:
            key = (method if method in METHODS else "other", route, status)
            tally = self._tallies.setdefault(key, Tally(self._requests.labels(*key), self._seconds.labels(route)))
        tally.count += 1
        tally.observe(seconds)

    def publish(self) -> None:
        for tally in self._tallies.values():
            tally.publish()
        client: Any = get_connection("default")
        pool = getattr(client, "_parent", client)._pool  # within a transaction, the client stands for it
        self._in_flight.set(self.in_flight)
        self._used.set(pool.turns.taken if pool else 0)
        self._waiting.set(pool.turns.waiting if pool else 0)

    async def text(self) -> bytes:
        self.publish()
        return await asyncio.to_thread(generate_latest, self._shown)


@cache
def watch() -> Watch:
    return Watch()


@asynccontextmanager
async def publishing() -> AsyncIterator[None]:
    """Publish periodically until the block ends, if there are other workers."""
    task = asyncio.create_task(_publish()) if FOLDER else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            watch().publish()


async def _publish() -> None:
    while True:
        watch().publish()
        await asyncio.sleep(PUBLISH_SECONDS)
