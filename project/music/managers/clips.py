from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tortoise.queryset import QuerySet

from project.core.db.managers import Manager
from project.core.db.statements import Statement
from project.core.db.transactions import fetch, transaction
from project.core.http.etags import IfMatchGuard
from project.core.json.rows import Typed
from project.music.errors import ClipNotFound, NoSuchClip
from project.music.location import BODY, Location, excerpt
from project.music.managers.clip_insert import NEW_CLIPS, bar_parts, clips_part
from project.music.managers.clip_select import SELECT_CLIPS, assemble_clips
from project.music.managers.like_patterns import regex_of
from project.music.notation.dsl_library import MAX_LIBRARY_BARS, MAX_LIBRARY_NOTES
from project.music.notation.json_values import MAX_ID
from project.music.rows.changes import changed_clip
from project.music.rows.records import ClipRow, TrackRow
from project.users.callers import Caller

if TYPE_CHECKING:
    from project.music.models import Clip
    from project.music.schemas.clips import ClipQuery

MAX_FOUND = 100

#: Clips with any of the tags, then clips whose name matches, each in order of id.
SEARCH = """
SELECT id FROM (
    (SELECT 0 AS by, id FROM clip WHERE organisation_id = $1 AND tags && $2::text[] ORDER BY id LIMIT $4)
    UNION ALL
    (SELECT 1 AS by, id FROM clip WHERE organisation_id = $1 AND name ~* $3 ORDER BY id LIMIT $4)
) found ORDER BY by, id LIMIT $4
"""
#: A composition that loses bars gets a new version, because its ETag must change.
BUMP_VERSIONS = """
WITH affected AS (
    SELECT id FROM composition
    WHERE id IN (SELECT t.composition_id FROM track_bar b JOIN track t ON t.id = b.track_id WHERE b.clip_id = $1)
    ORDER BY id FOR NO KEY UPDATE
)
UPDATE composition c SET version = version + 1, updated_at = now() FROM affected WHERE c.id = affected.id
RETURNING c.id
"""
OWN_CLIPS = "SELECT id FROM clip WHERE organisation_id = $1 AND id = ANY($2::int[])"
LOCK_OWN_CLIPS = f"{OWN_CLIPS} FOR KEY SHARE"


