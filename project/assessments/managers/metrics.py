from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic_core import to_json
from tortoise.queryset import QuerySet
from uuid_utils import uuid7

from project.assessments.errors import MetricNotFound, TaskNotFound
from project.assessments.grading.metrics import graded_bands, level_in, level_of
from project.assessments.grading.tasks import TaskResult, scoring_names, task_score
from project.assessments.new_rows import METRIC_COLUMNS, NewMetric, insert_arrays
from project.core.db.managers import ManagerOf
from project.core.db.statements import Statement, array_text, as_uuid
from project.core.db.transactions import transaction
from project.users.callers import Caller
from project.users.models import AuditLine
from project.users.tenants import TenantManager, TenantQuerySet

if TYPE_CHECKING:
    from project.assessments.managers.tasks import TaskManager
    from project.assessments.models import Metric, Session

#: Arrays are sent as text, because the driver inspects each value of a list several times.
TEXT_ARRAY = "{{{}}}::text::{}[]"
ADD_TO_TASK = """
INSERT INTO metric (id, task_id, metric_name, metric_value, level, with_task)
SELECT id, {0}, name, value, level, false
FROM unnest({1}::text::uuid[], {2}::text::text[], {3}::text::float8[], {4}::text::text[])
    AS new (id, name, value, level)
"""
#: Metrics sent singly replace those of the same name that came with the task. `|| ''` keeps PostgreSQL from looking up
#: each name in the index; it is faster to compare them with the few that came with the task.
REPLACED = "DELETE FROM metric WHERE task_id = {0} AND with_task AND metric_name || '' = ANY({1}::text::text[])"
#: Locks the session and the task, in the order of every writer.
HELD = """
SELECT t.task_name, t.status, t.score, s.child_age,
    EXISTS (SELECT FROM metric m WHERE m.task_id = t.id AND m.with_task) AS has_sent
FROM session s JOIN task t ON t.session_id = s.id
WHERE t.id = {0} AND s.organisation_id = {1} FOR NO KEY UPDATE OF s, t
"""
GRADED = """
SELECT m.id, t.task_name, m.metric_name, m.metric_value
FROM metric m JOIN task t ON t.id = m.task_id WHERE t.session_id = $1
"""
REGRADE = """
UPDATE metric SET level = new.level FROM unnest($1::uuid[], $2::text[]) AS new (id, level)
WHERE metric.id = new.id AND metric.level IS DISTINCT FROM new.level
"""


@cache
def _scoring(task_name: str) -> str:
    """Spell out the names: only then can PostgreSQL use the partial index `metric_scoring`."""
    names = ", ".join(f"'{name}'" for name in sorted(scoring_names(task_name))) or "NULL"
    return (
        f"SELECT metric_name, metric_value FROM metric WHERE task_id = {{0}} AND metric_name IN ({names}) ORDER BY seq"
    )


class MetricQuerySet(TenantQuerySet["Metric"]):
    organisation_path = "task__session__organisation_id"


class MetricManager(TenantManager["Metric"]):
    queryset_class = MetricQuerySet
    tasks: ManagerOf[TaskManager] = ManagerOf("Task")

    def of_task(self, caller: Caller, task_id: str) -> QuerySet[Metric]:
        key = as_uuid(task_id)
        if key is None:
            raise TaskNotFound(task_id)
        return self.of(caller).filter(task_id=key)

    @staticmethod
    def new(
        task_id: UUID, task_name: str, age: int, values: Mapping[str, float], *, with_task: bool
    ) -> list[NewMetric]:
        bands = graded_bands(task_name, age)
        return [
            NewMetric(str(uuid7()), task_id, name, value, level_in(bands.get(name), value), with_task)
            for name, value in values.items()
        ]

    def inserted(self, metrics: Sequence[tuple[Any, ...]]) -> Statement:
        columns = zip(*metrics, strict=True) if metrics else [()] * len(METRIC_COLUMNS)
        statement = insert_arrays(self.model, METRIC_COLUMNS, TEXT_ARRAY)
        return Statement(statement, [array_text(column) for column in columns])

    async def add(self, caller: Caller, task_id: str, values: Mapping[str, float]) -> list[str]:
        """Record metrics of a task, all or none. Return each as JSON."""
        key = as_uuid(task_id)
        if key is None:
            raise TaskNotFound(task_id)
        ids = [str(uuid7()) for _ in values]
        names = array_text(values)
        async with transaction():
            held = await self.run(Statement(HELD, [key, caller.organisation_id]))
            if not held:
                raise TaskNotFound(task_id)
            task_name, status, score, age, has_sent = held[0]
            line = AuditLine.objects.line(caller, "create", "task.metrics", key, values)
            beside = {"audit": AuditLine.objects.statement(line)}
            if has_sent:
                beside["replaced"] = Statement(REPLACED, [key, names])
            levels = self._levels(task_name, age, values)
            added = Statement(ADD_TO_TASK, [key, array_text(ids), names, array_text(values.values()), levels])
            names_that_count = scoring_names(task_name).intersection(values)
            if not names_that_count:
                await self.run(added, **beside)
            else:
                before = dict(await self.run(self.scoring(key, task_name), **beside, added=added))
                now = before | {name: values[name] for name in names_that_count}
                if task_score(TaskResult(task_name, status, now)) != score:
                    await self.tasks.refresh_score(await self.tasks.lock(caller, task_id))
        return _written(ids, key, values)

    @staticmethod
    def scoring(task_id: UUID, task_name: str) -> Statement:
        """Select names and values of the metrics that the task's score is made of. The last of a name counts."""
        return Statement(_scoring(task_name), [task_id])

    @staticmethod
    def _levels(task_name: str, age: int, values: Mapping[str, float]) -> str | None:
        """Return an array of levels, or None if no metric is graded, which is the common case."""
        bands = graded_bands(task_name, age)
        if bands.keys().isdisjoint(values):
            return None
        return array_text(level_in(bands.get(name), value) for name, value in values.items())

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
        rows = await self.sql(GRADED, session.id)
        levels = [level_of(row["task_name"], row["metric_name"], row["metric_value"], age) for row in rows]
        await self.sql(REGRADE, [row["id"] for row in rows], levels)


def _written(ids: Sequence[str], task_id: UUID, values: Mapping[str, float]) -> list[str]:
    """Return new metrics as MetricOut would serialise them. Works by column, since there may be a thousand."""
    # A name in JSON cannot contain `","`.
    names = to_json(list(values)).decode()[2:-2].split('","')
    numbers = to_json(list(values.values())).decode()[1:-1].split(",")
    between = f'","task_id":"{task_id}","metric_name":"'
    return [
        f'{{"id":"{made}{between}{name}","metric_value":{number}}}'
        for made, name, number in zip(ids, names, numbers, strict=True)
    ]
