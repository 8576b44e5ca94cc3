"""Sections of the printed report as lines of text, fitted to the page width. Lengths are in points."""

from collections.abc import Sequence

from project.assessments.grading.sessions import SessionSummary
from project.assessments.reports.angles import AngleFinding
from project.assessments.reports.pdf.labels import label_of, number_text, task_label
from project.assessments.reports.pdf.parts import (
    IN_CSV,
    IN_RECORD,
    MAX_ITEMS,
    ReportSection,
    SectionItem,
    bullet_section,
    notes_section,
    paragraph_runs,
)
from project.assessments.reports.pdf.styles import QUIET, STRONG, TEXT, WIDTH, TextRun, beside, coloured, text_run
from project.assessments.reports.pdf.task_table import task_table
from project.assessments.reports.risks import Risk
from project.assessments.schemas.reports import ReportOut


def sections_of(report: ReportOut) -> list[ReportSection]:
    sections = [
        task_table(report.tasks),
        _risks(report.risks, report.summary),
        _strengths(report.summary),
        bullet_section("Recommendations", report.summary.recommendations or ["No data: no task could be scored."]),
        _angles(report.angles),
        notes_section("Clinician's observations", report.observations),
        notes_section("Clinician's diagnosis", report.diagnosis),
        notes_section("Clinician's recommendations", report.recommendations),
        notes_section("Notes on the child", report.notes),
        bullet_section("Further details", _further(report)),
        bullet_section("Warnings", report.warnings),
        bullet_section("References", report.references, QUIET),
    ]
    return [section for section in sections if section.items]


def _further(report: ReportOut) -> list[str]:
    values = {name: getattr(report, name) for name in report.further}
    return [f"{label_of(name.replace('_', ' '))}: {value}" for name, value in values.items() if value not in (None, "")]


#: Shown if no area stands out.
NO_RISK = {
    None: "No data: no task could be scored.",
    "high": "No area stands out in what was measured; the level follows from the points of the tasks, see above.",
}


def _risks(risks: Sequence[Risk], summary: SessionSummary) -> ReportSection:
    if risks:
        return bullet_section("Risks", [f"{risk.area}, {risk.level}: {risk.detail}" for risk in risks])
    return bullet_section("Risks", [NO_RISK.get(summary.risk_level, "None found in what was measured.")])


def _strengths(summary: SessionSummary) -> ReportSection:
    groups = {
        "Strengths": summary.strengths,
        "Developing": summary.developing,
        "Needs focus": summary.needs_focus,
        "Not graded": summary.unscored,
    }
    items: list[SectionItem] = []
    for label, names in groups.items():
        listed = ", ".join(map(task_label, names[:MAX_ITEMS])) or "none"
        lines = [run for run, _ in paragraph_runs(listed, TEXT, 70, WIDTH - 70, 3)]
        items.append(SectionItem(beside([TextRun(0, label, STRONG)], lines)))
    return ReportSection("Strengths and what needs practice", items, len(items), f"more, {IN_RECORD}")


def _angles(angles: Sequence[AngleFinding]) -> ReportSection:
    measured = [angle for angle in angles if angle.value is not None]
    items = [
        SectionItem(
            [
                [
                    text_run(0, angle.name, TEXT, 120),
                    text_run(130, "Not measured" if angle.value is None else f"{number_text(angle.value)} °", TEXT, 80),
                    text_run(220, f"expected {angle.low:g}–{angle.high:g} °", QUIET, 120),
                    text_run(350, f"{angle.finding}", coloured(angle.finding), WIDTH - 350),
                ]
            ]
        )
        for angle in measured
    ]
    return ReportSection("Angles", items, len(items), f"more, {IN_CSV}")
