from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from uuid import UUID

import asyncpg
from pydantic_core import to_json

from project.assessments.errors import UnderWay
from project.core.database import fetch, transaction
from project.core.lingering import lingering
from project.core.managers import Manager, digest
from project.core.spooling import Spool
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.assessments.importing import Block, Sitting, TaskRow, Upload
    from project.assessments.managers.sessions import SessionManager
    from project.assessments.models import Import  # noqa: F401  (ruff misses names in a base's brackets)

#: Held until the transaction ends: of a whole upload, where it is all or nothing.
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7215003)) AS got"
#: Uploads of more than a day ago, a few at a time; one with very many faults goes by and by.
EXPIRE = """
WITH expired AS (
    SELECT id FROM import WHERE created_at < now() - interval '1 day' AND id <> $1
    ORDER BY created_at LIMIT 5 FOR UPDATE SKIP LOCKED
), faults AS (
    DELETE FROM import_fault WHERE id IN (
        SELECT fault.id FROM import_fault fault JOIN expired ON expired.id = fault.upload_id LIMIT 10000
    )
)
DELETE FROM import USING expired WHERE import.id = expired.id
    AND NOT EXISTS (SELECT FROM import_fault fault WHERE fault.upload_id = import.id)
"""
RENEW = "DELETE FROM import WHERE id = $1 AND created_at < now() - interval '1 day'"
BEGIN = "INSERT INTO import (id) VALUES ($1) ON CONFLICT DO NOTHING"
KNOWN = "SELECT id, lines, digest, finished_at IS NOT NULL AS finished FROM import WHERE id = $1"
#: No row where another upload has come further meanwhile.
ADVANCE = """
UPDATE import SET lines = $3, digest = $4 WHERE id = $1 AND lines = $2 AND finished_at IS NULL RETURNING id
"""
COUNT = "UPDATE import SET stored = stored + $2 WHERE id = $1"
FINISH = "UPDATE import SET finished_at = now() WHERE id = $1 AND lines = $2 AND finished_at IS NULL RETURNING id"
OUTCOME = """
SELECT lines, stored, (SELECT count(*) FROM import_fault WHERE upload_id = import.id) AS failed
FROM import WHERE id = $1
"""
FAULTS = """
SELECT line, '{"line":' || line || ',"errors":' || errors::text || '}' AS body
FROM import_fault WHERE upload_id = $1 AND line > $2 ORDER BY line LIMIT 1000
"""
#: Those of these sessions that there are, and whether they are the organisation's own.
FOUND = "SELECT id, organisation_id = $2 AS own FROM session WHERE id = ANY($1::uuid[])"
#: In the order of the array, which is that of `display_id`.
ADD = "INSERT INTO session ({0}) SELECT {0} FROM json_populate_recordset(NULL::session, $1::json)"

#: So many sittings are made ready for PostgreSQL at a stretch: the event loop is not to wait for more.
PART_LINES = 200
#: Of a task, without what is worked out.
TASK_FIELDS = ("task_name", "duration_seconds", "status", "notes", "other_metrics", "metrics")
#: In the order of importing.py's rows.
TASK_COLUMNS = ("id", "session_id", "task_name", "duration_seconds", "status", "notes", "other_metrics", "score")
METRIC_COLUMNS = ("id", "task_id", "metric_name", "metric_value", "level", "with_task")

TAKEN = "This id is taken"
NO_PARENT = "There is no such session"
REFUSED = "A value lies outside what can be stored"


class Known(NamedTuple):
    """How far an upload had come when it was cut, or that it had come to its end."""

    id: str
    lines: int = 0
    digest: str = ""
    finished: bool = False


class Fault(NamedTuple):
    """A line that cannot be stored."""

    line: int
    errors: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    lines: int
    stored: int
    failed: int
    #: In the order of the lines, a block at a time: JSON objects with `line` and `errors`.
    faults: AsyncGenerator[list[str]]
    #: Nothing was stored, because of the lines that failed.
    undone: bool = False
    #: All was stored before, and this is the answer to that.
    replayed: bool = False


class Undone(Exception):
    """Rolls back an upload of which not all could be stored."""


