from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.assessments.errors import TaskNotFound
from project.assessments.models import Metric, Session, Task
from project.assessments.new_rows import NewTask
from project.assessments.schemas.metrics import MetricBody, MetricDeleted, MetricIn, MetricOut
from project.assessments.schemas.tasks import TaskDeleted, TaskIn, TaskOut, TaskPatch
from project.core.http.etags import IfMatch, Tagged
from project.core.http.pagination import LongPaging, Page
from project.core.http.router import Router
from project.core.json.rows import JSONText
from project.users.dependencies import CanRead, CanWrite

router = Router(tags=["tasks"])


@router.post("/sessions/{session_id}/tasks", response_model=TaskOut, status_code=201, idempotent=True)
async def create_task(session_id: str, body: TaskIn, user: CanWrite) -> NewTask:
    """Record a task. Numbers in its `metrics` become metrics of their own."""
    return await Task.objects.add(user, session_id, *body.parts())


@router.get("/sessions/{session_id}/tasks", response_model=list[TaskOut])
async def list_tasks(session_id: str, query: Annotated[LongPaging, Query()], user: CanRead, page: Page) -> Response:
    """List a session's tasks in the order of recording."""
    tasks = Task.objects.of_session(user, session_id)
    return await page(tasks, TaskOut, query, "seq", if_none=lambda: Session.objects.fetch(user, session_id))


@router.get("/tasks/{task_id}", response_model=TaskOut)
async def read_task(task_id: str, user: CanRead, tag: Tagged) -> Response:
    """Read a task."""
    return await tag.read(Task.objects.at(user, task_id), TaskOut, TaskNotFound(task_id))


@router.patch("/tasks/{task_id}", response_model=TaskOut)
async def change_task(task_id: str, body: TaskPatch, user: CanWrite, guard: IfMatch, tag: Tagged) -> Task:
    """Correct a task."""
    return tag(await Task.objects.change(user, task_id, body.changes(), guard))


@router.delete("/tasks/{task_id}", response_model=TaskDeleted)
async def delete_task(task_id: str, user: CanWrite, guard: IfMatch) -> TaskDeleted:
    """Delete a task with its metrics."""
    return TaskDeleted(task_id=(await Task.objects.remove(user, task_id, guard)).id)


@router.post("/tasks/{task_id}/metrics", response_model=MetricOut | list[MetricOut], status_code=201, idempotent=True)
async def create_metrics(task_id: str, body: MetricBody, user: CanWrite) -> Response:
    """Record one metric, or an object of name → number. The answer has the same form.

    A body with the key `metric_name` or `metric_value` is one metric.
    """
    metrics = await Metric.objects.add(user, task_id, body.values())
    return JSONText(metrics[0] if isinstance(body, MetricIn) else f"[{','.join(metrics)}]", 201)


@router.get("/tasks/{task_id}/metrics", response_model=list[MetricOut])
async def list_metrics(task_id: str, query: Annotated[LongPaging, Query()], user: CanRead, page: Page) -> Response:
    """List a task's metrics in the order of recording."""
    metrics = Metric.objects.of_task(user, task_id)
    return await page(metrics, MetricOut, query, "seq", if_none=lambda: Task.objects.fetch(user, task_id))


@router.delete("/metrics/{metric_id}", response_model=MetricDeleted)
async def delete_metric(metric_id: str, user: CanWrite) -> MetricDeleted:
    """Delete a metric."""
    return MetricDeleted(metric_id=(await Metric.objects.remove(user, metric_id)).id)
