"""The state of runs as it changes, told to any number of clients over one connection to the database."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any

import structlog
from fastapi import Depends, FastAPI, Request

from project.core.ending import told_of_the_end
from project.core.errors import Unavailable
from project.core.events import Event
from project.core.listening import Listener
from project.imaging.errors import JobNotFound
from project.imaging.managers.run_notifications import CHANNEL
from project.imaging.models import Job
from project.imaging.runs.follower import Follower
from project.imaging.runs.state import state_of
from project.service import NAME

log = structlog.get_logger(__name__)
#: Of the runs that are told at first, beside those that have not ended.
MOST_RUNS = 100

MOST_CLIENTS = 1000
#: So that one alone does not take the room of all.
MOST_OF_ADDRESS = 200
#: How often is looked where notifications do not arrive.
POLL_SECONDS = 3.0
RETRY_SECONDS = 1.0


class EventFeed:
    """Reads what has changed, once for all clients and in one task, so that nobody is told an older state last."""

    def __init__(self) -> None:
        self._clients: set[Follower] = set()
        #: Who needs a snapshot, and runs that have changed.
        self._wanting: set[Follower] = set()
        self._changed: set[str] = set()
        self._woken = asyncio.Event()
        self._listener = Listener(f"{NAME} imaging events", CHANNEL, self._hear, self._want_all)
        self._tasks: list[asyncio.Task[None]] = []
        self._ended = False
        # Not the first client's, in which there may be a transaction.
        self._context = contextvars.copy_context()

    async def of(self, run_id: str | None, address: str = "") -> AsyncGenerator[Event]:
        """The events of one run or of all: first the present state, then whatever changes. They end with the service.

        Raises JobNotFound, and Unavailable where there are too many clients already, here or at this address.
        """
        here = sum(client.address == address for client in self._clients)
        if len(self._clients) >= MOST_CLIENTS or here >= MOST_OF_ADDRESS:
            raise Unavailable("Too many follow the runs already; try again later")
        if run_id is not None and not await Job.objects.states([run_id]):
            raise JobNotFound(run_id)
        return self._events(run_id, address)

    async def _events(self, run_id: str | None, address: str) -> AsyncGenerator[Event]:
        client = Follower(run_id, address)
        self._clients.add(client)
        self._begin()
        try:
            while not self._ended:
                if client.events:
                    yield client.events.popleft()
                else:
                    if client.behind:
                        self._wanting.add(client)
                        self._woken.set()
                    client.ready.clear()
                    await client.ready.wait()
        finally:
            self._clients.discard(client)
            self._wanting.discard(client)

    def end(self) -> None:
        """Let every client's events come to their end."""
        self._ended = True
        for client in self._clients:
            client.ready.set()

    async def close(self) -> None:
        self.end()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _begin(self) -> None:
        """At the first client: who has none needs no connection for them."""
        if not self._tasks:
            work: list[Coroutine[Any, Any, None]] = [self._listener.run(), self._tell()]
            self._tasks = [asyncio.create_task(one, context=self._context.copy()) for one in work]

    def _hear(self, told: Mapping[str, Any]) -> None:
        if (lines := told.get("log")) is not None:
            event = Event("log", lines)
            for client in self._followers(lines["run_id"]):
                client.put(event)
        elif runs := told.get("runs"):
            self._changed.update(runs)
            self._woken.set()
        else:
            self._want_all()

    def _followers(self, run_id: str) -> list[Follower]:
        return [client for client in self._clients if client.run_id in (None, run_id)]

    def _want_all(self) -> None:
        self._wanting |= self._clients
        self._woken.set()

    async def _tell(self) -> None:
        while True:
            await self._rest()
            self._woken.clear()
            wanting, self._wanting = self._wanting, set()
            changed, self._changed = self._changed, set()
            # A task, so that a failure ends this time and not all that come.
            work = asyncio.create_task(self._deliver(wanting, changed))
            try:
                await asyncio.wait({work})
            finally:
                work.cancel()
            if (error := work.exception()) is not None:
                log.warning("runs cannot be read", error=type(error).__name__)
                self._wanting |= wanting & self._clients
                self._changed |= changed
                await asyncio.sleep(RETRY_SECONDS)
                self._woken.set()

    async def _rest(self) -> None:
        """Until there is something to tell."""
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            if not self._listener.works:
                self._want_all()

    async def _deliver(self, wanting: set[Follower], changed: set[str]) -> None:
        current = await Job.objects.current_runs(MOST_RUNS) if any(one.run_id is None for one in wanting) else []
        watched = {run_id for run_id in changed if self._followers(run_id)}
        named = {client.run_id for client in wanting if client.run_id is not None}
        if not (wanting or watched):
            return
        found = await Job.objects.states({*current, *watched, *named})
        states = {run_id: state_of(row) for run_id, row in found.items()}
        for run_id in watched & states.keys():
            event = Event("state", states[run_id])
            for client in set(self._followers(run_id)) - wanting:
                client.put(event)
        for client in wanting:
            runs = current if client.run_id is None else [client.run_id]
            client.show(Event("snapshot", {"runs": [states[run_id] for run_id in runs if run_id in states]}))


async def current_feed(request: Request) -> EventFeed:
    live: EventFeed = request.app.state.imaging_live
    return live


CurrentFeed = Annotated[EventFeed, Depends(current_feed)]


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    live = app.state.imaging_live = EventFeed()
    try:
        with told_of_the_end(live.end):
            yield
    finally:
        await live.close()
