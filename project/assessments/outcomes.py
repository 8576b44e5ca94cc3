"""Whether a task was passed: its limits, and remarks on what was seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from project.assessments.grading import FAILED_STATUSES, TaskResult, first_present

Outcome = Literal["passed", "partial", "failed", "no_data"]


@dataclass(frozen=True, slots=True)
class Check:
    """A limit that passes or fails a task. `names` are read in order, the first present counts."""

    names: tuple[str, ...]
    sign: Literal["≥", "≤", "<", "=", "≠"]
    limit: float
    #: What was seen, followed by the value; a whole sentence when `unit` is None.
    words: str
    unit: str | None = None

    def holds(self, value: float) -> bool:
        return {
            "≥": value >= self.limit,
            "≤": value <= self.limit,
            "<": value < self.limit,
            "=": value == self.limit,
            "≠": value != self.limit,
        }[self.sign]

    def reason(self, value: float) -> str:
        if self.unit is None:
            return self.words
        return f"{self.words} {value:g} {self.unit}, needed {self.sign} {self.limit:g} {self.unit}"


#: The checks that decide whether a task not recorded as a success passed all the same.
PASS_CHECKS: dict[str, tuple[Check, ...]] = {
    "raise_hand": (
        Check(("leftShoulderAngle",), "≥", 90, "left shoulder raised to", "°"),
        Check(("rightShoulderAngle",), "≥", 90, "right shoulder raised to", "°"),
        Check(("holdTime",), "≥", 2, "arms held up for", "s"),
    ),
    "jump": (
        Check(("jumpHeightCm", "jumpHeightNorm"), "≥", 5, "jumped less than 5 cm (or 5 ‰ of the frame's height)"),
        Check(("isTwoFootedTakeoff", "twoFootedTakeoff"), "=", 1, "take-off was not from both feet"),
        Check(("isTwoFootedLanding", "twoFootedLanding"), "=", 1, "landing was not on both feet"),
    ),
    "walk": (
        Check(("stepCount",), "≥", 6, "walked", "steps"),
        Check(("symmetryPercent",), "≥", 60, "gait symmetry", "%"),
    ),
    "one_leg": (
        Check(("holdTime",), "≥", 3, "stood on one leg for", "s"),
        Check(("swayIndex",), "≤", 0.15, "body sway", "of the frame"),
    ),
    "tiptoe": (
        Check(("holdTime",), "≥", 3, "stayed on tiptoe for", "s"),
        Check(("plantarflexionAngle",), "≥", 30, "ankle stretched to", "°"),
        Check(("leftPlantarflexion",), "≥", 30, "left ankle stretched to", "°"),
        Check(("rightPlantarflexion",), "≥", 30, "right ankle stretched to", "°"),
    ),
    "squat": (
        Check(("minKneeAngle", "kneeAngle"), "<", 130, "knees bent to", "°"),
        Check(("holdTime",), "≥", 1, "squat held for", "s"),
    ),
}

#: Checks that explain an outcome without deciding it.
REMARKS: dict[str, tuple[Check, ...]] = {
    "jump": (Check(("timeAirborne",), "≥", 0.1, "in the air for", "s"),),
    "one_leg": (Check(("maxTrunkLean",), "≤", 20, "trunk leaned by", "°"),),
    "tiptoe": (Check(("heelsLifted",), "≠", 0, "heels were not lifted"),),
    "squat": (Check(("hipsBackEnough",), "≠", 0, "hips were not moved back enough"),),
}


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    outcome: Outcome
    reasons: list[str]


def task_outcome(task: TaskResult) -> TaskOutcome:
    """Whether the task was passed. A recorded success is believed; anything else is read from the metrics."""
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


def _measured(checks: Iterable[Check], metrics: Mapping[str, float]) -> list[tuple[Check, float]]:
    found = ((check, first_present(metrics, check.names)) for check in checks)
    return [(check, value) for check, value in found if value is not None]


def _failures(measured: Iterable[tuple[Check, float]]) -> list[str]:
    return [check.reason(value) for check, value in measured if not check.holds(value)]


def _uneven_steps(task: TaskResult) -> list[str]:
    alternating, steps = task.metrics.get("alternatingSteps"), task.metrics.get("stepCount")
    if task.task_name != "walk" or alternating is None or steps is None or alternating >= 0.7 * steps:
        return []
    return [f"only {alternating:g} of {steps:g} steps alternated, needed 70 %"]
