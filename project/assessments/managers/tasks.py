from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from pydantic_core import to_json
from tortoise.queryset import QuerySet

from project.assessments.errors import SessionNotFound, TaskNotFound
from project.assessments.grading import TaskResult, scoring_names, task_score
from project.core.database import transaction
from project.core.etags import Expected
from project.core.managers import Manager, Part, as_uuid, given
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.assessments.managers.metrics import MetricManager
    from project.assessments.managers.sessions import SessionManager
    from project.assessments.models import Session, Task

ADD = """
INSERT INTO task (id, session_id, task_name, duration_seconds, status, notes, other_metrics, score)
SELECT id, session_id, name, duration, status, notes, other::json, score
FROM unnest({0}::uuid[], {1}::uuid[], {2}::text[], {3}::float8[], {4}::text[], {5}::text[], {6}::text[], {7}::int[])
    WITH ORDINALITY AS new (id, session_id, name, duration, status, notes, other, score, place)
ORDER BY place
"""
#: As `ADD` takes them.
COLUMNS = ("id", "session_id", "task_name", "duration_seconds", "status", "notes", "other_metrics", "score")


class TaskManager(Manager["Task"]):
    def of(self, caller: Caller) -> QuerySet[Task]:
        return self.get_queryset().filter(session__organisation_id=caller.organisation_id)

    def at(self, caller: Caller, task_id: str) -> QuerySet[Task]:
        """The caller's task of this id, if there is one. Raises TaskNotFound for what is no id."""
        key = as_uuid(task_id)
        if key is None:
            raise TaskNotFound(task_id)
        return self.of(caller).filter(id=key)

    async def fetch(self, caller: Caller, task_id: str) -> Task:
        """Raises TaskNotFound."""
        task = await self.at(caller, task_id).get_or_none()
        if task is None:
            raise TaskNotFound(task_id)
        return task

    def of_session(self, caller: Caller, session_id: str) -> QuerySet[Task]:
        """Of the caller's session of this id. Raises SessionNotFound for what is no id."""
        key = as_uuid(session_id)
        if key is None:
            raise SessionNotFound(session_id)
        return self.get_queryset().filter(session_id=key, session__organisation_id=caller.organisation_id)

    async def lock(self, caller: Caller, task_id: str) -> Task:
        """Take the task and its session for this transaction; the session first, as every writer does."""
        held = self.at(caller, task_id).select_related("session")
        task = await held.select_for_update(no_key=True, of=("task__session", "task")).get_or_none()
        if task is None:
            raise TaskNotFound(task_id)
        return task

    async def add(self, caller: Caller, session_id: str, values: dict[str, Any], numbers: dict[str, float]) -> Task:
        """Record a task with the metrics that came in its own `metrics`."""
        async with transaction():
            session = await self.sessions.lock(caller, session_id)
            task = self.new(session, values, numbers)
            names = given({**values, "metrics": numbers or None})
            line = AuditLine.objects.line(caller, "create", "task", task.id, names)
            await self.run(AuditLine.objects.told(line), *self.inserted([task]))
            if task.score is not None:
                await self.sessions.refresh_scores(session)
        return task

    def new(self, session: Session, values: dict[str, Any], numbers: dict[str, float]) -> Task:
        """A scored task that is not stored yet, with `sent_metrics`."""
        task = self.model(session_id=session.id, **values)
        task.score = task_score(TaskResult(task.task_name, task.status, numbers))
        task.sent_metrics = self.metrics.new(task, session.child_age, numbers, with_task=True)
        return task

    def inserted(self, tasks: Sequence[Task]) -> list[Part]:
        """Stores new tasks with their metrics, in their order."""
        values = [[getattr(task, column) for task in tasks] for column in COLUMNS]
        other = COLUMNS.index("other_metrics")
        values[other] = [None if found is None else to_json(found).decode() for found in values[other]]
        return [self.metrics.inserted([metric for task in tasks for metric in task.sent_metrics]), Part(ADD, values)]

    async def change(self, caller: Caller, task_id: str, values: dict[str, Any], expected: Expected) -> Task:
        async with transaction():
            task = await self.lock(caller, task_id)
            expected.check(task)
            if not values:
                return task
            renamed = values.get("task_name", task.task_name) != task.task_name
            await task.change(**values)
            if renamed:
                await self.metrics.regrade(task.session, task.session.child_age)
            await self.refresh_score(task)
            if renamed:  # the name decides how a score counts, also where the score stays
                await self.sessions.refresh_scores(task.session)
            await AuditLine.objects.record(AuditLine.objects.line(caller, "update", "task", task.id, values))
        return task

    async def remove(self, caller: Caller, task_id: str, expected: Expected) -> Task:
        """Delete a task with its metrics."""
        async with transaction():
            task = await self.lock(caller, task_id)
            expected.check(task)
            await task.delete()
            await self.sessions.refresh_scores(task.session)
            await AuditLine.objects.record(AuditLine.objects.line(caller, "delete", "task", task.id))
        return task

    async def refresh_score(self, task: Task) -> None:
        """Bring the task's score, and with it the session's, up to date. The session is to be locked."""
        counted = self.metrics.get_queryset().filter(task_id=task.id, metric_name__in=scoring_names(task.task_name))
        rows = await counted.order_by("seq").values_list("metric_name", "metric_value")
        score = task_score(TaskResult(task.task_name, task.status, dict(rows)))
        if score != task.score:
            await task.change(score=score)
            await self.sessions.refresh_scores(task.session)

    @property
    def sessions(self) -> SessionManager:
        return cast("SessionManager", self.manager_of("Session"))

    @property
    def metrics(self) -> MetricManager:
        return cast("MetricManager", self.manager_of("Metric"))
