"""Imports: progress, resumption and reports of faults."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import cache

from pydantic_core import to_json

from project.assessments.errors import ImportInProgress, ImportKeyReused
from project.assessments.imports.blocks import ImportBlock
from project.assessments.imports.state import ImportState
from project.assessments.imports.upload import ImportUpload, add_progress
from project.assessments.managers.session_imports import SessionImportManager, copy
from project.core.db.long_transactions import long_transaction
from project.core.db.pool import FairSemaphore
from project.core.db.transactions import transaction
from project.core.errors import ProjectError
from project.core.hashing import digest
from project.core.http.problems import KNOWN_ERRORS, meaning
from project.core.http.spool import Spool
from project.core.http.uploads import in_turn, one_ahead
from project.core.ops.settings import get_settings
from project.service import Right
from project.users.access_check import AccessCheck
from project.users.callers import Caller

#: Held until the transaction ends; an atomic import is one transaction.
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7215003)) AS got"
#: Delete a few imports untouched for a day. Very many faults take several rounds.
EXPIRE = """
WITH expired AS (
    SELECT id FROM import WHERE touched_at < now() - interval '1 day'
    ORDER BY touched_at LIMIT 5 FOR UPDATE SKIP LOCKED
), faults AS (
    DELETE FROM import_fault WHERE id IN (
        SELECT fault.id FROM import_fault fault JOIN expired ON expired.id = fault.upload_id LIMIT 10000
    )
), cleared AS (
    DELETE FROM import USING expired WHERE import.id = expired.id
        AND NOT EXISTS (SELECT FROM import_fault fault WHERE fault.upload_id = import.id)
)
SELECT count(*) AS found FROM expired
"""
#: Rounds of EXPIRE per import.
MAX_ROUNDS = 10
#: Let the next round delete it.
FORGET = "UPDATE import SET touched_at = 'epoch' WHERE id = $1"
RENEW = "DELETE FROM import WHERE id = $1 AND touched_at < now() - interval '1 day'"
STATE_COLUMNS = "id, lines, digest, finished_at IS NOT NULL AS finished, stored, failed"
BEGIN = (
    f"INSERT INTO import (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET touched_at = now() RETURNING {STATE_COLUMNS}"
)
#: Returns no row if another upload got further meanwhile.
ADVANCE = """
UPDATE import SET lines = $3, digest = $4, touched_at = now()
WHERE id = $1 AND lines = $2 AND finished_at IS NULL RETURNING id
"""
COUNT = f"UPDATE import SET stored = stored + $2, failed = failed + $3 WHERE id = $1 RETURNING {STATE_COLUMNS}"
FINISH = "UPDATE import SET finished_at = now() WHERE id = $1 AND lines = $2 AND finished_at IS NULL RETURNING id"
FAULTS = """
SELECT line, '{"line":' || line || ',"errors":' || errors::text || '}' AS body
FROM import_fault WHERE upload_id = $1 AND line > $2 ORDER BY line LIMIT 1000
"""
#: Per worker. Each may hold two blocks in memory.
MAX_UPLOADS = 8
OVERTAKEN = "This upload has gone on elsewhere meanwhile"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The outcome of an import."""

    lines: int
    stored: int
    failed: int
    #: Blocks of JSON objects with `line` and `errors`, in the order of the lines.
    faults: AsyncGenerator[list[str]]
    #: Atomic, and nothing was stored because lines failed.
    rolled_back: bool = False
    #: Finished before; this repeats the answer.
    replayed: bool = False


class AtomicImportFailed(Exception):
    """Roll back an atomic import with faulty lines."""


@cache
def turns() -> FairSemaphore:
    return FairSemaphore(MAX_UPLOADS, get_settings().db_pool_timeout)