class ClipManager(Manager["Clip"]):
    def of(self, caller: Caller) -> QuerySet[Clip]:
        return self.where(organisation_id=caller.organisation_id)

    def at(self, caller: Caller, clip_id: int) -> QuerySet[Clip]:
        return self.where(organisation_id=caller.organisation_id, id=as_key(clip_id))

    def like(self, caller: Caller, pattern: str) -> QuerySet[Clip]:
        """Filter by name with an ILIKE pattern; `%` and `_` are wildcards."""
        return self.of(caller).filter(name__iposix_regex=Typed(regex_of(pattern), "text"))

    def tagged(self, caller: Caller, *tags: str) -> QuerySet[Clip]:
        return self.of(caller).filter(tags__overlap=Typed(list(tags), "text[]"))

    def search(self, caller: Caller, query: ClipQuery) -> QuerySet[Clip]:
        found = self.of(caller) if query.name_pattern is None else self.like(caller, query.name_pattern)
        if query.tag is not None:
            found = found.filter(tags__overlap=Typed([query.tag], "text[]"))
        return found if query.track_name is None else found.filter(track_name=query.track_name)

    async def store(self, caller: Caller, clips: Sequence[ClipRow]) -> list[int]:
        """Insert clips with their bars and notes in one statement. Return their ids in order."""
        parts = await asyncio.to_thread(bar_parts, clips)
        beside = {"library": clips_part(clips), **parts}
        return [row["id"] for row in await self.run(Statement(NEW_CLIPS, [caller.organisation_id]), **beside)]

    async def whole(self, caller: Caller, clip_ids: Iterable[int]) -> dict[int, ClipRow]:
        """Return the caller's clips of these ids with bars and notes, in one statement. Raises TooMuch.

        Unknown ids are left out.
        """
        keys = list({as_key(clip_id) for clip_id in clip_ids})
        # The generic plan, which suits any LIMIT, takes four times as long.
        limits = (MAX_LIBRARY_NOTES + 1, MAX_LIBRARY_BARS + len(keys) + 1)
        rows = await fetch(SELECT_CLIPS, [caller.organisation_id, keys, *limits], custom_plan=True) if keys else []
        return await asyncio.to_thread(assemble_clips, rows)

    async def fetch(self, caller: Caller, clip_id: int) -> Clip:
        found = await self.at(caller, clip_id).get_or_none()
        if found is None:
            raise ClipNotFound(clip_id)
        return found

    async def fetch_whole(self, caller: Caller, clip_id: int) -> ClipRow:
        found = await self.whole(caller, [clip_id])
        if not found:
            raise ClipNotFound(clip_id)
        return found[clip_id]

    async def find(self, caller: Caller, tags: Sequence[str], pattern: str | None) -> tuple[list[ClipRow], bool]:
        """Return clips with any of the tags, then clips whose name matches; a clip can appear twice.

        Return at most MAX_FOUND, and whether there are more. An empty pattern matches nothing.
        """
        values = [caller.organisation_id, list(tags), regex_of(pattern) if pattern else None, MAX_FOUND + 1]
        ids = [row["id"] for row in await fetch(SEARCH, values)]
        found = await self.whole(caller, ids[:MAX_FOUND])
        return [found[key] for key in ids[:MAX_FOUND] if key in found], len(ids) > MAX_FOUND

    async def lock(self, caller: Caller, clip_id: int) -> Clip:
        clip = await self.at(caller, clip_id).select_for_update().get_or_none()
        if clip is None:
            raise ClipNotFound(clip_id)
        return clip

    async def change(self, caller: Caller, clip_id: int, changes: Mapping[str, Any], guard: IfMatchGuard) -> None:
        """Set the given fields of a clip; `bars` replaces all its bars."""
        async with transaction():
            clip = await self.lock(caller, clip_id)
            guard.check(clip)
            if not changes:
                return
            row = await asyncio.to_thread(changed_clip, ClipRow.read(vars(clip)), changes)
            await clip.change(**row.columns())
            if "bars" in changes:
                await self.sql("DELETE FROM clip_bar WHERE clip_id = $1", clip.id)
                library = Statement("SELECT 0 AS position, {0}::int AS id", [clip.id])
                await self.run(Statement("SELECT", []), library=library, **await asyncio.to_thread(bar_parts, [row]))

    async def remove(self, caller: Caller, clip_id: int, guard: IfMatchGuard) -> list[int]:
        """Delete a clip and the track bars that use it. Return the ids of the compositions that lose bars."""
        async with transaction():
            clip = await self.lock(caller, clip_id)
            guard.check(clip)
            affected = await self.sql(BUMP_VERSIONS, clip.id)
            await clip.delete()
        return sorted(row["id"] for row in affected)

    async def require(self, caller: Caller, tracks: Sequence[TrackRow], loc: Location = BODY) -> None:
        """Raise NoSuchClip for the first track bar whose clip the caller does not have."""
        clip_ids = {as_key(bar.clip_id) for track in tracks for bar in track.bars}
        rows = await fetch(OWN_CLIPS, [caller.organisation_id, list(clip_ids)]) if clip_ids else []
        found = {row["id"] for row in rows}
        for track in tracks:
            for bar in track.bars:
                if bar.clip_id not in found:
                    label = f"track {excerpt(track.name, 40)}, bar {bar.bar_index}"
                    raise NoSuchClip(bar.clip_id, loc.at("tracks").labelled(label))

    async def hold(self, caller: Caller, clip_ids: Iterable[int]) -> None:
        """Lock the clips against deletion until the transaction ends.

        Call it before locking a composition: `remove` takes the locks in this order too, which avoids a deadlock.
        """
        await self.sql(LOCK_OWN_CLIPS, caller.organisation_id, list({as_key(clip_id) for clip_id in clip_ids}))


def as_key(row_id: int) -> int:
    """Return the id, or 0, which no row has, if the column cannot hold it."""
    return row_id if 0 < row_id <= MAX_ID else 0
