from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AliasChoices, Field

from project.assessments.followups import WARNINGS
from project.assessments.schemas.field_types import (
    FIRST_DAY,
    ChildAge,
    ChildName,
    Gender,
    HeightCm,
    Kind,
    Moment,
    Notes,
    RiskLevel,
    SessionOrder,
    SessionType,
    WeightKg,
)
from project.core.http.pagination import Paging
from project.core.http.schemas import In, Instant, JsonObject, Out, Patch, Text
from project.core.json.text import Computed


class SessionIn(In):
    child_name: ChildName
    child_age: ChildAge
    child_height_cm: HeightCm | None = None
    child_weight_kg: WeightKg | None = None
    child_gender: Gender | None = None
    child_notes: Notes | None = None
    task_metrics: JsonObject | None = Field(default=None, description="Stored as sent.")
    session_type: Kind = "initial"
    parent_session_id: UUID | None = Field(
        default=None, description="The session that this one follows.", examples=[None]
    )


class SessionPatch(Patch):
    child_name: ChildName = ""
    child_age: ChildAge = 0
    child_height_cm: HeightCm | None = None
    child_weight_kg: WeightKg | None = None
    child_gender: Gender | None = None
    child_notes: Notes | None = None
    observations: Notes | None = None
    diagnosis: Notes | None = None
    recommendations: Notes | None = None
    started_at: Moment = FIRST_DAY
    session_type: SessionType = "initial"
    parent_session_id: UUID | None = Field(default=None, examples=[None])


class SessionQuery(Paging):
    skip: int = Field(default=0, ge=0, le=2**31 - 1, description="For old clients; `after` is cheaper.")
    q: Text | None = Field(default=None, max_length=200, description="Words of the child's name, or their beginnings.")
    session_type: SessionType | None = None
    risk_level: RiskLevel | None = None
    started_after: Instant | None = Field(default=None, description="At or after this time.")
    started_before: Instant | None = Field(default=None, description="Before this time.")
    age_min: int | None = Field(default=None, ge=0, le=25)
    age_max: int | None = Field(default=None, ge=0, le=25)
    parent_session_id: UUID | None = None
    order: SessionOrder = "-started_at"


class SessionOut(Out):
    id: UUID
    display_id: int = Field(examples=[1042])
    child_name: str = Field(examples=["Mina Haddad"])
    child_age: int = Field(examples=[8])
    child_height_cm: float | None = Field(examples=[130.5])
    child_weight_kg: float | None = Field(examples=[28.0])
    child_gender: str | None = Field(examples=["female"])
    child_notes: str | None = Field(examples=["Wears glasses"])
    started_at: datetime
    session_type: str = Field(examples=["initial"])
    parent_session_id: UUID | None
    created_at: datetime = Field(validation_alias=AliasChoices("started_at"), description="Same as `started_at`.")
    risk_level: RiskLevel | None = Field(description="Null without data.")
    overall_score: int | None = Field(description="0 to 100; null without data.", examples=[83])
    observations: str | None
    diagnosis: str | None
    recommendations: str | None


class SessionCreated(SessionOut):
    warnings: Annotated[list[str], Computed(WARNINGS)] = Field(
        description="Ways in which a follow-up does not match its parent.", examples=[[]]
    )


class SessionDeleted(Out):
    message: str = "Session deleted successfully"
    session_id: UUID
