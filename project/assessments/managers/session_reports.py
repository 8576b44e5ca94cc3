"""Reads of sessions: single, complete, graded, compared, counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tortoise.expressions import RawSQL
from tortoise.queryset import QuerySet

from project.assessments.errors import SessionNotFound
from project.assessments.followups import WARNINGS
from project.assessments.grading.tasks import TaskResult
from project.assessments.reports.comparison import Comparison, compare
from project.assessments.reports.facts import SessionFacts
from project.assessments.reports.progress import Progress, RecordedSession, progress
from project.assessments.reports.report import Report, build_report
from project.core.db.statements import as_uuid
from project.users.callers import Caller
from project.users.tenants import TenantManager

if TYPE_CHECKING:
    from project.assessments.models import Session

MAX_FOLLOWUPS = 200
WARNINGS_OF = f"SELECT {WARNINGS.format(row='session')} AS warnings FROM session WHERE id = $1"
#: All counts of the analytics page in one scan. Weeks begin on Monday, months on the first, both in UTC.
STATISTICS = """
SELECT row_to_json(counted)::text AS body FROM (
WITH mine AS (SELECT * FROM session WHERE organisation_id = $1),
performed AS (
    SELECT t.task_name, count(*) AS recorded, count(t.score) AS scored, avg(t.duration_seconds) AS duration,
        avg(t.score) * 50 AS score, count(*) FILTER (WHERE t.status IN ('failed', 'fail')) AS failed
    FROM task t JOIN mine ON mine.id = t.session_id GROUP BY t.task_name
),
now_utc AS (SELECT now() AT TIME ZONE 'UTC' AS t)
SELECT
    count(id) AS total_sessions,
    count(DISTINCT lower(child_name)) AS total_children,
    round(avg(child_age), 1)::float8 AS average_age,
    round(avg(overall_score), 1)::float8 AS average_score,
    json_build_object(
        'normal', count(*) FILTER (WHERE risk_level = 'normal'),
        'monitor', count(*) FILTER (WHERE risk_level = 'monitor'),
        'high', count(*) FILTER (WHERE risk_level = 'high'),
        'no_data', count(id) FILTER (WHERE risk_level IS NULL)
    ) AS risk_distribution,
    json_build_object(
        '0-5', count(*) FILTER (WHERE child_age <= 5),
        '6-10', count(*) FILTER (WHERE child_age BETWEEN 6 AND 10),
        '11-15', count(*) FILTER (WHERE child_age BETWEEN 11 AND 15),
        '16+', count(*) FILTER (WHERE child_age >= 16)
    ) AS age_groups,
    json_build_object(
        'male', count(*) FILTER (WHERE child_gender = 'male'),
        'female', count(*) FILTER (WHERE child_gender = 'female'),
        'other', count(id) FILTER (WHERE child_gender IS NULL OR child_gender NOT IN ('male', 'female'))
    ) AS gender,
    count(*) FILTER (WHERE started_at >= date_trunc('week', now_utc.t) AT TIME ZONE 'UTC') AS sessions_this_week,
    count(*) FILTER (WHERE started_at >= date_trunc('month', now_utc.t) AT TIME ZONE 'UTC') AS sessions_this_month,
    coalesce((SELECT json_agg(json_build_object(
        'task_name', task_name, 'recorded', recorded, 'scored', scored, 'failed', failed,
        'average_duration_seconds', duration, 'average_score', score::float8
    ) ORDER BY task_name) FROM performed), '[]') AS task_performance
FROM now_utc LEFT JOIN mine ON true
) AS counted
"""


def task_results(session: Session) -> list[TaskResult]:
    return [
        TaskResult(
            task.task_name,
            task.status,
            {metric.metric_name: metric.metric_value for metric in task.metrics},
            task.duration_seconds,
            task.notes,
            task.id,
        )
        for task in session.tasks
    ]


def recorded_session(session: Session) -> RecordedSession:
    return RecordedSession(session.id, session.started_at, session.child_age, task_results(session))


class SessionReportManager(TenantManager["Session"]):
    def at(self, caller: Caller, session_id: str) -> QuerySet[Session]:
        """Select the caller's session with this id. Raises SessionNotFound if it is not a UUID."""
        key = as_uuid(session_id)
        if key is None:
            raise SessionNotFound(session_id)
        return self.where(organisation_id=caller.organisation_id, id=key)

    async def fetch(self, caller: Caller, session_id: str) -> Session:
        """Raise SessionNotFound if the caller has no such session."""
        session = await self.at(caller, session_id).get_or_none()
        if session is None:
            raise SessionNotFound(session_id)
        return session

    @staticmethod
    def _whole(sessions: QuerySet[Session]) -> QuerySet[Session]:
        """Add tasks and metrics in order of recording, and warnings."""
        warned = sessions.annotate(warnings=RawSQL(WARNINGS.format(row='"session"')))
        return warned.prefetch_related("tasks__metrics")

    async def whole(self, caller: Caller, session_id: str) -> Session:
        session = await self._whole(self.at(caller, session_id)).get_or_none()
        if session is None:
            raise SessionNotFound(session_id)
        return session

    async def warn(self, session: Session) -> Session:
        if session.parent_session_id is not None:
            (row,) = await self.sql(WARNINGS_OF, session.id)
            session.warnings = row["warnings"]
        return session

    async def report(self, caller: Caller, session_id: str) -> tuple[Session, Report]:
        session = await self.whole(caller, session_id)
        facts = SessionFacts(
            child_name=session.child_name,
            child_age=session.child_age,
            child_height_cm=session.child_height_cm,
            child_weight_kg=session.child_weight_kg,
            child_gender=session.child_gender,
            started_at=session.started_at,
            session_type=session.session_type,
            notes=session.child_notes,
        )
        return session, build_report(facts, task_results(session), session.warnings)

    async def progress(self, caller: Caller, session_id: str) -> Progress:
        """Compare the session with its follow-ups, oldest first. Beyond MAX_FOLLOWUPS the latest are used."""
        initial = await self.whole(caller, session_id)
        latest = self.of(caller).filter(parent_session_id=initial.id).order_by("-started_at", "-id")
        followups = await self._whole(latest.limit(MAX_FOLLOWUPS))
        return progress(recorded_session(initial), [recorded_session(session) for session in reversed(followups)])

    async def compare(self, caller: Caller, session1: str, session2: str) -> Comparison:
        return compare(
            recorded_session(await self.whole(caller, session1)),
            recorded_session(await self.whole(caller, session2)),
        )

    async def statistics(self, caller: Caller) -> dict[str, Any]:
        (row,) = await self.sql(STATISTICS, caller.organisation_id)
        found: dict[str, Any] = json.loads(row["body"])
        return found

    def export(self, caller: Caller) -> QuerySet[Session]:
        return self.of(caller).order_by("id")
