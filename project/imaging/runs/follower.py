"""A client that follows runs."""

from __future__ import annotations

import asyncio
from collections import deque

from project.core.events import Event

#: A client who has so many events still to take gets the state as it is instead.
MOST_EVENTS = 500


class Follower:
    """What one client has still to take: of one run, or of all."""

    def __init__(self, run_id: str | None, address: str = "") -> None:
        self.run_id = run_id
        self.address = address
        self.events: deque[Event] = deque()
        #: Events are to take, or the end has come.
        self.ready = asyncio.Event()
        #: Needs a snapshot before anything else.
        self.behind = True
        #: The snapshot that nothing has come after.
        self.shown: Event | None = None

    def put(self, event: Event) -> None:
        if self.behind:
            return
        self.shown = None
        if len(self.events) < MOST_EVENTS:
            self.events.append(event)
        else:
            self.events.clear()
            self.behind = True
        self.ready.set()

    def show(self, snapshot: Event) -> None:
        """In place of all that came before."""
        if snapshot != self.shown:
            self.events.clear()
            self.events.append(snapshot)
            self.ready.set()
        self.behind, self.shown = False, snapshot
