from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast
from uuid import UUID

from tortoise.queryset import QuerySet
from uuid_utils import uuid7

from project.assessments.errors import MetricNotFound, TaskNotFound
from project.assessments.grading import GradedLevel, level_of, scoring_names
from project.core.database import transaction
from project.core.managers import Manager, Part, as_uuid
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.assessments.managers.tasks import TaskManager
    from project.assessments.models import Metric, Session

ADD = """
INSERT INTO metric (id, task_id, metric_name, metric_value, level, with_task)
SELECT id, task_id, name, value, level, with_task
FROM unnest({0}::uuid[], {1}::uuid[], {2}::text[], {3}::float8[], {4}::text[], {5}::bool[])
    WITH ORDINALITY AS new (id, task_id, name, value, level, with_task, place)
ORDER BY place
"""
#: Metrics sent by themselves take the place of those of the same name that came with the task.
REPLACED = "DELETE FROM metric WHERE task_id = {0} AND with_task AND metric_name = ANY({1}::text[])"
GRADED = """
SELECT m.id, t.task_name, m.metric_name, m.metric_value
FROM metric m JOIN task t ON t.id = m.task_id WHERE t.session_id = $1
"""
REGRADE = """
UPDATE metric SET level = new.level FROM unnest($1::uuid[], $2::text[]) AS new (id, level)
WHERE metric.id = new.id AND metric.level IS DISTINCT FROM new.level
"""


class NewMetric(NamedTuple):
    """A graded metric that is about to be stored."""

    id: str
    task_id: UUID
    metric_name: str
    metric_value: float
    level: GradedLevel | None
    with_task: bool


class MetricManager(Manager["Metric"]):
    def of(self, caller: Caller) -> QuerySet[Metric]:
        return self.get_queryset().filter(task__session__organisation_id=caller.organisation_id)

    def of_task(self, caller: Caller, task_id: str) -> QuerySet[Metric]:
        """Of the caller's task of this id. Raises TaskNotFound for what is no id."""
        key = as_uuid(task_id)
        if key is None:
            raise TaskNotFound(task_id)
        return self.of(caller).filter(task_id=key)

    @staticmethod
    def new(
        task_id: UUID, task_name: str, age: int, values: Mapping[str, float], *, with_task: bool
    ) -> list[NewMetric]:
        return [
            NewMetric(str(uuid7()), task_id, name, value, level_of(task_name, name, value, age), with_task)
            for name, value in values.items()
        ]

    @staticmethod
    def inserted(metrics: Sequence[NewMetric]) -> Part:
        """Stores metrics in their order."""
        return Part(ADD, list(zip(*metrics, strict=True)) if metrics else [[]] * len(NewMetric._fields))

    async def add(self, caller: Caller, task_id: str, values: Mapping[str, float]) -> list[NewMetric]:
        """Record metrics of a task, all or none."""
        async with transaction():
            task = await self.tasks.lock(caller, task_id)
            metrics = self.new(task.id, task.task_name, task.session.child_age, values, with_task=False)
            told = AuditLine.objects.told(AuditLine.objects.line(caller, "create", "task.metrics", task.id, values))
            replaced = Part(REPLACED, [task.id, list(values)])
            await self.run(self.inserted(metrics), told=told, replaced=replaced)
            if not scoring_names(task.task_name).isdisjoint(values):
                await self.tasks.refresh_score(task)
        return metrics

    async def remove(self, caller: Caller, metric_id: str) -> Metric:
        key = as_uuid(metric_id)
        metric = await self.of(caller).get_or_none(id=key) if key else None
        if metric is None:
            raise MetricNotFound(metric_id)
        async with transaction():
            task = await self.tasks.lock(caller, str(metric.task_id))
            if not await self.get_queryset().filter(id=metric.id).delete():
                raise MetricNotFound(metric_id)
            await self.tasks.refresh_score(task)
            names = [metric.metric_name]
            await AuditLine.objects.record(AuditLine.objects.line(caller, "delete", "task.metrics", task.id, names))
        return metric

    async def regrade(self, session: Session, age: int) -> None:
        """Grade every metric of the session anew, after the child's age or a task's name was corrected."""
        rows = await self.sql(GRADED, session.id)
        levels = [level_of(row["task_name"], row["metric_name"], row["metric_value"], age) for row in rows]
        await self.sql(REGRADE, [row["id"] for row in rows], levels)

    @property
    def tasks(self) -> TaskManager:
        return cast("TaskManager", self.manager_of("Task"))
