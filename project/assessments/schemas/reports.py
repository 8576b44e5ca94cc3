from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from project.assessments.grading.advice import RiskLevel
from project.assessments.grading.sessions import SessionSummary
from project.assessments.models import Session
from project.assessments.reports.angles import AngleFinding
from project.assessments.reports.facts import ChildFacts
from project.assessments.reports.profile import Profile
from project.assessments.reports.report import Report
from project.assessments.reports.risks import Risk
from project.assessments.reports.tasks import TaskReport
from project.assessments.schemas.session_formats import SessionFormat, with_further_fields


@with_further_fields(
    *("id", "created_at"),  # session_id, started_at
    *("child_name", "child_age", "child_height_cm", "child_weight_kg", "child_gender"),  # child
    "child_notes",  # notes
    "parent_session_id",  # left out
)
class ReportOut(SessionFormat):
    """A graded session. "not graded" and null stand where nothing was measured."""

    session_id: UUID
    display_id: int = Field(examples=[1042])
    overall_score: int | None = Field(description="0 to 100; null without data.", examples=[83])
    risk_level: RiskLevel | None = Field(description="Null without data.")
    child: ChildFacts
    started_at: datetime | None
    session_type: str | None
    notes: str | None
    observations: str | None = Field(description="By the clinician.")
    diagnosis: str | None = Field(description="By the clinician.")
    recommendations: str | None = Field(description="By the clinician. Those of the service are in `summary`.")
    tasks: list[TaskReport]
    summary: SessionSummary
    risks: list[Risk]
    profile: Profile
    angles: list[AngleFinding]
    warnings: list[str]
    references: list[str]
    disclaimer: str

    @classmethod
    def of(cls, session: Session, report: Report) -> Self:
        facts: dict[str, Any] = {field.name: getattr(report, field.name) for field in fields(report)}
        return cls(
            session_id=session.id,
            **{
                **cls.shared(session),
                **facts,
                "overall_score": report.summary.overall_score,
                "risk_level": report.summary.risk_level,
            },
        )
