from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from tortoise.queryset import QuerySet

from project.assessments.errors import TaskNotFound
from project.assessments.grading import TaskResult, task_score
from project.core.database import transaction
from project.core.etags import Expected
from project.core.managers import Manager, as_uuid, given
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.assessments.managers.metrics import MetricManager
    from project.assessments.managers.sessions import SessionManager
    from project.assessments.models import Session, Task


#: Columns of a task in a list: not `other_metrics`, which can be large.
LISTED = ("id", "session_id", "seq", "task_name", "duration_seconds", "status", "notes", "score")


class TaskManager(Manager["Task"]):
    def of(self, caller: Caller) -> QuerySet[Task]:
        return self.get_queryset().filter(session__organisation_id=caller.organisation_id)

    async def fetch(self, caller: Caller, task_id: str) -> Task:
        key = as_uuid(task_id)
        task = await self.of(caller).get_or_none(id=key) if key else None
        if task is None:
            raise TaskNotFound(task_id)
        return task

    async def of_session(self, caller: Caller, session_id: str) -> QuerySet[Task]:
        """Raises SessionNotFound."""
        session = await self.sessions.fetch(caller, session_id)
        return self.get_queryset().filter(session_id=session.id).only(*LISTED)

    async def lock(self, caller: Caller, task_id: str) -> Task:
        """Take the task and its session for this transaction; the session first, as every writer does."""
        key = as_uuid(task_id)
        session = await self.sessions.lock_of_task(caller, key) if key else None
        task = await self.get_queryset().get_or_none(id=key) if session else None
        if session is None or task is None:
            raise TaskNotFound(task_id)
        task.session = session
        return task

    async def add(self, caller: Caller, session_id: str, values: dict[str, Any], numbers: dict[str, float]) -> Task:
        """Record a task with the metrics that came in its own `metrics`."""
        async with transaction():
            session = await self.sessions.lock(caller, session_id)
            task = self.new(session, values, numbers)
            await self.write([task])
            await self.sessions.refresh_scores(session)
            names = given({**values, "metrics": numbers or None})
            await AuditLine.objects.record(AuditLine.objects.line(caller, "create", "task", task.id, names))
        return task

    def new(self, session: Session, values: dict[str, Any], numbers: dict[str, float]) -> Task:
        """A scored task that is not stored yet, with `sent_metrics`."""
        task = self.model(session_id=session.id, **values)
        task.score = task_score(TaskResult(task.task_name, task.status, numbers))
        task.sent_metrics = self.metrics.new(task, session.child_age, numbers, with_task=True)
        return task

    async def write(self, tasks: Sequence[Task]) -> None:
        """Store new tasks with their metrics, in their order."""
        if tasks:
            await self.get_queryset().bulk_create(tasks)
            await self.metrics.write([metric for task in tasks for metric in task.sent_metrics])

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
        rows = await self.metrics.of_task(task).order_by("seq").values_list("metric_name", "metric_value")
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
