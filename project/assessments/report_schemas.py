"""Reports on the wire: the dataclasses of reporting.py and progress.py, with a session round them."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from project.assessments.advice import RiskLevel
from project.assessments.grading import Summary
from project.assessments.models import Session
from project.assessments.reporting import AngleFinding, ChildFacts, Profile, Report, Risk, TaskReport
from project.assessments.session_fields import SessionFormat, with_further_fields
from project.core.schemas import Out


@with_further_fields(
    *("id", "created_at"),  # session_id, started_at
    *("child_name", "child_age", "child_height_cm", "child_weight_kg", "child_gender"),  # child
    "child_notes",  # notes
    "parent_session_id",  # left out
)
class ReportOut(SessionFormat):
    """A graded sitting. "not graded" and null stand where nothing was measured."""

    session_id: UUID
    display_id: int = Field(examples=[1042])
    overall_score: int | None = Field(description="0 to 100; null without data.", examples=[83])
    risk_level: RiskLevel | None = Field(description="Null without data.")
    child: ChildFacts
    started_at: datetime | None
    session_type: str | None
    notes: str | None
    observations: str | None = Field(description="The clinician's.")
    diagnosis: str | None = Field(description="The clinician's.")
    recommendations: str | None = Field(description="The clinician's; the service's own are in `summary`.")
    tasks: list[TaskReport]
    summary: Summary
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


class TaskPerformance(Out):
    task_name: str = Field(examples=["one_leg"])
    recorded: int
    scored: int
    failed: int
    average_duration_seconds: float
    average_score: float | None = Field(description="0 to 100; null where none was scored.")


class Statistics(Out):
    total_sessions: int
    total_children: int = Field(description="Different names.")
    average_age: float | None
    average_score: float | None = Field(description="0 to 100; null without data.")
    risk_distribution: dict[str, int] = Field(examples=[{"normal": 120, "monitor": 40, "high": 30, "no_data": 10}])
    age_groups: dict[str, int] = Field(examples=[{"0-5": 60, "6-10": 90, "11-15": 40, "16+": 10}])
    gender: dict[str, int] = Field(examples=[{"male": 98, "female": 97, "other": 5}])
    sessions_this_week: int = Field(description="Since Monday, UTC.")
    sessions_this_month: int = Field(description="Since the first, UTC.")
    task_performance: list[TaskPerformance]
