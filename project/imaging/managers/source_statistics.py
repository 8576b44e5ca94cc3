"""Sources follow their measurements: what a block adds is merged into what is known, what it changes is done anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import asyncpg

from project.imaging.lightcurves.source_statistics import COLUMNS, LatestImage, SourceStatistics
from project.imaging.managers.source_statistics_sql import (
    BEGIN,
    FORGET,
    LATEST_OF,
    LATEST_ON,
    NAME,
    NEWEST,
    STAGE,
    STORED,
    SUMS_OF_ADDED,
    SUMS_OF_ALL,
    WRITE,
)

#: So many are worked out anew by one statement, which is to end in time.
PART_SOURCES = 100


class SourceStatisticsWriter:
    """Those that a block touches, in its transaction."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def begin(self) -> None:
        """So that staged measurements have a source to belong to."""
        await self._connection.execute(BEGIN)

    async def newest(self, paths: Iterable[int]) -> dict[int, LatestImage]:
        """Of these paths that have an image, the newest one."""
        rows = await self._connection.fetch(NEWEST, list(paths))
        return {row["path_id"]: LatestImage(row["created_at"], row["id"]) for row in rows}

    async def added(self, but: Collection[str]) -> dict[str, SourceStatistics]:
        """Of what is staged and new, by source. To be asked before it is stored."""
        return await self._sums(SUMS_OF_ADDED, but)

    async def merge(self, added: Mapping[str, SourceStatistics]) -> None:
        """Add these to what is known of their sources."""
        stored = await self._stored(added)
        await self._write(stored, {row["id"]: SourceStatistics.stored(row) + added[row["id"]] for row in stored})

    async def renew(self, source_ids: Collection[str]) -> None:
        """Work out all of them from all of their measurements; those without any end here."""
        ids = sorted(source_ids)
        for first in range(0, len(ids), PART_SOURCES):
            part = ids[first : first + PART_SOURCES]
            await self._connection.execute(FORGET, part)
            await self._write(await self._stored(part), await self._sums(SUMS_OF_ALL, part))
            await self._connection.execute(LATEST_OF, part)

    async def follow(self, paths: Iterable[int]) -> None:
        """Tell the sources on these images which one is their latest now."""
        await self._connection.execute(LATEST_ON, list(paths))

    async def name(self, names: Mapping[str, str]) -> int:
        """Name those that there are; gives how many had another name."""
        status: str = await self._connection.execute(NAME, list(names), list(names.values()))
        return int(status.split()[-1])

    async def _sums(self, statement: str, source_ids: Collection[str]) -> dict[str, SourceStatistics]:
        rows = await self._connection.fetch(statement, list(source_ids))
        return {row["source_id"]: SourceStatistics.of(row) for row in rows}

    async def _stored(self, source_ids: Iterable[str]) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await self._connection.fetch(STORED, list(source_ids))
        return rows

    async def _write(self, stored: Iterable[asyncpg.Record], sums: Mapping[str, SourceStatistics]) -> None:
        places = {row["id"]: (row["ra_deg"], row["dec_deg"], row["hpx29"]) for row in stored}
        await self._connection.execute(STAGE)
        await self._connection.copy_records_to_table(
            "staged_source",
            columns=("id", *COLUMNS),
            records=((source_id, *found.columns(*places[source_id])) for source_id, found in sums.items()),
        )
        await self._connection.execute(WRITE)
