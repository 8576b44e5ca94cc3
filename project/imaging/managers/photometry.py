from __future__ import annotations

from collections.abc import Iterable
from contextlib import aclosing
from functools import cache
from typing import TYPE_CHECKING

import asyncpg

from project.core.compat.tortoise import driver_connection
from project.core.db.managers import Manager, ManagerOf
from project.core.db.pool import FairSemaphore
from project.core.db.transactions import transaction
from project.core.errors import ProjectError
from project.core.http.problems import KNOWN_ERRORS, meaning
from project.core.http.uploads import in_turn, one_ahead
from project.core.ops.settings import get_settings
from project.imaging.ingest.blocks import RecordBlock
from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.parsed_records import ParsedRecord, ParsedRecords
from project.imaging.ingest.results import CountsByCollection, IngestResult, total_counts
from project.imaging.ingest.uploads import RecordUpload
from project.imaging.managers.jobs import JobManager
from project.imaging.managers.record_store import RecordStore
from project.users.access_check import AccessCheck

if TYPE_CHECKING:
    from project.imaging.models import Photometry  # noqa: F401  (ruff misses names in a base's brackets)

#: One block at a time, so that those of different uploads do not mix.
LOCK = "SELECT pg_advisory_xact_lock(7215006)"
#: At once, in one process. Each may hold two blocks in memory.
MAX_UPLOADS = 4
REFUSED = "A value lies outside what can be stored"


@cache
def turns() -> FairSemaphore:
    return FairSemaphore(MAX_UPLOADS, get_settings().db_pool_timeout)


class PhotometryManager(Manager["Photometry"]):
    """Stores uploads: measurements, and with them everything else that the pipeline writes."""

    jobs: ManagerOf[JobManager] = ManagerOf("Job")

    async def ingest(self, upload: RecordUpload, access_check: AccessCheck | None = None) -> IngestResult:
        """Store each block in a transaction while the next one is parsed.

        Raises Unavailable if too many uploads run, and whatever cuts the upload off, with the progress so far.
        """
        result = IngestResult()
        try:
            async with in_turn(turns()), aclosing(one_ahead(upload.blocks())) as blocks:
                async for block in blocks:
                    if access_check is not None:
                        await access_check.require()
                    counts, faults = await self._store_block(block)
                    result.add(block, counts, [*block.faults, *faults])
        except KNOWN_ERRORS as error:
            problem = meaning(error)
            if type(problem) is ProjectError:
                raise
            result.report_in(problem)
            raise problem from (error.__cause__ if problem is error else error)
        return result

    async def _store_block(self, block: RecordBlock) -> tuple[CountsByCollection, list[RecordFault]]:
        async with transaction() as client:
            connection: asyncpg.Connection = driver_connection(client)
            await connection.execute(LOCK)
            stored = await self._store(block.records)
            await self.jobs.announce(_affected_runs(block.records))
            return stored

    async def _store(self, records: ParsedRecords) -> tuple[CountsByCollection, list[RecordFault]]:
        """Store records. If the database refuses some, bisect to find them."""
        try:
            async with transaction() as client:
                return await RecordStore(driver_connection(client)).store(records)
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError):
            flat = [record for group in records.values() for record in group]
            if len(flat) == 1:
                return {}, [flat[0].fault(REFUSED)]
        middle = len(flat) // 2
        counts, faults = await self._store(by_collection(flat[:middle]))
        more_counts, more_faults = await self._store(by_collection(flat[middle:]))
        return total_counts(counts, more_counts), [*faults, *more_faults]


def by_collection(records: Iterable[ParsedRecord]) -> ParsedRecords:
    groups: dict[str, list[ParsedRecord]] = {}
    for record in records:
        groups.setdefault(record.collection.name, []).append(record)
    return groups


def _affected_runs(records: ParsedRecords) -> set[str | None]:
    """Return the runs whose state may have changed."""
    stateful = [*records.get("measurement_sets", ()), *records.get("jobs", ())]
    return {record.values[record.collection.index_of("run_id")] for record in stateful}
