"""Bulk storage of imported sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import asyncpg
from pydantic_core import to_json

from project.assessments.imports.lines import NewSession
from project.assessments.imports.state import LineFault
from project.assessments.new_rows import METRIC_COLUMNS, TASK_COLUMNS, NewTask
from project.core.db.managers import Manager, ManagerOf
from project.core.db.transactions import fetch, transaction
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.assessments.managers.sessions import SessionManager
    from project.assessments.models import Import  # noqa: F401  (ruff misses names in a base's brackets)

#: Which of these sessions exist, and whether they are the organisation's own.
FOUND = "SELECT id, organisation_id = $2 AS own FROM session WHERE id = ANY($1::uuid[])"
#: Inserts in the order of the array, so `display_id` follows it.
ADD = "INSERT INTO session ({0}) SELECT {1} FROM json_populate_recordset(NULL::session, $1::json)"
#: JSON text within that array.
TASK_METRICS = "(task_metrics #>> '{}')::json"
#: Sessions serialised at a stretch, to keep the event loop responsive.
CHUNK_SESSIONS = 200
#: Fields of a task that are not computed.
TASK_FIELDS = tuple(name for name in NewTask._fields if name not in {"id", "session_id", "score"})
TAKEN = "This id is taken"
NO_PARENT = "There is no such session"
REFUSED = "A value lies outside what can be stored"


class SessionImportManager(Manager["Import"]):
    sessions: ManagerOf[SessionManager] = ManagerOf("Session")

    async def store(self, caller: Caller, sessions: Sequence[NewSession]) -> list[LineFault]:
        """Store what can be stored and return the faults. Bisects to find rows that the database refuses."""
        try:
            async with transaction() as client:
                accepted, faults = await self._judge(caller, sessions)
                for first in range(0, len(accepted), CHUNK_SESSIONS):
                    await self._insert(client, caller, accepted[first : first + CHUNK_SESSIONS])
                return faults
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError):
            if len(sessions) == 1:
                return [sessions[0].fault(REFUSED, "body")]
        middle = len(sessions) // 2
        return [*await self.store(caller, sessions[:middle]), *await self.store(caller, sessions[middle:])]

    async def _judge(self, caller: Caller, sessions: Sequence[NewSession]) -> tuple[list[NewSession], list[LineFault]]:
        """Accept sessions whose id is free and whose parent is the organisation's own or on an earlier line."""
        named = {session.values[key] for session in sessions for key in ("id", "parent_session_id")} - {None}
        rows = await self.sql(FOUND, list(named), caller.organisation_id)
        own = {row["id"]: row["own"] for row in rows}
        accepted: list[NewSession] = []
        faults: list[LineFault] = []
        for session in sessions:
            key, parent = session.values["id"], session.values["parent_session_id"]
            if key in own:
                faults.append(session.fault(TAKEN, "body", "id"))
            elif parent is not None and not own.get(parent):
                faults.append(session.fault(NO_PARENT, "body", "parent_session_id"))
            else:
                own[key] = True
                accepted.append(session)
        return accepted, faults

    async def _insert(self, client: Any, caller: Caller, sessions: Sequence[NewSession]) -> None:
        rows = [self.sessions.new(caller, session.values) for session in sessions]
        tasks = [task for session in sessions for task in session.tasks]
        metrics = [metric for task in tasks for metric in task.metrics]
        columns = {name: f'"{name}"' for name in rows[0]}
        read = {**columns, "task_metrics": TASK_METRICS}
        statement = ADD.format(", ".join(columns.values()), ", ".join(read.values()))
        await fetch(statement, [to_json(rows).decode()])
        await copy(client, "task", TASK_COLUMNS, tasks)
        await copy(client, "metric", METRIC_COLUMNS, metrics)
        line = AuditLine.objects.line
        lines = [line(caller, "create", "session", session.values["id"], session.given) for session in sessions]
        lines += [line(caller, "create", "task", task.id, _given(task)) for task in tasks]
        await AuditLine.objects.record(*lines)


async def copy(client: Any, table: str, columns: Sequence[str], rows: Sequence[Any]) -> None:
    if rows:
        await client._connection.copy_records_to_table(table, columns=columns, records=rows)


def _given(task: NewTask) -> list[str]:
    """Return the names of the fields that were given, for the audit."""
    return [name for name in TASK_FIELDS if getattr(task, name) not in (None, [])]
