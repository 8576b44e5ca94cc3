from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import BaseModel
from tortoise.queryset import QuerySet
from uuid_utils.compat import uuid7

from project.assessments.errors import SessionNotFound
from project.assessments.grading.sessions import overall
from project.assessments.managers.session_reports import SessionReportManager
from project.assessments.name_search import as_tsquery, as_tsvector
from project.core.db.managers import ManagerOf
from project.core.db.statements import as_uuid, given, insertion
from project.core.db.transactions import transaction
from project.core.errors import Invalid
from project.core.http.etags import IfMatchGuard
from project.core.json.rows import Typed
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.assessments.managers.metrics import MetricManager
    from project.assessments.managers.tasks import TaskManager
    from project.assessments.models import Session
    from project.assessments.schemas.sessions import SessionQuery

#: The session and all its ancestors, nearest first.
ANCESTORS = """
WITH RECURSIVE line AS (
    SELECT id, parent_session_id FROM session WHERE id = $1
    UNION
    SELECT s.id, s.parent_session_id FROM session s JOIN line ON s.id = line.parent_session_id
)
SELECT id FROM line
"""
#: Does explicitly what the foreign key would do silently, to count the version and audit the change.
ORPHAN = """
UPDATE session SET parent_session_id = NULL, version = version + 1, updated_at = now()
WHERE parent_session_id = $1 RETURNING id
"""


class SessionManager(SessionReportManager):
    tasks: ManagerOf[TaskManager] = ManagerOf("Task")
    metrics: ManagerOf[MetricManager] = ManagerOf("Metric")

    def search(self, caller: Caller, query: SessionQuery) -> QuerySet[Session]:
        found = self.of(caller)
        wanted: dict[str, Any] = {
            "session_type": query.session_type,
            "risk_level": query.risk_level,
            "parent_session_id": query.parent_session_id,
            "started_at__gte": query.started_after,
            "started_at__lt": query.started_before,
            "child_age__gte": query.age_min,
            "child_age__lte": query.age_max,
        }
        found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
        if query.q is None:
            return found
        text = as_tsquery(query.q)
        return found.filter(child_name_words__search=Typed(text, "tsquery")) if text else found.filter(id__in=[])

    def followups(self, caller: Caller, session_id: str) -> QuerySet[Session]:
        """Select direct follow-ups. Empty if there is no such session."""
        parent = as_uuid(session_id)
        found = self.of(caller)
        return found.filter(parent_session_id=parent) if parent else found.filter(id__in=[])

    async def start(self, caller: Caller, values: dict[str, Any], out: type[BaseModel]) -> str:
        session = self.new(caller, values)
        await self.check_parent(caller, session["parent_session_id"])
        line = AuditLine.objects.line(caller, "create", "session", session["id"], given(values))
        return await self.insert(session, out, audit=AuditLine.objects.statement(line))

    def new(self, caller: Caller, values: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": uuid7(),
            "organisation_id": caller.organisation_id,
            "child_name_words": as_tsvector(values["child_name"]),
            "started_at": datetime.now(UTC),
            "parent_session_id": None,
            **values,
        }

    async def check_parent(self, caller: Caller, parent: UUID | None) -> None:
        """Raise Invalid unless the parent is one of the caller's sessions."""
        if parent is not None and not await self.of(caller).filter(id=parent).exists():
            raise Invalid("There is no such session", "body", "parent_session_id")

    async def lock(self, caller: Caller, session_id: str) -> Session:
        """Lock the session for this transaction. Every writer to it or its tasks waits here."""
        session = await self.at(caller, session_id).select_for_update(no_key=True).get_or_none()
        if session is None:
            raise SessionNotFound(session_id)
        return session

    async def record(
        self, caller: Caller, values: dict[str, Any], tasks: list[tuple[dict[str, Any], dict[str, float]]]
    ) -> QuerySet[Session]:
        session = self.new(caller, values)
        await self.check_parent(caller, session["parent_session_id"])
        made = [self.tasks.new(session["id"], session["child_age"], *task) for task in tasks]
        score, risk = overall([(task.task_name, task.score) for task in made])
        line = AuditLine.objects.line
        lines = [line(caller, "create", "session", session["id"], given(values))]
        lines += [
            line(caller, "create", "task", task.id, given({**values, "metrics": numbers or None}))
            for task, (values, numbers) in zip(made, tasks, strict=True)
        ]
        await self.run(
            insertion(self.model, {**session, "overall_score": score, "risk_level": risk}),
            audit=AuditLine.objects.statement(*lines),
            **self.tasks.inserted(made),
        )
        return self.of(caller).filter(id=session["id"])

    async def change(self, caller: Caller, session_id: str, values: dict[str, Any], guard: IfMatchGuard) -> Session:
        async with transaction():
            session = await self.lock(caller, session_id)
            guard.check(session)
            if not values:
                return await self.warn(session)
            if "child_name" in values:
                values["child_name_words"] = as_tsvector(values["child_name"])
            older_or_younger = values.get("child_age", session.child_age) != session.child_age
            session.update_from_dict(values)
            if values.get("parent_session_id") is not None:
                await self._check_no_cycle(caller, session)
                await self.check_parent(caller, session.parent_session_id)
            if older_or_younger:
                await self.metrics.regrade(session, values["child_age"])
            await session.change(**values)
            names = [name for name in values if name != "child_name_words"]
            await AuditLine.objects.record(AuditLine.objects.line(caller, "update", "session", session.id, names))
            return await self.warn(session)

    async def _check_no_cycle(self, caller: Caller, session: Session) -> None:
        # Serialise changes of parents in an organisation: two at once could each close half of a cycle.
        await self.sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 7215002))", str(caller.organisation_id))
        line = await self.sql(ANCESTORS, session.parent_session_id)
        if session.id in {row["id"] for row in line}:
            raise Invalid("A session cannot follow itself, nor one that follows it", "body", "parent_session_id")

    async def remove(self, caller: Caller, session_id: str, guard: IfMatchGuard) -> Session:
        async with transaction():
            session = await self.lock(caller, session_id)
            guard.check(session)
            line = AuditLine.objects.line
            orphans = await self.sql(ORPHAN, session.id)
            await session.delete()
            await AuditLine.objects.record(
                line(caller, "delete", "session", session.id),
                *(line(caller, "update", "session", row["id"], ["parent_session_id"]) for row in orphans),
            )
        return session

    async def refresh_scores(self, session: Session) -> None:
        """Update risk level and overall score from the tasks' scores. Needs the session locked."""
        tasks = await self.sql("SELECT task_name, score FROM task WHERE session_id = $1 ORDER BY seq", session.id)
        score, risk = overall([(task["task_name"], task["score"]) for task in tasks])
        if (score, risk) != (session.overall_score, session.risk_level):
            await session.change(overall_score=score, risk_level=risk)
