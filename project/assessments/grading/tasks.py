"""Task scores of 0 to 2 points."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from project.assessments.grading.numbers import first_present, round_half_up

FAILED_STATUSES = frozenset({"failed", "fail"})
#: Metrics that hold a task's score of 0–2. The first one present counts.
SCORE_METRICS: dict[str, tuple[str, ...]] = {
    "raise_hand": ("armRaiseScore", "shoulderScore", "score"),
    "one_leg": ("oneLegScore", "balanceScore", "score"),
    "walk": ("walkScore", "gaitScore", "score"),
    "jump": ("jumpScore", "score"),
    "tiptoe": ("tiptoeScore", "score"),
    "squat": ("squatScore", "formScore", "score"),
}
#: Metrics to read in place of a missing score, and the values for 2 and for 1 point. The same at every age.
_SCORE_LIMITS: dict[str, tuple[tuple[str, ...], float, float]] = {
    "one_leg": (("holdTime", "balanceTime"), 5, 3),
    "walk": (("stepCount",), 10, 3),
    "tiptoe": (("holdTime", "tiptoeTime"), 8, 4),
}
_SHOULDER_ANGLES = ("bestShoulderAngle", "leftShoulderAngle", "rightShoulderAngle")
_JUMP_SIGNS = ("twoFootedTakeoff", "stableLanding", "airborneFrames")


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One recorded task of a session."""

    task_name: str
    status: str
    metrics: Mapping[str, float]
    duration_seconds: float = 0.0
    notes: str = ""
    id: uuid.UUID | None = None


def task_score(task: TaskResult) -> int | None:
    """Return 0–2 points, or None without usable measurements. A failed task without measurements scores 0."""
    names = SCORE_METRICS.get(task.task_name)
    if names is None:
        return None
    stated = first_present(task.metrics, names)
    if stated is not None:
        return int(min(2.0, max(0.0, round_half_up(stated))))
    score = _score_without_score(task)
    if score is None and task.status in FAILED_STATUSES:
        return 0
    return score


def _score_without_score(task: TaskResult) -> int | None:
    if task.task_name == "raise_hand":
        return _shoulder_score(task.metrics)
    if task.task_name == "jump":
        return _jump_score(task.metrics)
    if task.task_name not in _SCORE_LIMITS:
        return None
    names, full, partial = _SCORE_LIMITS[task.task_name]
    return _points(first_present(task.metrics, names), full, partial)


@cache
def scoring_names(task_name: str) -> frozenset[str]:
    names = {"raise_hand": _SHOULDER_ANGLES, "jump": _JUMP_SIGNS}.get(task_name) or _SCORE_LIMITS.get(task_name, ((),))[
        0
    ]
    return frozenset((*SCORE_METRICS[task_name], *names)) if task_name in SCORE_METRICS else frozenset()


def all_scoring_names() -> list[str]:
    return sorted(frozenset().union(*map(scoring_names, SCORE_METRICS)))


def _points(value: float | None, full: float, partial: float) -> int | None:
    if value is None:
        return None
    return (value >= partial) + (value >= full)


def _shoulder_score(metrics: Mapping[str, float]) -> int | None:
    seen = [metrics[name] for name in _SHOULDER_ANGLES if name in metrics]
    return _points(next((angle for angle in seen if angle), 0.0), 150, 90) if seen else None


def _jump_score(metrics: Mapping[str, float]) -> int | None:
    if metrics.keys().isdisjoint(_JUMP_SIGNS):
        return None
    if metrics.get("twoFootedTakeoff") and metrics.get("stableLanding"):
        return 2
    return int(metrics.get("airborneFrames", 0) > 0)


def counted_tasks(tasks: Sequence[TaskResult]) -> dict[str, TaskResult]:
    """Return one task per name, in order of first appearance: the latest that can be scored, else the latest."""
    counted: dict[str, TaskResult] = {}
    for task in tasks:
        if task.task_name not in counted or task_score(task) is not None or task_score(counted[task.task_name]) is None:
            counted[task.task_name] = task
    return counted
