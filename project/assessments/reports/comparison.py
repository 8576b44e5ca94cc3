from dataclasses import dataclass

from project.assessments.grading.tasks import TaskResult, counted_tasks
from project.assessments.reports.changes import change_between
from project.assessments.reports.progress import (
    GradedSession,
    MetricProgress,
    RecordedSession,
    graded_session,
    metric_progress,
)


@dataclass(frozen=True, slots=True)
class TaskDurations:
    """Durations of a task in both sessions, in seconds. None where it was not recorded."""

    task_name: str
    duration1_seconds: float | None
    duration2_seconds: float | None
    change_seconds: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Session 2 compared with session 1. Changes are second minus first."""

    session1: GradedSession
    session2: GradedSession
    metrics: list[MetricProgress]
    durations: list[TaskDurations]
    only_in_session1: list[str]
    only_in_session2: list[str]


def compare(session1: RecordedSession, session2: RecordedSession) -> Comparison:
    first, second = counted_tasks(session1.tasks), counted_tasks(session2.tasks)
    return Comparison(
        session1=graded_session(session1),
        session2=graded_session(session2),
        metrics=metric_progress([session1, session2], [first, second]),
        durations=[_durations(name, first.get(name), second.get(name)) for name in first | second],
        only_in_session1=[name for name in first if name not in second],
        only_in_session2=[name for name in second if name not in first],
    )


def _durations(task_name: str, first: TaskResult | None, second: TaskResult | None) -> TaskDurations:
    duration1 = None if first is None else first.duration_seconds
    duration2 = None if second is None else second.duration_seconds
    return TaskDurations(task_name, duration1, duration2, change_between(duration1, duration2))
