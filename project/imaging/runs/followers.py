from __future__ import annotations

import asyncio
from collections import deque

from project.core.http.events import Event

#: A client with more pending events gets a snapshot in their place.
MAX_PENDING_EVENTS = 500


class Follower:
    """A client that follows one run, or all of them, and the events that it has still to receive."""

    def __init__(self, run_id: str | None, address: str = "") -> None:
        self.run_id = run_id
        self.address = address
        self.events: deque[Event] = deque()
        #: Set when there are events, or when the feed closes.
        self.ready = asyncio.Event()
        self.needs_snapshot = True
        #: The last event, if it was a snapshot.
        self.last_snapshot: Event | None = None

    def put(self, event: Event) -> None:
        if self.needs_snapshot:
            return
        self.last_snapshot = None
        if len(self.events) < MAX_PENDING_EVENTS:
            self.events.append(event)
        else:
            self.events.clear()
            self.needs_snapshot = True
        self.ready.set()

    def put_snapshot(self, snapshot: Event) -> None:
        if snapshot != self.last_snapshot:
            self.events.clear()
            self.events.append(snapshot)
            self.ready.set()
        self.needs_snapshot, self.last_snapshot = False, snapshot
