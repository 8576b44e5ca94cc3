"""Uploads of the pipeline's records, stored in blocks: one transaction each, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import aclosing
from functools import cache
from typing import TYPE_CHECKING

import asyncpg

from project.core.database import transaction
from project.core.errors import ProjectError
from project.core.managers import Manager
from project.core.postgres import Turns
from project.core.problems import KNOWN_ERRORS, meaning
from project.core.settings import get_settings
from project.core.uploads import in_turn, one_ahead
from project.imaging.ingest.blocks import RecordBlock
from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.parsed_records import ParsedRecord, ParsedRecords
from project.imaging.ingest.results import CountsByCollection, IngestResult, together
from project.imaging.ingest.uploads import RecordUpload
from project.imaging.managers.record_store import RecordStore
from project.users.standing import Standing

if TYPE_CHECKING:
    from project.imaging.models import Photometry  # noqa: F401  (ruff misses names in a base's brackets)

#: So that blocks of different uploads do not mix.
LOCK = "SELECT pg_advisory_xact_lock(7215006)"
#: Of one worker. Each may hold two blocks in memory.
MAX_UPLOADS = 4
REFUSED = "A value lies outside what can be stored"


@cache
def turns() -> Turns:
    return Turns(MAX_UPLOADS, get_settings().db_pool_timeout)


class PhotometryManager(Manager["Photometry"]):
    """Takes in measurements, and with them all that the pipeline writes."""

    async def take(self, upload: RecordUpload, standing: Standing | None = None) -> IngestResult:
        """Store each block while the next one is read, as long as the caller may.

        Raises Unavailable, and what breaks it off half-way.
        """
        done = IngestResult()
        try:
            async with in_turn(turns()), aclosing(one_ahead(upload.blocks())) as blocks:
                async for block in blocks:
                    if standing is not None:
                        await standing.hold()
                    found, faults = await self._store_block(block)
                    done.add(block, found, [*block.faults, *faults])
        except KNOWN_ERRORS as error:
            cut = meaning(error)
            if type(cut) is ProjectError:
                raise
            done.tell_in(cut)
            raise cut from (error.__cause__ if cut is error else error)
        return done

    async def _store_block(self, block: RecordBlock) -> tuple[CountsByCollection, list[RecordFault]]:
        async with transaction() as client:
            connection: asyncpg.Connection = client._connection
            await connection.execute(LOCK)
            stored = await self._store(block.placed)
            await self.manager_of("Job").announce(_runs(block.placed))
            return stored

    async def _store(self, placed: ParsedRecords) -> tuple[CountsByCollection, list[RecordFault]]:
        """What the database refuses after all is found by halving."""
        try:
            async with transaction() as client:
                return await RecordStore(client._connection).store(placed)
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError):
            every = [one for ones in placed.values() for one in ones]
            if len(every) == 1:
                return {}, [every[0].fault(REFUSED)]
        middle = len(every) // 2
        found, faults = await self._store(by_name(every[:middle]))
        more, refused = await self._store(by_name(every[middle:]))
        return together(found, more), [*faults, *refused]


def by_name(placed: Iterable[ParsedRecord]) -> ParsedRecords:
    found: dict[str, list[ParsedRecord]] = {}
    for one in placed:
        found.setdefault(one.collection.name, []).append(one)
    return found


def _runs(placed: ParsedRecords) -> set[str | None]:
    """Whose state may have changed."""
    found = [*placed.get("measurement_sets", ()), *placed.get("jobs", ())]
    return {one.values[one.collection.place_of("run_id")] for one in found}
