"""Server-sent events of runs: one database connection and one task serve all clients."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any

import structlog
from fastapi import Depends, FastAPI, Request

from project.core.db.notifications import Listener
from project.core.errors import Unavailable
from project.core.http.events import Event
from project.core.ops.shutdown import on_shutdown
from project.imaging.errors import JobNotFound
from project.imaging.managers.run_notifications import CHANNEL
from project.imaging.models import Job
from project.imaging.runs.followers import Follower
from project.imaging.runs.state import state_of
from project.service import NAME

log = structlog.get_logger(__name__)
#: Newest runs in the snapshot of a client that follows all. Unfinished ones come on top.
SNAPSHOT_RUNS = 100
MAX_CLIENTS = 1000
#: So that no address takes all places.
MAX_CLIENTS_OF_ADDRESS = 200
#: How often to poll while notifications do not arrive.
POLL_SECONDS = 3.0
RETRY_SECONDS = 1.0


class EventFeed:
    """Sends changes of runs to followers. A single task reads states, so nobody receives an older state last."""

    def __init__(self) -> None:
        self._followers: set[Follower] = set()
        self._awaiting_snapshot: set[Follower] = set()
        self._changed_runs: set[str] = set()
        self._wake = asyncio.Event()
        self._listener = Listener(f"{NAME} imaging events", CHANNEL, self._on_notification, self._snapshot_all)
        self._tasks: list[asyncio.Task[None]] = []
        self._closed = False
        # A client's context may hold a transaction, so the tasks run in this one.
        self._context = contextvars.copy_context()

    async def follow(self, run_id: str | None, address: str = "") -> AsyncGenerator[Event]:
        """Return the events of a run, or of all: a snapshot, then every change until the service stops.

        Raises JobNotFound, and Unavailable if there are too many clients, in all or at this address.
        """
        at_address = sum(follower.address == address for follower in self._followers)
        if len(self._followers) >= MAX_CLIENTS or at_address >= MAX_CLIENTS_OF_ADDRESS:
            raise Unavailable("Too many clients follow runs; try again later")
        if run_id is not None and not await Job.objects.states([run_id]):
            raise JobNotFound(run_id)
        return self._events(run_id, address)

    async def _events(self, run_id: str | None, address: str) -> AsyncGenerator[Event]:
        follower = Follower(run_id, address)
        self._followers.add(follower)
        self._start()
        try:
            while not self._closed:
                if follower.events:
                    yield follower.events.popleft()
                else:
                    if follower.needs_snapshot:
                        self._awaiting_snapshot.add(follower)
                        self._wake.set()
                    follower.ready.clear()
                    await follower.ready.wait()
        finally:
            self._followers.discard(follower)
            self._awaiting_snapshot.discard(follower)

    def end_streams(self) -> None:
        self._closed = True
        for follower in self._followers:
            follower.ready.set()

    async def close(self) -> None:
        self.end_streams()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self) -> None:
        """Start the tasks with the first client: without one no connection is needed."""
        if not self._tasks:
            work: list[Coroutine[Any, Any, None]] = [self._listener.run(), self._run()]
            self._tasks = [asyncio.create_task(one, context=self._context.copy()) for one in work]

    def _on_notification(self, payload: Mapping[str, Any]) -> None:
        if (lines := payload.get("log")) is not None:
            event = Event("log", lines)
            for follower in self._followers_of(lines["run_id"]):
                follower.put(event)
        elif runs := payload.get("runs"):
            self._changed_runs.update(runs)
            self._wake.set()
        else:
            self._snapshot_all()

    def _followers_of(self, run_id: str) -> list[Follower]:
        return [follower for follower in self._followers if follower.run_id in (None, run_id)]

    def _snapshot_all(self) -> None:
        self._awaiting_snapshot |= self._followers
        self._wake.set()

    async def _run(self) -> None:
        while True:
            await self._wait_for_changes()
            self._wake.clear()
            awaiting, self._awaiting_snapshot = self._awaiting_snapshot, set()
            changed, self._changed_runs = self._changed_runs, set()
            # In a task of its own, so that a failure ends this delivery and not the loop.
            delivery = asyncio.create_task(self._deliver(awaiting, changed))
            try:
                await asyncio.wait({delivery})
            finally:
                delivery.cancel()
            if (error := delivery.exception()) is not None:
                log.warning("cannot read runs", error=type(error).__name__)
                self._awaiting_snapshot |= awaiting & self._followers
                self._changed_runs |= changed
                await asyncio.sleep(RETRY_SECONDS)
                self._wake.set()

    async def _wait_for_changes(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._wake.wait()
        except TimeoutError:
            if not self._listener.works:
                self._snapshot_all()

    async def _deliver(self, awaiting: set[Follower], changed: set[str]) -> None:
        follows_all = any(follower.run_id is None for follower in awaiting)
        current = await Job.objects.current_runs(SNAPSHOT_RUNS) if follows_all else []
        followed = {run_id for run_id in changed if self._followers_of(run_id)}
        named = {follower.run_id for follower in awaiting if follower.run_id is not None}
        if not (awaiting or followed):
            return
        rows = await Job.objects.states({*current, *followed, *named})
        states = {run_id: state_of(row) for run_id, row in rows.items()}
        for run_id in followed & states.keys():
            event = Event("state", states[run_id])
            for follower in set(self._followers_of(run_id)) - awaiting:
                follower.put(event)
        for follower in awaiting:
            runs = current if follower.run_id is None else [follower.run_id]
            snapshot = {"runs": [states[run_id] for run_id in runs if run_id in states]}
            follower.put_snapshot(Event("snapshot", snapshot))


async def current_feed(request: Request) -> EventFeed:
    feed: EventFeed = request.app.state.imaging_events
    return feed


CurrentFeed = Annotated[EventFeed, Depends(current_feed)]


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    feed = app.state.imaging_events = EventFeed()
    try:
        with on_shutdown(feed.end_streams):
            yield
    finally:
        await feed.close()
