"""Whether a task was passed, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from project.assessments.grading.checks import PASS_CHECKS, REMARKS, PassCheck
from project.assessments.grading.numbers import first_present
from project.assessments.grading.tasks import FAILED_STATUSES, TaskResult

Outcome = Literal["passed", "partial", "failed", "no_data"]


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    outcome: Outcome
    reasons: list[str]


def task_outcome(task: TaskResult) -> TaskOutcome:
    """Trust a recorded success; judge anything else by its metrics."""
    if task.status == "success":
        return TaskOutcome("passed", [])
    checked = _measured(PASS_CHECKS.get(task.task_name, ()), task.metrics)
    failures = _failures(checked)
    reasons = failures + _failures(_measured(REMARKS.get(task.task_name, ()), task.metrics)) + _uneven_steps(task)
    if not checked:
        failed = task.status in FAILED_STATUSES
        why = "recorded as failed, without the measurements that decide" if failed else "nothing was measured"
        return TaskOutcome("failed" if failed else "no_data", [why, *reasons])
    if not failures:
        return TaskOutcome("passed", reasons)
    return TaskOutcome("failed" if len(failures) == len(checked) else "partial", reasons)


def _measured(checks: Iterable[PassCheck], metrics: Mapping[str, float]) -> list[tuple[PassCheck, float]]:
    found = ((check, first_present(metrics, check.names)) for check in checks)
    return [(check, value) for check, value in found if value is not None]


def _failures(measured: Iterable[tuple[PassCheck, float]]) -> list[str]:
    return [check.reason(value) for check, value in measured if not check.holds(value)]


def _uneven_steps(task: TaskResult) -> list[str]:
    alternating, steps = task.metrics.get("alternatingSteps"), task.metrics.get("stepCount")
    if task.task_name != "walk" or alternating is None or steps is None or alternating >= 0.7 * steps:
        return []
    return [f"only {alternating:g} of {steps:g} steps alternated, needed 70 %"]
