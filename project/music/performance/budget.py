"""What one performance may cost."""

from __future__ import annotations

from project.music.errors import TooMuch

#: Notes, points of curves, steps between them: all that is looked at in one performance.
MAX_PLAYED_EVENTS = 300_000


class EventBudget:
    """What a performance may take; small documents can ask for very long ones."""

    def __init__(self) -> None:
        self.left = MAX_PLAYED_EVENTS

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise TooMuch(f"At most {MAX_PLAYED_EVENTS} notes and points of curves can be played")
