from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager, ManagerOf
from project.core.db.statements import Statement, insertion
from project.core.db.transactions import fetch, transaction
from project.core.http.etags import IfMatchGuard
from project.core.json.rows import Typed
from project.music.errors import CompositionNotFound
from project.music.location import BODY, Location
from project.music.managers.clips import ClipManager, as_key
from project.music.managers.composition_select import SELECT_COMPOSITION, assemble_composition, used_clip_ids
from project.music.managers.like_patterns import regex_of
from project.music.managers.track_insert import track_parts
from project.music.rows.changes import changed_composition
from project.music.rows.records import ClipRow, CompositionRow
from project.users.callers import Caller

if TYPE_CHECKING:
    from project.music.models import Composition
    from project.music.schemas.compositions import CompositionQuery


class CompositionManager(Manager["Composition"]):
    clips: ManagerOf[ClipManager] = ManagerOf("Clip")

    def of(self, caller: Caller) -> QuerySet[Composition]:
        return self.where(organisation_id=caller.organisation_id)

    def at(self, caller: Caller, composition_id: int) -> QuerySet[Composition]:
        return self.where(organisation_id=caller.organisation_id, id=as_key(composition_id))

    def like(self, caller: Caller, pattern: str) -> QuerySet[Composition]:
        """Filter by name with an ILIKE pattern; `%` and `_` are wildcards."""
        return self.of(caller).filter(name__iposix_regex=Typed(regex_of(pattern), "text"))

    def between(self, caller: Caller, low_bpm: int, high_bpm: int) -> QuerySet[Composition]:
        return self.of(caller).filter(tempo_bpm__gte=low_bpm, tempo_bpm__lte=high_bpm)

    def search(self, caller: Caller, query: CompositionQuery) -> QuerySet[Composition]:
        found = self.of(caller) if query.name_pattern is None else self.like(caller, query.name_pattern)
        bounds = {"tempo_bpm__gte": query.tempo_min, "tempo_bpm__lte": query.tempo_max}
        return found.filter(**{name: value for name, value in bounds.items() if value is not None})

    async def store(
        self,
        caller: Caller,
        composition: CompositionRow,
        loc: Location = BODY,
        clip_ids: Mapping[int, int] | None = None,
    ) -> int:
        """Insert a composition with its tracks in one statement; `clip_ids` maps ids of a library to stored clips.

        Raises NoSuchClip where it uses a clip that the caller does not have.
        """
        if clip_ids is None:
            await self.clips.require(caller, composition.tracks, loc)
        made = insertion(self.model, {"organisation_id": caller.organisation_id, **composition.columns()})
        parts = await asyncio.to_thread(track_parts, composition.tracks, clip_ids)
        (row,) = await self.run(Statement("SELECT id FROM made", []), made=made, **parts)
        composition_id: int = row["id"]
        return composition_id

    async def load(
        self, caller: Caller, composition: CompositionRow, library: Mapping[int, ClipRow]
    ) -> tuple[int, list[int]]:
        """Store a composition and its clips in one transaction. Return its id, and theirs in library order."""
        async with transaction():
            clip_ids = await self.clips.store(caller, list(library.values()))
            made = await self.store(caller, composition, clip_ids=dict(zip(library, clip_ids, strict=True)))
        return made, clip_ids

    async def whole(self, caller: Caller, composition_id: int) -> tuple[CompositionRow, list[ClipRow]]:
        """Return a composition and the clips that it uses, in two statements. Raises TooMuch."""
        rows = await fetch(SELECT_COMPOSITION, [caller.organisation_id, as_key(composition_id)])
        if not rows:
            raise CompositionNotFound(composition_id)
        clips = await self.clips.whole(caller, used_clip_ids(rows))
        return await asyncio.to_thread(assemble_composition, rows, clips), list(clips.values())

    async def lock(self, caller: Caller, composition_id: int) -> Composition:
        composition = await self.at(caller, composition_id).select_for_update(no_key=True).get_or_none()
        if composition is None:
            raise CompositionNotFound(composition_id)
        return composition

    async def change(
        self, caller: Caller, composition_id: int, changes: Mapping[str, Any], guard: IfMatchGuard
    ) -> None:
        async with transaction():
            if changes.get("tracks"):
                await self.clips.hold(caller, {bar["clip_id"] for track in changes["tracks"] for bar in track["bars"]})
            composition = await self.lock(caller, composition_id)
            guard.check(composition)
            if not changes:
                return
            row = await asyncio.to_thread(changed_composition, CompositionRow.read(vars(composition)), changes)
            await self.clips.require(caller, row.tracks)
            await composition.change(**row.columns())
            if "tracks" in changes:
                await self.sql("DELETE FROM track WHERE composition_id = $1", composition.id)
                made = Statement("SELECT {0}::int AS id", [composition.id])
                await self.run(
                    Statement("SELECT", []), made=made, **await asyncio.to_thread(track_parts, row.tracks, None)
                )

    async def remove(self, caller: Caller, composition_id: int, guard: IfMatchGuard) -> Composition:
        async with transaction():
            composition = await self.lock(caller, composition_id)
            guard.check(composition)
            await composition.delete()
        return composition
