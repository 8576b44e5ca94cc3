from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from tortoise.queryset import QuerySet
from uuid_utils.compat import uuid7

from project.assessments.errors import MetricNotFound
from project.assessments.grading import level_of
from project.core.database import transaction
from project.core.managers import Manager, as_uuid
from project.users.callers import Caller
from project.users.models import AuditLine

if TYPE_CHECKING:
    from project.assessments.managers.tasks import TaskManager
    from project.assessments.models import Metric, Session, Task

#: Metrics sent by themselves take the place of those of the same name that came with the task.
ADD = """
WITH replaced AS (
    DELETE FROM metric USING unnest($2::uuid[], $3::text[], $6::bool[]) AS new (task_id, name, with_task)
    WHERE metric.task_id = new.task_id AND metric.metric_name = new.name AND metric.with_task AND NOT new.with_task
)
INSERT INTO metric (id, task_id, metric_name, metric_value, level, with_task)
SELECT id, task_id, name, value, level, with_task
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::float8[], $5::text[], $6::bool[]) WITH ORDINALITY
    AS new (id, task_id, name, value, level, with_task, place)
ORDER BY place
"""
GRADED = """
SELECT m.id, t.task_name, m.metric_name, m.metric_value
FROM metric m JOIN task t ON t.id = m.task_id WHERE t.session_id = $1
"""
REGRADE = """
UPDATE metric SET level = new.level FROM unnest($1::uuid[], $2::text[]) AS new (id, level)
WHERE metric.id = new.id AND metric.level IS DISTINCT FROM new.level
"""


class MetricManager(Manager["Metric"]):
    def of(self, caller: Caller) -> QuerySet[Metric]:
        return self.get_queryset().filter(task__session__organisation_id=caller.organisation_id)

    def of_task(self, task: Task) -> QuerySet[Metric]:
        return self.get_queryset().filter(task_id=task.id)

    def new(self, task: Task, age: int, values: Mapping[str, float], *, with_task: bool) -> list[Metric]:
        return [
            self.model(
                id=uuid7(),
                task_id=task.id,
                metric_name=name,
                metric_value=value,
                level=level_of(task.task_name, name, value, age),
                with_task=with_task,
            )
            for name, value in values.items()
        ]

    async def write(self, metrics: Sequence[Metric]) -> None:
        """Store metrics in their order, in one statement."""
        if metrics:
            columns = ("id", "task_id", "metric_name", "metric_value", "level", "with_task")
            await self.sql(ADD, *([getattr(metric, column) for metric in metrics] for column in columns))

    async def add(self, caller: Caller, task_id: str, values: Mapping[str, float]) -> list[Metric]:
        """Record metrics of a task, all or none."""
        async with transaction():
            task = await self.tasks.lock(caller, task_id)
            metrics = self.new(task, task.session.child_age, values, with_task=False)
            await self.write(metrics)
            await self.tasks.refresh_score(task)
            await AuditLine.objects.record(AuditLine.objects.line(caller, "create", "task.metrics", task.id, values))
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
