"""A block of records on its way into the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

import asyncpg

from project.imaging.ingest.collection import RecordCollection
from project.imaging.ingest.collections import BY_NAME, COLLECTIONS, IMAGES, PHOTOMETRY, SOURCES
from project.imaging.ingest.conversions import Paths, Values
from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.field_types import MAX_ID
from project.imaging.ingest.parsed_records import ParsedRecord, ParsedRecords
from project.imaging.ingest.results import CountsByCollection, RecordCounts
from project.imaging.lightcurves.source_statistics import LatestImage
from project.imaging.managers.source_statistics import SourceStatisticsWriter
from project.imaging.managers.staged_rows import StagedRows

PATHS = "SELECT path, id FROM product_path WHERE path = ANY($1)"
ADD_PATHS = "INSERT INTO product_path (path) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING"
#: Ids of paths only grow.
SET_NEW_PATHS = "SELECT set_config('imaging.new_paths', $1, true)"
TAKEN_ID = "This id is another's"


class RecordStore:
    """A block on its way into the tables, in the transaction of a connection."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._sources = SourceStatisticsWriter(connection)
        self._paths: Paths = {}

    async def store(self, placed: ParsedRecords) -> tuple[CountsByCollection, list[RecordFault]]:
        self._paths = await self._ids_of_paths(placed)
        found: CountsByCollection = {}
        faults: list[RecordFault] = []
        for collection in COLLECTIONS:
            if ones := placed.get(collection.name):
                found[collection.name], refused = await self._take(collection, ones)
                faults += refused
        return found, faults

    async def _ids_of_paths(self, placed: ParsedRecords) -> Paths:
        wanted: set[str] = set()
        for name, ones in placed.items():
            wanted |= BY_NAME[name].paths_of(one.values for one in ones)
        known = await self._known_paths(wanted)
        added: dict[str, int] = {}
        if missing := wanted.difference(known):
            await self._connection.execute(ADD_PATHS, sorted(missing))
            added = await self._known_paths(missing)
        await self._connection.execute(SET_NEW_PATHS, str(min(added.values(), default=MAX_ID)))
        return known | added

    async def _known_paths(self, paths: Collection[str]) -> dict[str, int]:
        return dict(await self._connection.fetch(PATHS, list(paths)))

    async def _take(
        self, collection: RecordCollection, placed: Sequence[ParsedRecord]
    ) -> tuple[RecordCounts, list[RecordFault]]:
        rows = [one.values for one in placed]
        if collection is SOURCES:
            return await self._name_sources(rows), []
        staged = StagedRows(self._connection, collection)
        await staged.fill(rows, self._paths)
        taken = await staged.find()
        if collection is PHOTOMETRY:
            stored, updated = await self._measure(staged, rows)
        else:
            changed, stored = await staged.change(), await staged.add()
            updated = len(changed)
            if collection is IMAGES and stored + updated:
                await self._follow_images(rows, changed)
        await staged.drop()
        unchanged = len(placed) - stored - updated - len(taken)
        return RecordCounts(stored, updated, unchanged), [placed[place].fault(TAKEN_ID, "id") for place in taken]

    async def _name_sources(self, rows: Sequence[Values]) -> RecordCounts:
        renamed = await self._sources.name({source: name for source, name in rows if name is not None})
        return RecordCounts(updated=renamed, unchanged=len(rows) - renamed)

    async def _follow_images(self, rows: Iterable[Values], changed: Iterable[Mapping[str, Any]]) -> None:
        path = IMAGES.place_of("path")
        await self._sources.follow({self._paths[row[path]] for row in rows} | {row["before"] for row in changed})

    async def _measure(self, staged: StagedRows, rows: Sequence[Values]) -> tuple[int, int]:
        """Gives how many measurements were stored and how many changed."""
        await self._sources.begin()
        changed = await staged.change()
        moved = {name for row in changed for name in (row["before"], row["after"]) if name is not None}
        added = await self._sources.added(moved)
        stored = await staged.add()
        if added:
            newest = await self._newest_images(rows)
            await self._sources.merge({name: replace(sums, latest=newest.get(name)) for name, sums in added.items()})
        await self._sources.renew(moved)
        return stored, len(changed)

    async def _newest_images(self, rows: Iterable[Values]) -> dict[str, LatestImage]:
        """By source, of those that these measurements are on."""
        pairs = set(map(itemgetter(PHOTOMETRY.place_of("source_id"), PHOTOMETRY.place_of("image_path")), rows))
        images = await self._sources.newest({self._paths[path] for _, path in pairs})
        found: dict[str, LatestImage] = {}
        for source, path in pairs:
            image = images.get(self._paths[path])
            if source is not None and image is not None:
                found[source] = max(image, found.get(source, image))
        return found
