from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager
from project.core.db.transactions import fetch
from project.users.callers import Caller

if TYPE_CHECKING:
    from project.music.models import ClipBar, Note

PITCH_RANGE = """
SELECT min(n.pitch), max(n.pitch)
FROM note n JOIN clip_bar b ON b.id = n.clip_bar_id JOIN clip c ON c.id = b.clip_id
WHERE c.organisation_id = $1 AND b.id = $2
"""


class ClipBarManager(Manager["ClipBar"]):
    def of(self, caller: Caller) -> QuerySet[ClipBar]:
        return self.where(clip__organisation_id=caller.organisation_id)

    def in_clip(self, caller: Caller, clip_id: int) -> QuerySet[ClipBar]:
        """Return the bars of a clip in order. Add `.filter(bar_index=…)` for one index."""
        return self.of(caller).filter(clip_id=clip_id)

    def with_expression(self, caller: Caller, name: str) -> QuerySet[ClipBar]:
        return self.of(caller).filter(**{f"{name}__not_isnull": True})


class NoteManager(Manager["Note"]):
    def of(self, caller: Caller) -> QuerySet[Note]:
        return self.where(clip_bar__clip__organisation_id=caller.organisation_id)

    def in_bar(self, caller: Caller, clip_bar_id: int) -> QuerySet[Note]:
        return self.of(caller).filter(clip_bar_id=clip_bar_id)

    def rests(self, caller: Caller, clip_bar_id: int) -> QuerySet[Note]:
        return self.in_bar(caller, clip_bar_id).filter(is_rest=True)

    def pitched(self, caller: Caller, clip_bar_id: int, low: int, high: int) -> QuerySet[Note]:
        return self.in_bar(caller, clip_bar_id).filter(pitch__gte=low, pitch__lte=high)

    async def pitch_range(self, caller: Caller, clip_bar_id: int) -> tuple[int, int] | None:
        ((low, high),) = await fetch(PITCH_RANGE, [caller.organisation_id, clip_bar_id])
        return None if low is None else (low, high)