class ImportManager(SessionImportManager):
    async def take(self, caller: Caller, upload: ImportUpload) -> ImportResult:
        """Store an import, or the rest of one.

        Raises ImportKeyReused, ImportInProgress, Unavailable, and whatever interrupts the upload.
        """
        key = upload.key or secrets.token_hex(32)
        upload_id = digest("import", f"{caller.organisation_id} {caller.user_id} {caller.api_key_id}", key)
        await self._expire()
        if upload.atomic:
            return await self._take_all_or_nothing(caller, upload, upload_id)
        async with in_turn(turns()):
            async with transaction():
                begun = await self._begin(upload_id)
            state = await self._store_blocks(caller, upload, begun)
        return self._result(upload, state, replayed=begun.finished)

    async def _take_all_or_nothing(self, caller: Caller, upload: ImportUpload, upload_id: str) -> ImportResult:
        try:
            async with long_transaction():
                begun = await self._begin(upload_id)
                state = await self._store_blocks(caller, upload, begun)
                if not state.failed:
                    return self._result(upload, state, replayed=begun.finished)
                faults = Spool()
                async for block in self._faults(state):
                    faults.add(block)
                raise AtomicImportFailed
        except AtomicImportFailed:
            return ImportResult(state.lines, 0, state.failed, faults.read(), rolled_back=True)

    async def _expire(self) -> None:
        for _ in range(MAX_ROUNDS):
            (row,) = await self.sql(EXPIRE)
            if not row["found"]:
                return

    async def _begin(self, upload_id: str) -> ImportState:
        (lock,) = await self.sql(LOCK, upload_id)
        if not lock["got"]:
            raise ImportInProgress
        await self.sql(RENEW, upload_id)
        (row,) = await self.sql(BEGIN, upload_id)
        return ImportState(**row)

    async def _store_blocks(self, caller: Caller, upload: ImportUpload, state: ImportState) -> ImportState:
        """Store each block while the next one is read, one ahead at most. Return the new state."""
        access_check = AccessCheck(caller, Right.WRITE)
        try:
            async with aclosing(one_ahead(upload.blocks(state))) as blocks:
                async for block in blocks:
                    await access_check.require()
                    state = await self._store_block(caller, state.id, block)
            if not state.finished and not await self.sql(FINISH, state.id, state.lines):
                raise ImportInProgress(OVERTAKEN)
        except KNOWN_ERRORS as error:
            found = meaning(error)
            if upload.atomic or type(found) is ProjectError or isinstance(found, ImportKeyReused | ImportInProgress):
                raise
            add_progress(found, state, upload)
            raise found from (error.__cause__ if found is error else error)
        return state

    async def _store_block(self, caller: Caller, upload_id: str, block: ImportBlock) -> ImportState:
        async with transaction() as client:
            if not await self.sql(ADVANCE, upload_id, block.after, block.lines, block.digest):
                raise ImportInProgress(OVERTAKEN)
            refused = await self.store(caller, block.sessions) if block.sessions else []
            faults = [(upload_id, line, to_json(errors).decode()) for line, errors in (*block.faults, *refused)]
            await copy(client, "import_fault", ("upload_id", "line", "errors"), faults)
            (row,) = await self.sql(COUNT, upload_id, len(block.sessions) - len(refused), len(faults))
        return ImportState(**row)

    def _result(self, upload: ImportUpload, state: ImportState, *, replayed: bool) -> ImportResult:
        faults = self._faults(state) if upload.key else self._last_faults(state)
        return ImportResult(state.lines, state.stored, state.failed, faults, replayed=replayed)

    async def _last_faults(self, state: ImportState) -> AsyncGenerator[list[str]]:
        """Yield the faults of an import without a key, then forget it: nobody can ask again."""
        try:
            async with aclosing(self._faults(state)) as blocks:
                async for block in blocks:
                    yield block
        finally:
            with suppress(*KNOWN_ERRORS):  # everything is stored, and it expires in a day
                await self.sql(FORGET, state.id)
                await self._expire()

    async def _faults(self, state: ImportState) -> AsyncGenerator[list[str]]:
        rows = await self.sql(FAULTS, state.id, 0) if state.failed else []
        while rows:
            yield [row["body"] for row in rows]
            rows = await self.sql(FAULTS, state.id, rows[-1]["line"])
