from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager
from project.users.callers import Caller

if TYPE_CHECKING:
    from project.music.models import Track, TrackBar


class TrackManager(Manager["Track"]):
    def of(self, caller: Caller) -> QuerySet[Track]:
        return self.where(composition__organisation_id=caller.organisation_id)

    def in_composition(self, caller: Caller, composition_id: int) -> QuerySet[Track]:
        return self.of(caller).filter(composition_id=composition_id)

    async def named(self, caller: Caller, composition_id: int, name: str) -> Track | None:
        return await self.in_composition(caller, composition_id).filter(name=name).first().prefetch_related("bars")


class TrackBarManager(Manager["TrackBar"]):
    def of(self, caller: Caller) -> QuerySet[TrackBar]:
        return self.where(track__composition__organisation_id=caller.organisation_id)

    def on_track(self, caller: Caller, track_id: int) -> QuerySet[TrackBar]:
        return self.of(caller).filter(track_id=track_id)

    def playing(self, caller: Caller, clip_id: int) -> QuerySet[TrackBar]:
        return self.of(caller).filter(clip_id=clip_id)
