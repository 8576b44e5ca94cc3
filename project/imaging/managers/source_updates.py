"""Sources kept current with their photometry: added measurements are merged, after changes sources are recomputed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import asyncpg

from project.imaging.lightcurves.source_statistics import COLUMNS, LatestImage, SourceStatistics
from project.imaging.managers.source_update_sql import (
    ADDED_STATISTICS,
    ALL_STATISTICS,
    CREATE_MISSING,
    DELETE_UNMEASURED,
    NEWEST_IMAGES,
    RENAME,
    SET_LATEST_IMAGE,
    SET_LATEST_IMAGE_AT,
    STAGE,
    STORED,
    WRITE,
)

#: Sources recomputed by one statement, so that it ends before the statement timeout.
BATCH_SOURCES = 100


class SourceUpdates:
    """Updates of the sources that a block affects, in the block's transaction."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def create_missing(self) -> None:
        await self._connection.execute(CREATE_MISSING)

    async def images_at(self, paths: Iterable[int]) -> dict[int, LatestImage]:
        rows = await self._connection.fetch(NEWEST_IMAGES, list(paths))
        return {row["path_id"]: LatestImage(row["created_at"], row["id"]) for row in rows}

    async def staged_statistics(self, excluded: Collection[str]) -> dict[str, SourceStatistics]:
        """Return statistics of the new staged measurements, by source. Call before they are inserted."""
        return await self._statistics(ADDED_STATISTICS, excluded)

    async def merge(self, added: Mapping[str, SourceStatistics]) -> None:
        stored = await self._stored(added)
        await self._write(stored, {row["id"]: SourceStatistics.stored(row) + added[row["id"]] for row in stored})

    async def recompute(self, source_ids: Collection[str]) -> None:
        """Recompute sources from all their measurements. Delete those that have none left."""
        ids = sorted(source_ids)
        for first in range(0, len(ids), BATCH_SOURCES):
            batch = ids[first : first + BATCH_SOURCES]
            await self._connection.execute(DELETE_UNMEASURED, batch)
            await self._write(await self._stored(batch), await self._statistics(ALL_STATISTICS, batch))
            await self._connection.execute(SET_LATEST_IMAGE, batch)

    async def update_latest_images(self, paths: Iterable[int]) -> None:
        await self._connection.execute(SET_LATEST_IMAGE_AT, list(paths))

    async def rename(self, names: Mapping[str, str]) -> int:
        status: str = await self._connection.execute(RENAME, list(names), list(names.values()))
        return int(status.split()[-1])

    async def _statistics(self, statement: str, source_ids: Collection[str]) -> dict[str, SourceStatistics]:
        rows = await self._connection.fetch(statement, list(source_ids))
        return {row["source_id"]: SourceStatistics.aggregated(row) for row in rows}

    async def _stored(self, source_ids: Iterable[str]) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await self._connection.fetch(STORED, list(source_ids))
        return rows

    async def _write(self, stored: Iterable[asyncpg.Record], statistics: Mapping[str, SourceStatistics]) -> None:
        positions = {row["id"]: (row["ra_deg"], row["dec_deg"], row["hpx29"]) for row in stored}
        await self._connection.execute(STAGE)
        await self._connection.copy_records_to_table(
            "staged_source",
            columns=("id", *COLUMNS),
            records=((source_id, *one.columns(*positions[source_id])) for source_id, one in statistics.items()),
        )
        await self._connection.execute(WRITE)