class ImportManager(Manager["Import"]):
    """Takes in whole sittings, many at a time."""

    async def take(self, caller: Caller, upload: Upload) -> Outcome:
        """Store what an upload holds. Raises OtherFile, UnderWay."""
        key = upload.key or secrets.token_hex(32)
        upload_id = digest("import", f"{caller.organisation_id} {caller.user_id} {caller.api_key_id}", key)
        if upload.atomic:
            return await self._take_all_or_nothing(caller, upload, upload_id)
        async with transaction():
            known = await self._begin(upload_id)
        await self._store_blocks(caller, upload, known)
        return await self._outcome(known)

    async def _take_all_or_nothing(self, caller: Caller, upload: Upload, upload_id: str) -> Outcome:
        try:
            async with lingering():
                known = await self._begin(upload_id)
                await self._store_blocks(caller, upload, known)
                outcome = await self._outcome(known)
                if not outcome.failed:
                    return outcome
                faults = Spool()
                async for block in outcome.faults:
                    faults.add(block)
                raise Undone
        except Undone:
            return replace(outcome, stored=0, faults=faults.read(), undone=True)

    async def _begin(self, upload_id: str) -> Known:
        (lock,) = await self.sql(LOCK, upload_id)
        if not lock["got"]:
            raise UnderWay
        for statement in (EXPIRE, RENEW, BEGIN):
            await self.sql(statement, upload_id)
        (row,) = await self.sql(KNOWN, upload_id)
        return Known(**row)

    async def _store_blocks(self, caller: Caller, upload: Upload, known: Known) -> None:
        """Store each block while the next one is read; no more than that one is ahead."""
        writing: asyncio.Task[None] | None = None
        lines = known.lines
        try:
            async with aclosing(upload.blocks(known)) as blocks:
                async for block in blocks:
                    if writing is not None:
                        await writing
                    writing = asyncio.create_task(self._store_block(caller, known.id, block))
                    lines = block.lines
            if writing is not None:
                await writing
        finally:
            if writing is not None:
                await asyncio.gather(writing, return_exceptions=True)
        if not known.finished and not await self.sql(FINISH, known.id, lines):
            raise UnderWay

    async def _store_block(self, caller: Caller, upload_id: str, block: Block) -> None:
        async with transaction() as client:
            if not await self.sql(ADVANCE, upload_id, block.after, block.lines, block.digest):
                raise UnderWay
            refused = await self._store(caller, block.sittings) if block.sittings else []
            await self.sql(COUNT, upload_id, len(block.sittings) - len(refused))
            faults = [(upload_id, line, to_json(errors).decode()) for line, errors in (*block.faults, *refused)]
            await _copy(client, "import_fault", ("upload_id", "line", "errors"), faults)

    async def _store(self, caller: Caller, sittings: Sequence[Sitting]) -> list[Fault]:
        """Gives those that cannot be stored. What the database refuses is found by halving."""
        try:
            async with transaction() as client:
                accepted, faults = await self._judge(caller, sittings)
                for first in range(0, len(accepted), PART_LINES):
                    await self._insert(client, caller, accepted[first : first + PART_LINES])
                return faults
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError):
            if len(sittings) == 1:
                return [sittings[0].fault(REFUSED, "body")]
        middle = len(sittings) // 2
        return [*await self._store(caller, sittings[:middle]), *await self._store(caller, sittings[middle:])]

    async def _judge(self, caller: Caller, sittings: Sequence[Sitting]) -> tuple[list[Sitting], list[Fault]]:
        """Ids are to be free, and parents the organisation's own or of an earlier line."""
        named = {sitting.session[key] for sitting in sittings for key in ("id", "parent_session_id")} - {None}
        rows = await self.sql(FOUND, list(named), caller.organisation_id)
        own = {row["id"]: row["own"] for row in rows}
        accepted: list[Sitting] = []
        faults: list[Fault] = []
        for sitting in sittings:
            key, parent = sitting.session["id"], sitting.session["parent_session_id"]
            if key in own:
                faults.append(sitting.fault(TAKEN, "body", "id"))
            elif parent is not None and not own.get(parent):
                faults.append(sitting.fault(NO_PARENT, "body", "parent_session_id"))
            else:
                own[key] = True
                accepted.append(sitting)
        return accepted, faults

    async def _insert(self, client: Any, caller: Caller, sittings: Sequence[Sitting]) -> None:
        sessions = [self.sessions.new(caller, sitting.session) for sitting in sittings]
        tasks = [task for sitting in sittings for task in sitting.tasks]
        metrics = [metric for task in tasks for metric in task.metrics]
        names = ", ".join(f'"{name}"' for name in sessions[0])
        await fetch(ADD.format(names), [to_json(sessions).decode()])
        await _copy(client, "task", TASK_COLUMNS, tasks)
        await _copy(client, "metric", METRIC_COLUMNS, metrics)
        line = AuditLine.objects.line
        lines = [line(caller, "create", "session", sitting.session["id"], sitting.given) for sitting in sittings]
        lines += [line(caller, "create", "task", UUID(bytes=task.id.bytes), _given(task)) for task in tasks]
        await AuditLine.objects.record(*lines)

    async def _outcome(self, known: Known) -> Outcome:
        (row,) = await self.sql(OUTCOME, known.id)
        return Outcome(**row, faults=self._faults(known.id), replayed=known.finished)

    async def _faults(self, upload_id: str) -> AsyncGenerator[list[str]]:
        rows = await self.sql(FAULTS, upload_id, 0)
        while rows:
            yield [row["body"] for row in rows]
            rows = await self.sql(FAULTS, upload_id, rows[-1]["line"])

    @property
    def sessions(self) -> SessionManager:
        return cast("SessionManager", self.manager_of("Session"))


async def _copy(client: Any, table: str, columns: Sequence[str], rows: Sequence[Any]) -> None:
    if rows:
        await client._connection.copy_records_to_table(table, columns=columns, records=rows)


def _given(task: TaskRow) -> list[str]:
    """Names of the fields that were given, for the audit."""
    return [name for name in TASK_FIELDS if getattr(task, name) not in (None, [])]
