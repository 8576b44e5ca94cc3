"""Overall score and risk level of a session. What was not measured is None, never a guess."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from project.assessments.grading.advice import RiskLevel, recommendations
from project.assessments.grading.numbers import round_half_up
from project.assessments.grading.tasks import TaskResult, counted_tasks, task_score

CRITICAL_TASKS = ("one_leg", "walk", "jump")


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """All scored tasks of a session taken together. Lists hold task names."""

    #: `percentage` rounded half up, 0–100.
    overall_score: int | None
    risk_level: RiskLevel | None
    total_score: int
    max_score: int
    percentage: float | None
    average: float | None
    scored_2: int
    scored_1: int
    scored_0: int
    strengths: list[str]
    developing: list[str]
    needs_focus: list[str]
    #: Recorded without a usable measurement, and left out of the totals.
    unscored: list[str]
    recommendations: list[str]
    #: The condition that decided the risk level.
    rule: str


def summarise(tasks: Sequence[TaskResult], age_years: int) -> SessionSummary:
    """Sum up a session. Of a task recorded twice the latest scored record counts.

    Source: FMS composite scoring. Its limits for 7 tasks are read as percentages. Age affects wording only.
    """
    scored_or_not = {name: task_score(task) for name, task in counted_tasks(tasks).items()}
    scores = {name: score for name, score in scored_or_not.items() if score is not None}
    by_points = {points: [name for name, score in scores.items() if score == points] for points in (0, 1, 2)}
    total = sum(scores.values())
    percentage = percentage_of(scores.values()) if scores else None
    risk_level, rule = _risk(by_points[0], percentage)
    return SessionSummary(
        overall_score=None if percentage is None else int(round_half_up(percentage)),
        risk_level=risk_level,
        total_score=total,
        max_score=2 * len(scores),
        percentage=percentage,
        average=total / len(scores) if scores else None,
        scored_2=len(by_points[2]),
        scored_1=len(by_points[1]),
        scored_0=len(by_points[0]),
        strengths=by_points[2],
        developing=by_points[1],
        needs_focus=by_points[0],
        unscored=[name for name, score in scored_or_not.items() if score is None],
        recommendations=recommendations(risk_level, scores, age_years),
        rule=rule,
    )


def overall(scores: Sequence[tuple[str, int | None]]) -> tuple[int | None, RiskLevel | None]:
    """Return the overall score (0–100) and risk level of scored tasks, given by name in the order of recording."""
    counted: dict[str, int] = {}
    for name, score in scores:
        if score is not None:
            counted[name] = score
    if not counted:
        return None, None
    percentage = percentage_of(counted.values())
    return int(round_half_up(percentage)), _risk([name for name, score in counted.items() if score == 0], percentage)[0]


def percentage_of(scores: Collection[int]) -> float:
    return sum(scores) / (2 * len(scores)) * 100


def _risk(at_zero: Sequence[str], percentage: float | None) -> tuple[RiskLevel | None, str]:
    if percentage is None:
        return None, "no data: no task could be scored"
    critical = [name for name in CRITICAL_TASKS if name in at_zero]
    if critical:
        return "high", f"a critical task scored 0: {', '.join(critical)}"
    if len(at_zero) > 1:
        return "high", f"more than one task scored 0: {', '.join(at_zero)}"
    if percentage <= 43:
        return "high", "43 % of the possible points or less"
    if not at_zero and percentage > 71:
        return "normal", "no task scored 0 and more than 71 % of the possible points"
    return "monitor", "neither the conditions for high nor those for normal are met"
