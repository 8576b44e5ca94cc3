import uuid
from dataclasses import dataclass
from typing import Literal

from project.assessments.grading.metrics import MetricGrade, grade_metric
from project.assessments.grading.outcomes import Outcome, task_outcome
from project.assessments.grading.tasks import FAILED_STATUSES, TaskResult, task_score

TaskLevel = Literal["normal", "borderline", "abnormal", "not_graded"]


@dataclass(frozen=True, slots=True)
class TaskReport:
    id: uuid.UUID | None
    task_name: str
    status: str
    duration_seconds: float
    notes: str
    #: 0–2 points.
    score: int | None
    level: TaskLevel
    outcome: Outcome
    reasons: list[str]
    metrics: list[MetricGrade]


_LEVELS: dict[int | None, TaskLevel] = {2: "normal", 1: "borderline", 0: "abnormal", None: "not_graded"}
RECORDED_AS_FAILED = "recorded as failed, though what was measured passes"


def task_report(task: TaskResult, age_years: int) -> TaskReport:
    score = task_score(task)
    outcome = task_outcome(task)
    despite = outcome.outcome == "passed" and task.status in FAILED_STATUSES
    return TaskReport(
        id=task.id,
        task_name=task.task_name,
        status=task.status,
        duration_seconds=task.duration_seconds,
        notes=task.notes,
        score=score,
        level=_LEVELS[score],
        outcome=outcome.outcome,
        reasons=[*([RECORDED_AS_FAILED] if despite else []), *outcome.reasons],
        metrics=[grade_metric(task.task_name, name, value, age_years) for name, value in task.metrics.items()],
    )
