"""The report of one session. Percentages and profile are 0–100."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from project.assessments.grading.sessions import SessionSummary, summarise
from project.assessments.grading.tasks import TaskResult, counted_tasks
from project.assessments.norms.standards import NO_REFERENCE
from project.assessments.reports.angles import _ANGLES, AngleFinding, _finding_of
from project.assessments.reports.facts import ChildFacts, SessionFacts, child_facts
from project.assessments.reports.profile import Profile, profile_of
from project.assessments.reports.risks import Risk, list_risks
from project.assessments.reports.tasks import TaskReport, task_report

SUMMARY_REFERENCE = "FMS composite scoring; its limits were set for 7 tasks (14 points) and are read here as per cent"
DISCLAIMER = (
    "This report is a screening aid, not a diagnosis. It comes from a camera's estimate of the child's movements "
    "and does not replace an examination by a qualified clinician."
)


@dataclass(frozen=True, slots=True)
class Report:
    child: ChildFacts
    started_at: datetime | None
    session_type: str | None
    notes: str | None
    tasks: list[TaskReport]
    summary: SessionSummary
    risks: list[Risk]
    profile: Profile
    angles: list[AngleFinding]
    warnings: list[str]
    references: list[str]
    disclaimer: str


def build_report(facts: SessionFacts, tasks: Sequence[TaskResult], warnings: Sequence[str] = ()) -> Report:
    """List every task; risks, profile, angles and summary use the counted task of each name."""
    counted = counted_tasks(tasks)
    metrics = {name: task.metrics for name, task in counted.items()}
    reports = [task_report(task, facts.child_age) for task in tasks]
    summary = summarise(tasks, facts.child_age)
    return Report(
        child=child_facts(facts),
        started_at=facts.started_at,
        session_type=facts.session_type,
        notes=facts.notes,
        tasks=reports,
        summary=summary,
        risks=list_risks(counted),
        profile=profile_of(metrics),
        angles=[_finding_of(metrics, *row) for row in _ANGLES],
        warnings=list(warnings),
        references=_references(reports, summary),
        disclaimer=DISCLAIMER,
    )


def _references(reports: Iterable[TaskReport], summary: SessionSummary) -> list[str]:
    named = [grade.reference for report in reports for grade in report.metrics if grade.reference]
    if summary.risk_level is not None:
        named.append(SUMMARY_REFERENCE)
    return [reference for reference in dict.fromkeys(named) if reference != NO_REFERENCE]
