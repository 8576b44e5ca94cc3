from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic_core import to_json
from tortoise.queryset import QuerySet
from uuid_utils.compat import uuid7

from project.assessments.errors import SessionNotFound, TaskNotFound
from project.assessments.grading.tasks import TaskResult, task_score
from project.assessments.new_rows import TASK_COLUMNS, NewTask, insert_arrays
from project.core.db.managers import ManagerOf
from project.core.db.statements import Statement, as_uuid, given
from project.core.db.transactions import transaction
from project.core.http.etags import IfMatchGuard
from project.users.callers import Caller
from project.users.models import AuditLine
from project.users.tenants import TenantManager, TenantQuerySet

if TYPE_CHECKING:
    from project.assessments.managers.metrics import MetricManager
    from project.assessments.managers.sessions import SessionManager
    from project.assessments.models import Task


class TaskQuerySet(TenantQuerySet["Task"]):
    organisation_path = "session__organisation_id"


class TaskManager(TenantManager["Task"]):
    queryset_class = TaskQuerySet
    sessions: ManagerOf[SessionManager] = ManagerOf("Session")
    metrics: ManagerOf[MetricManager] = ManagerOf("Metric")

    def at(self, caller: Caller, task_id: str) -> QuerySet[Task]:
        """Select the caller's task with this id. Raises TaskNotFound if it is not a UUID."""
        key = as_uuid(task_id)
        if key is None:
            raise TaskNotFound(task_id)
        return self.where(session__organisation_id=caller.organisation_id, id=key)

    async def fetch(self, caller: Caller, task_id: str) -> Task:
        task = await self.at(caller, task_id).get_or_none()
        if task is None:
            raise TaskNotFound(task_id)
        return task

    def of_session(self, caller: Caller, session_id: str) -> QuerySet[Task]:
        key = as_uuid(session_id)
        if key is None:
            raise SessionNotFound(session_id)
        return self.get_queryset().filter(session_id=key, session__organisation_id=caller.organisation_id)

    async def lock(self, caller: Caller, task_id: str) -> Task:
        """Lock the task and its session for this transaction: the session first, as every writer does."""
        held = self.at(caller, task_id).select_related("session")
        task = await held.select_for_update(no_key=True, of=("task__session", "task")).get_or_none()
        if task is None:
            raise TaskNotFound(task_id)
        return task

    async def add(self, caller: Caller, session_id: str, values: dict[str, Any], numbers: dict[str, float]) -> NewTask:
        async with transaction():
            session = await self.sessions.lock(caller, session_id)
            task = self.new(session.id, session.child_age, values, numbers)
            names = given({**values, "metrics": numbers or None})
            audit = AuditLine.objects.statement(AuditLine.objects.line(caller, "create", "task", task.id, names))
            await self.run(Statement("SELECT", []), audit=audit, **self.inserted([task]))
            if task.score is not None:
                await self.sessions.refresh_scores(session)
        return task

    def new(self, session_id: UUID, age: int, values: dict[str, Any], numbers: dict[str, float]) -> NewTask:
        task = NewTask(uuid7(), session_id, **values)
        return task._replace(
            other_metrics=None if task.other_metrics is None else to_json(task.other_metrics).decode(),
            score=task_score(TaskResult(task.task_name, task.status, numbers)),
            metrics=self.metrics.new(task.id, task.task_name, age, numbers, with_task=True),
        )

    def inserted(self, tasks: Sequence[NewTask]) -> dict[str, Statement]:
        columns: list[Any] = list(zip(*tasks, strict=True))[:-1] if tasks else [[]] * len(TASK_COLUMNS)
        metrics = [metric for task in tasks for metric in task.metrics]
        return {
            "tasks": Statement(insert_arrays(self.model, TASK_COLUMNS), columns),
            "metrics": self.metrics.inserted(metrics),
        }

    async def change(self, caller: Caller, task_id: str, values: dict[str, Any], guard: IfMatchGuard) -> Task:
        async with transaction():
            task = await self.lock(caller, task_id)
            guard.check(task)
            if not values:
                return task
            renamed = values.get("task_name", task.task_name) != task.task_name
            await task.change(**values)
            if renamed:
                await self.metrics.regrade(task.session, task.session.child_age)
            await self.refresh_score(task)
            if renamed:  # the name decides how an unchanged score counts
                await self.sessions.refresh_scores(task.session)
            await AuditLine.objects.record(AuditLine.objects.line(caller, "update", "task", task.id, values))
        return task

    async def remove(self, caller: Caller, task_id: str, guard: IfMatchGuard) -> Task:
        async with transaction():
            task = await self.lock(caller, task_id)
            guard.check(task)
            await task.delete()
            await self.sessions.refresh_scores(task.session)
            await AuditLine.objects.record(AuditLine.objects.line(caller, "delete", "task", task.id))
        return task

    async def refresh_score(self, task: Task) -> None:
        """Update the task's score and with it the session's. Needs the session locked."""
        counted = await self.run(self.metrics.scoring(task.id, task.task_name))
        score = task_score(TaskResult(task.task_name, task.status, dict(counted)))
        if score != task.score:
            await task.change(score=score)
            await self.sessions.refresh_scores(task.session)
