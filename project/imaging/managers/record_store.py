from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

import asyncpg

from project.imaging.ingest.collection import RecordCollection
from project.imaging.ingest.collections import BY_NAME, COLLECTIONS, IMAGES, PHOTOMETRY, SOURCES
from project.imaging.ingest.conversions import PathIds, Values
from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.field_types import MAX_ID
from project.imaging.ingest.parsed_records import ParsedRecord, ParsedRecords
from project.imaging.ingest.results import CountsByCollection, RecordCounts
from project.imaging.lightcurves.source_statistics import LatestImage
from project.imaging.managers.source_updates import SourceUpdates
from project.imaging.managers.staged_rows import StagedRows

PATH_IDS = "SELECT path, id FROM product_path WHERE path = ANY($1)"
ADD_PATHS = "INSERT INTO product_path (path) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING"
#: The least id of a new path. It tells new paths from old ones, since ids only grow.
SET_FIRST_NEW_PATH = "SELECT set_config('imaging.new_paths', $1, true)"
ID_IN_USE = "This id belongs to another row"


class RecordStore:
    """Stores a block of records, in the transaction of its connection."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._sources = SourceUpdates(connection)
        self._paths: PathIds = {}

    async def store(self, records: ParsedRecords) -> tuple[CountsByCollection, list[RecordFault]]:
        self._paths = await self._register_paths(records)
        counts: CountsByCollection = {}
        faults: list[RecordFault] = []
        for collection in COLLECTIONS:
            if group := records.get(collection.name):
                counts[collection.name], refused = await self._store_collection(collection, group)
                faults += refused
        return counts, faults

    async def _register_paths(self, records: ParsedRecords) -> PathIds:
        """Return the ids of all paths in the records, adding those that are new."""
        wanted: set[str] = set()
        for name, group in records.items():
            wanted |= BY_NAME[name].paths_of(record.values for record in group)
        existing = await self._path_ids(wanted)
        added: dict[str, int] = {}
        if missing := wanted.difference(existing):
            await self._connection.execute(ADD_PATHS, sorted(missing))
            added = await self._path_ids(missing)
        await self._connection.execute(SET_FIRST_NEW_PATH, str(min(added.values(), default=MAX_ID)))
        return existing | added

    async def _path_ids(self, paths: Collection[str]) -> dict[str, int]:
        return dict(await self._connection.fetch(PATH_IDS, list(paths)))

    async def _store_collection(
        self, collection: RecordCollection, records: Sequence[ParsedRecord]
    ) -> tuple[RecordCounts, list[RecordFault]]:
        rows = [record.values for record in records]
        if collection is SOURCES:
            return await self._name_sources(rows), []
        staged = StagedRows(self._connection, collection)
        await staged.fill(rows, self._paths)
        refused = await staged.match()
        if collection is PHOTOMETRY:
            stored, updated = await self._store_photometry(staged, rows)
        else:
            changed, stored = await staged.update(), await staged.insert()
            updated = len(changed)
            if collection is IMAGES and stored + updated:
                await self._update_latest_images(rows, changed)
        await staged.drop()
        unchanged = len(records) - stored - updated - len(refused)
        faults = [records[position].fault(ID_IN_USE, "id") for position in refused]
        return RecordCounts(stored, updated, unchanged), faults

    async def _name_sources(self, rows: Sequence[Values]) -> RecordCounts:
        renamed = await self._sources.rename({source: name for source, name in rows if name is not None})
        return RecordCounts(updated=renamed, unchanged=len(rows) - renamed)

    async def _update_latest_images(self, rows: Iterable[Values], changed: Iterable[Mapping[str, Any]]) -> None:
        path = IMAGES.index_of("path")
        paths = {self._paths[row[path]] for row in rows} | {row["before"] for row in changed}
        await self._sources.update_latest_images(paths)

    async def _store_photometry(self, staged: StagedRows, rows: Sequence[Values]) -> tuple[int, int]:
        """Store measurements and update their sources. Returns how many were inserted, and how many updated."""
        await self._sources.create_missing()
        changed = await staged.update()
        affected = {name for row in changed for name in (row["before"], row["after"]) if name is not None}
        added = await self._sources.staged_statistics(excluded=affected)
        stored = await staged.insert()
        if added:
            latest = await self._latest_images(rows)
            await self._sources.merge({name: replace(one, latest=latest.get(name)) for name, one in added.items()})
        await self._sources.recompute(affected)
        return stored, len(changed)

    async def _latest_images(self, rows: Iterable[Values]) -> dict[str, LatestImage]:
        """Return the newest image that each source is measured on in these rows."""
        pairs = set(map(itemgetter(PHOTOMETRY.index_of("source_id"), PHOTOMETRY.index_of("image_path")), rows))
        images = await self._sources.images_at({self._paths[path] for _, path in pairs})
        latest: dict[str, LatestImage] = {}
        for source, path in pairs:
            image = images.get(self._paths[path])
            if source is not None and image is not None:
                latest[source] = max(image, latest.get(source, image))
        return latest
