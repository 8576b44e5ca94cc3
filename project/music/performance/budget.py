"""A limit on the work of one performance."""

from __future__ import annotations

from project.music.errors import TooMuch

#: Notes, curve points, and steps between points.
MAX_PLAYED_EVENTS = 300_000


class EventBudget:
    """Bounds a performance, because a small document can ask for a very long one."""

    def __init__(self) -> None:
        self.left = MAX_PLAYED_EVENTS

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise TooMuch(f"A performance should have at most {MAX_PLAYED_EVENTS} notes and curve points")
