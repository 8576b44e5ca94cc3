"""Uploads of whole sessions: how far each has come, and what is told of it."""

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
from project.core.database import transaction
from project.core.errors import ProjectError
from project.core.lingering import lingering
from project.core.managers import digest
from project.core.postgres import Turns
from project.core.problems import KNOWN_ERRORS, meaning
from project.core.settings import get_settings
from project.core.spooling import Spool
from project.core.uploads import in_turn, one_ahead
from project.service import Right
from project.users.callers import Caller
from project.users.standing import Standing

#: Held until the transaction ends: of a whole upload, where it is all or nothing.
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7215003)) AS got"
#: Uploads that nobody has touched for a day, a few at a time; one with very many faults goes by and by.
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
#: So often at most for each upload that comes.
CLEARINGS = 10
#: The next clearing takes it away.
FORGET = "UPDATE import SET touched_at = 'epoch' WHERE id = $1"
RENEW = "DELETE FROM import WHERE id = $1 AND touched_at < now() - interval '1 day'"
KNOWN = "id, lines, digest, finished_at IS NOT NULL AS finished, stored, failed"
BEGIN = f"INSERT INTO import (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET touched_at = now() RETURNING {KNOWN}"
#: No row where another upload has come further meanwhile.
ADVANCE = """
UPDATE import SET lines = $3, digest = $4, touched_at = now()
WHERE id = $1 AND lines = $2 AND finished_at IS NULL RETURNING id
"""
COUNT = f"UPDATE import SET stored = stored + $2, failed = failed + $3 WHERE id = $1 RETURNING {KNOWN}"
FINISH = "UPDATE import SET finished_at = now() WHERE id = $1 AND lines = $2 AND finished_at IS NULL RETURNING id"
FAULTS = """
SELECT line, '{"line":' || line || ',"errors":' || errors::text || '}' AS body
FROM import_fault WHERE upload_id = $1 AND line > $2 ORDER BY line LIMIT 1000
"""
#: Of one worker. Each may hold two blocks in memory.
MAX_UPLOADS = 8
GONE_ON = "This upload has gone on elsewhere meanwhile"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an upload."""

    lines: int
    stored: int
    failed: int
    #: In the order of the lines, a block at a time: JSON objects with `line` and `errors`.
    faults: AsyncGenerator[list[str]]
    #: Nothing was stored, because of the lines that failed.
    undone: bool = False
    #: All was stored before, and this is the answer to that.
    replayed: bool = False


class AtomicImportFailed(Exception):
    """Rolls back an upload of which not all could be stored."""


@cache
def turns() -> Turns:
    return Turns(MAX_UPLOADS, get_settings().db_pool_timeout)


class ImportManager(SessionImportManager):
    """Takes in uploads, each at once or in several goes."""

    async def take(self, caller: Caller, upload: ImportUpload) -> ImportResult:
        """Store what an upload holds. Raises OtherFile, UnderWay, Unavailable, and what breaks it off half-way."""
        key = upload.key or secrets.token_hex(32)
        upload_id = digest("import", f"{caller.organisation_id} {caller.user_id} {caller.api_key_id}", key)
        await self._clear()
        if upload.atomic:
            return await self._take_all_or_nothing(caller, upload, upload_id)
        async with in_turn(turns()):
            async with transaction():
                begun = await self._begin(upload_id)
            known = await self._store_blocks(caller, upload, begun)
        return self._imported(upload, known, replayed=begun.finished)

    async def _take_all_or_nothing(self, caller: Caller, upload: ImportUpload, upload_id: str) -> ImportResult:
        try:
            async with lingering():
                begun = await self._begin(upload_id)
                known = await self._store_blocks(caller, upload, begun)
                if not known.failed:
                    return self._imported(upload, known, replayed=begun.finished)
                faults = Spool()
                async for block in self._faults(known):
                    faults.add(block)
                raise AtomicImportFailed
        except AtomicImportFailed:
            return ImportResult(known.lines, 0, known.failed, faults.read(), undone=True)

    async def _clear(self) -> None:
        for _ in range(CLEARINGS):
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

    async def _store_blocks(self, caller: Caller, upload: ImportUpload, known: ImportState) -> ImportState:
        """Store each block while the next one is read; no more than that one is ahead. Gives what is known then."""
        standing = Standing(caller, Right.WRITE)
        try:
            async with aclosing(one_ahead(upload.blocks(known))) as blocks:
                async for block in blocks:
                    await standing.hold()
                    known = await self._store_block(caller, known.id, block)
            if not known.finished and not await self.sql(FINISH, known.id, known.lines):
                raise ImportInProgress(GONE_ON)
        except KNOWN_ERRORS as error:
            found = meaning(error)
            if upload.atomic or type(found) is ProjectError or isinstance(found, ImportKeyReused | ImportInProgress):
                raise
            add_progress(found, known, upload)
            raise found from (error.__cause__ if found is error else error)
        return known

    async def _store_block(self, caller: Caller, upload_id: str, block: ImportBlock) -> ImportState:
        async with transaction() as client:
            if not await self.sql(ADVANCE, upload_id, block.after, block.lines, block.digest):
                raise ImportInProgress(GONE_ON)
            refused = await self.store(caller, block.sessions) if block.sessions else []
            faults = [(upload_id, line, to_json(errors).decode()) for line, errors in (*block.faults, *refused)]
            await copy(client, "import_fault", ("upload_id", "line", "errors"), faults)
            (row,) = await self.sql(COUNT, upload_id, len(block.sessions) - len(refused), len(faults))
        return ImportState(**row)

    def _imported(self, upload: ImportUpload, known: ImportState, *, replayed: bool) -> ImportResult:
        faults = self._faults(known) if upload.key else self._last_faults(known)
        return ImportResult(known.lines, known.stored, known.failed, faults, replayed=replayed)

    async def _last_faults(self, known: ImportState) -> AsyncGenerator[list[str]]:
        """Those of an upload without a key, which nobody can ask for again."""
        try:
            async with aclosing(self._faults(known)) as blocks:
                async for block in blocks:
                    yield block
        finally:
            with suppress(*KNOWN_ERRORS):  # all is stored; and in a day it expires
                await self.sql(FORGET, known.id)
                await self._clear()

    async def _faults(self, known: ImportState) -> AsyncGenerator[list[str]]:
        rows = await self.sql(FAULTS, known.id, 0) if known.failed else []
        while rows:
            yield [row["body"] for row in rows]
            rows = await self.sql(FAULTS, known.id, rows[-1]["line"])
